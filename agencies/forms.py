"""Giving a role, and ending one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.identity import person_number
from accounts.models import User
from agencies.domain.granting import grantable_roles, people_to_grant
from agencies.models import Agency, Region


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day as browsers ask for it."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class GrantForm(forms.Form):
    """Whom, which role, over which place, from when to when, and why."""

    person = forms.CharField(label=gettext_lazy("E-mail or personnel number"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("Region"), required=False)
    agency = forms.CharField(
        label=gettext_lazy("Code of the agency"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("With what is below it. Without region and agency the role reaches the whole country."),
    )
    since = day_field(gettext_lazy("From"))
    until = day_field(gettext_lazy("To"), required=False, help_text=gettext_lazy("The last day; empty: open-ended."))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("The order by number and day, without names."),
    )

    def __init__(self, granter: User, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.granter = granter
        role: Any = self.fields["role"]
        role.choices = [(one.value, one.label) for one in grantable_roles(granter)]
        region: Any = self.fields["region"]
        region.queryset = Region.objects.order_by("code")
        self.fields["since"].initial = today

    def clean_person(self) -> User:
        """The same sentence whether nobody has it or somebody elsewhere (ACC-03)."""
        return _person(self.granter, self.cleaned_data["person"])

    def clean_agency(self) -> Agency | None:
        """By its code, as staff lists and reports show it."""
        code = self.cleaned_data["agency"].strip()
        agency = Agency.objects.filter(code=code).first() if code else None
        if code and agency is None:
            raise forms.ValidationError(_("No agency has this code. Copy it from the address of its report."))
        return agency

    def clean(self) -> dict[str, Any]:
        """One place at most, and an end that is no earlier than the beginning."""
        cleaned = super().clean() or {}
        if cleaned.get("region") and cleaned.get("agency"):
            self.add_error("agency", _("Choose a region or an agency, not both."))
        if cleaned.get("until") and cleaned.get("since") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", _("The last day is before the first one."))
        return cleaned


class SignOutForm(forms.Form):
    """Whose sessions end."""

    somebody = forms.CharField(label=gettext_lazy("E-mail or personnel number"), max_length=254)

    def __init__(self, keeper: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeper = keeper

    def clean_somebody(self) -> User:
        """Somebody who works where the keeper administers."""
        return _person(self.keeper, self.cleaned_data["somebody"])


class EndForm(forms.Form):
    """From when on a role no longer holds, and why."""

    until = day_field(gettext_lazy("Last day"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].initial = today

    def clean_until(self) -> date:
        """What was is not undone: a role ended yesterday at the earliest."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return until


def _person(keeper: User, login: str) -> User:
    number = person_number(login)
    person = people_to_grant(keeper).filter(pk=number).first() if number else None
    if person is None:
        raise forms.ValidationError(_("Nobody you may give a role has this e-mail or number."))
    return person
