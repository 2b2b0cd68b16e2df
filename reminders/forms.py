"""What a coordinator fills in to stop mails."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.identity import folded_email
from accounts.models import User
from agencies.rules import people_visible_to


class UntilForm(forms.Form):
    """Until when nobody gets mails."""

    until = forms.DateField(
        label=gettext_lazy("Pause until"),
        required=False,
        help_text=gettext_lazy("The last day without mails. Empty: until you end the pause."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        """Today or later."""
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return until


class PersonPauseForm(UntilForm):
    """One person in scope; once valid, ``person``."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the learner"))
    field_order = ["email", "until"]

    def __init__(self, viewer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_email(self) -> str:
        """The address of somebody in scope."""
        email: str = self.cleaned_data["email"]
        try:
            self.person = people_visible_to(self.viewer).get(email=folded_email(email))
        except User.DoesNotExist:
            raise forms.ValidationError(_("Nobody you answer for has this e-mail. Check the spelling.")) from None
        return email
