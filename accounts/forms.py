"""Forms of one's own account, where allauth's say too little."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.domain.names import SCRIPTS, WrongScript, checked_name, missing_names
from accounts.models import User


class NamesForm(forms.Form):
    """The scripts in which the person has no name yet; none of them has to be filled in."""

    def __init__(self, person: User | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for column in missing_names(person) if person else ():
            field: Any = User._meta.get_field(column)
            self.fields[column] = forms.CharField(label=field.verbose_name, max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        """Each in its own letters."""
        cleaned = super().clean() or {}
        for column in SCRIPTS.keys() & cleaned.keys():
            try:
                cleaned[column] = checked_name(column, cleaned[column])
            except WrongScript:
                latin = column == "name_en"
                self.add_error(column, _("Write it in Latin letters.") if latin else _("Write it in Cyrillic letters."))
        return cleaned

    @property
    def names(self) -> dict[str, str]:
        """What was written, by column."""
        return {column: self.cleaned_data[column] for column in SCRIPTS if column in self.cleaned_data}


class FirstPasswordForm(NamesForm):
    """The first password of somebody who was invited, and the name where the staff list left it out."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is good and easy to remember."),
    )

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
