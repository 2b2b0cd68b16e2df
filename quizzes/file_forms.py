"""Forms about files of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from core.uploads.unreadable import MAX_BYTES
from quizzes.choices import QuestionState
from quizzes.exports import FORMATS
from quizzes.import_texts import file_problem
from quizzes.models import Topic


class UploadForm(forms.Form):
    """A file, and what it may not tell about itself."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Moodle XML, GIFT or our spreadsheet; at most 10 MB. Nothing is saved before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".xml,.txt,.gift,.xlsx"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        choices=Language.choices,
        help_text=_("For GIFT and for Moodle XML without several languages."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=[
            ("", _("Find out")),
            ("utf-8", "UTF-8"),
            ("utf-16", "UTF-16"),
            ("windows-1251", "Windows-1251"),
        ],
    )

    def clean_file(self):
        """A bound before anything is read into memory (IMP-03)."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(file_problem("too_big", {}))
        return file


class ExportForm(forms.Form):
    """Which questions, and in which format."""

    file_format = forms.ChoiceField(
        label=_("Format"),
        choices=[(name, one.label) for name, one in FORMATS.items()],
        help_text=_(
            "GIFT carries one language; questions it cannot carry are left out and named in the file. "
            "Open answers are not written into files."
        ),
    )
    language = forms.ChoiceField(label=_("Language, for GIFT"), choices=Language.choices)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *QuestionState.choices])
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Topic, with what is below it"), required=False, empty_label=_("all")
    )
