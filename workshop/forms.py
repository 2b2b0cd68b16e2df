"""Forms of the workshop."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.unreadable import MAX_BYTES
from quizzes.import_texts import file_problem
from workshop.choices import Template
from workshop.formats.suitcase import MAX_FILE
from workshop.suitcase_texts import file_problem as suitcase_problem


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


class FileForm(forms.Form):
    """A translated file."""

    file = forms.FileField(
        label=_("Translated file"),
        help_text=_("XLIFF, at most 10 MB, as translators return it."),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.xml"}),
    )

    def clean_file(self) -> UploadedFile:
        """A bound before anything is read into memory (IMP-03)."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MAX_BYTES:
            raise forms.ValidationError(file_problem("too_big", {}))
        return file


class SuitcaseForm(forms.Form):
    """A course in a file."""

    file = forms.FileField(
        label=_("Course file"), help_text=_("At most 200 MB."), widget=forms.FileInput(attrs={"accept": ".zip"})
    )

    def clean_file(self) -> UploadedFile:
        """A bound before anything is kept."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MAX_FILE:
            raise forms.ValidationError(suitcase_problem("suitcase_big", {}))
        return file


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
