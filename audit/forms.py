"""The filter of the audit log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.choices import Event
from audit.queries import EntryFilter

INPUT, SELECT = {"class": "govuk-input"}, {"class": "govuk-select"}
NUMBER: dict[str, Any] = {"min_value": 1, "max_value": 2**63 - 1, "widget": forms.NumberInput(INPUT)}


class FilterForm(forms.Form):
    """All fields may stay empty. ``chosen`` after ``is_valid``."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date", **INPUT}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date", **INPUT}))
    event = forms.ChoiceField(
        label=_("Event"), required=False, choices=[("", _("All events")), *Event.choices], widget=forms.Select(SELECT)
    )
    actor = forms.IntegerField(label=_("Who acted, number"), required=False, **NUMBER)
    person = forms.IntegerField(label=_("About whom, number"), required=False, **NUMBER)

    @property
    def chosen(self) -> EntryFilter:
        """What was asked for."""
        values: dict[str, Any] = self.cleaned_data
        person = values["person"]
        return EntryFilter(
            since=values["since"],
            until=values["until"],
            event=Event(values["event"]) if values["event"] else None,
            actor=values["actor"],
            subject_kind="user" if person else "",
            subject=str(person) if person else "",
        )
