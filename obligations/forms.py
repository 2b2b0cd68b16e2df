"""What a coordinator fills in: a rule, its end, an exemption, a waiver."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.identity import folded_email
from accounts.models import User
from agencies.choices import PostCategory
from agencies.models import Agency, Region
from agencies.rules import agencies_visible_to, people_visible_to
from courses.models import Course
from obligations.models import Obligation, Waiver
from obligations.rules import may_oblige

BY_DATE, BY_DAYS = "date", "days"


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen in the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class ObligationForm(forms.Form):
    """A rule; once valid, ``obligation`` is the unsaved row. Nobody obliges anybody outside their scope."""

    course = forms.ModelChoiceField(Course.objects.none(), label=gettext_lazy("Course"))
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Agency and what is below it"),
        required=False,
        empty_label=gettext_lazy("All agencies"),
    )
    region = forms.ModelChoiceField(
        Region.objects.none(), label=gettext_lazy("Region"), required=False, empty_label=gettext_lazy("All regions")
    )
    category = forms.ChoiceField(label=gettext_lazy("Category of the post"), required=False)
    starts_on = day_field(gettext_lazy("Holds from"))
    due = forms.ChoiceField(
        label=gettext_lazy("Until when"),
        choices=[(BY_DATE, gettext_lazy("By a day")), (BY_DAYS, gettext_lazy("Within days after appointment"))],
        initial=BY_DATE,
        widget=forms.RadioSelect,
    )
    due_on = day_field(gettext_lazy("By this day"), required=False)
    within_days = forms.IntegerField(
        label=gettext_lazy("Days after appointment"), required=False, min_value=1, max_value=1000
    )

    def __init__(self, author: User, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author = author
        agencies, fields = agencies_visible_to(author), cast(Any, self.fields)
        fields["course"].queryset = Course.objects.filter(is_open=True)
        fields["agency"].queryset = agencies.order_by("path")
        fields["region"].queryset = Region.objects.filter(pk__in=agencies.values("region")).order_by("code")
        fields["category"].choices = [("", gettext_lazy("All categories")), *PostCategory.choices]
        self.fields["starts_on"].initial = today
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self._check_due(cleaned)
        if cleaned["starts_on"] < self.today:
            self.add_error("starts_on", _("A rule cannot begin in the past. Choose today or a later day."))
        if not may_oblige(self.author, agency=cleaned["agency"], region=cleaned["region"]):
            raise forms.ValidationError(_("This reaches further than you answer for. Choose a region or an agency."))
        if not self.errors:
            names = ("course", "agency", "region", "category", "starts_on", "due_on", "within_days")
            self.obligation = Obligation(created_by=self.author, **{name: cleaned[name] for name in names})
        return cleaned

    def _check_due(self, cleaned: dict[str, Any]) -> None:
        wanted, other = ("due_on", "within_days") if cleaned["due"] == BY_DATE else ("within_days", "due_on")
        cleaned[other] = None
        if not cleaned[wanted]:
            self.add_error(wanted, _("Say until when the course is to be completed."))
        elif cleaned["due_on"] and cleaned["due_on"] < cleaned["starts_on"]:
            self.add_error("due_on", _("Choose a day after the one from which the rule holds."))


class EndForm(forms.Form):
    """The last day of a rule."""

    ends_on = day_field(gettext_lazy("Last day"))


class PersonForm(forms.Form):
    """Somebody whom the author answers for, found by e-mail; once valid, ``person``. Others do not exist here."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the learner"))

    def __init__(self, author: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author = author

    def clean_email(self) -> str:
        """The address of somebody in scope."""
        email = self.cleaned_data["email"]
        try:
            self.person = people_visible_to(self.author).get(email=folded_email(email))
        except User.DoesNotExist:
            raise forms.ValidationError(_("Nobody you answer for has this e-mail. Check the spelling.")) from None
        if self.person == self.author:
            raise forms.ValidationError(_("Somebody else has to grant you this."))
        return email


class ExemptionForm(PersonForm):
    """One person to whom a rule does not apply."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=250)


class WaiverForm(PersonForm):
    """Prior learning in place of a course."""

    course = forms.ModelChoiceField(Course.objects.filter(is_open=True), label=gettext_lazy("Course"))
    since = day_field(gettext_lazy("Valid from"))
    until = day_field(gettext_lazy("Valid until"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        max_length=250,
        help_text=gettext_lazy("For instance the number and date of a certificate."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["until"] and cleaned["until"] < cleaned["since"]:
            self.add_error("until", _("Choose a day that is not before the first one."))
        known = Waiver.objects.filter(person=self.person, course=cleaned["course"], since=cleaned["since"])
        if known.exists():
            raise forms.ValidationError(_("This was accepted already."))
        return cleaned
