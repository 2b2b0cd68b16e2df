"""Forms of one's own account, where allauth's say too little."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class FirstPasswordForm(forms.Form):
    """The first password of somebody who was invited."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is good and easy to remember."),
    )

    def __init__(self, person: User | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """By the rules that hold everywhere."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class CodeForm(FirstPasswordForm):
    """With the sign-in name and the code from paper."""

    login = forms.CharField(label=_("E-mail or personnel number"), max_length=254)
    code = forms.CharField(
        label=_("Code from your coordinator"), max_length=20, widget=forms.TextInput({"autocomplete": "one-time-code"})
    )
    field_order = ("login", "code", "password")


class LoginForm(BaseLoginForm):
    """Says what to type: people have an address, a personnel number or both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail or personnel number")
        field.widget.attrs.pop("placeholder", None)
