"""Forms of one's own account, where allauth's say too little."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from django.utils.translation import gettext_lazy as _


class LoginForm(BaseLoginForm):
    """Says what to type: people have an address, a personnel number or both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail or personnel number")
        field.widget.attrs.pop("placeholder", None)
