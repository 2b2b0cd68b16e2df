"""Forms of the workshop."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshop.choices import Template


class CourseForm(forms.Form):
    """What a new course is called, for whom it is and how it begins."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language you write in"), choices=settings.LANGUAGES, help_text=_("You translate it afterwards.")
    )
    audience = forms.CharField(
        label=_("For whom"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    hours = forms.IntegerField(label=_("Academic hours"), min_value=1, max_value=200, initial=1)
    template = forms.ChoiceField(label=_("Begin with"), choices=Template.choices)


class ReturnForm(forms.Form):
    """Why pages go back to their authors."""

    reason = forms.CharField(
        label=_("What has to be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApprovalForm(forms.Form):
    """A remark that goes with an approval."""

    comment = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MemberForm(forms.Form):
    """Who joins a team."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Trainer"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(people, label=self.fields["person"].label)
