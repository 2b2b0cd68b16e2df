"""Granting somebody another attempt, or more time."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

NO_LIMIT = "none"
FACTORS = (
    ("1.25", gettext_lazy("a quarter more")),
    ("1.5", gettext_lazy("half as much again")),
    ("2", gettext_lazy("twice the time")),
    (NO_LIMIT, gettext_lazy("no time limit")),
    ("1", gettext_lazy("the usual time again")),
)


class ExtraAttemptsForm(forms.Form):
    """How many more, and why."""

    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=10, initial=1)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=250)


class TimeAllowanceForm(forms.Form):
    """Who gets how much more time in every timed quiz (features A11); once valid, ``learner`` and ``factor``."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the learner"))
    time = forms.ChoiceField(label=gettext_lazy("Time"), choices=FACTORS, initial="1.5")

    def clean_email(self) -> str:
        """The address of somebody who is there."""
        email = self.cleaned_data["email"]
        try:
            self.learner = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise forms.ValidationError(_("Nobody has this e-mail here. Check the spelling.")) from None
        return email

    @property
    def factor(self) -> Decimal | None:
        """What the limit is multiplied by; None: there is none."""
        chosen: Any = self.cleaned_data["time"]
        return None if chosen == NO_LIMIT else Decimal(chosen)
