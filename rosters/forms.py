"""What goes with a staff list that the list itself cannot say."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agencies.models import Agency
from agencies.rules import agencies_with_roster_of
from core.uploads.encodings import CP1251, UTF_8, UTF_16
from core.uploads.unreadable import MAX_BYTES
from rosters.texts import FILE_PROBLEMS


class UploadForm(forms.Form):
    """A list of one agency as of a day. Only agencies whose lists the owner keeps can be chosen."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Agency and what is below it"))
    as_of = forms.DateField(
        label=gettext_lazy("As of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day on which the list is right. Whoever left worked until the day before."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 10 MB and 50,000 rows. Nothing changes before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    is_complete = forms.BooleanField(
        label=gettext_lazy("The list is complete: whoever is not in it has left"), required=False
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        required=False,
        choices=[("", gettext_lazy("Find out")), (UTF_8, "UTF-8"), (UTF_16, "UTF-16"), (CP1251, "Windows-1251")],
    )

    def __init__(self, owner: User, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        agency: Any = self.fields["agency"]
        agency.queryset = agencies_with_roster_of(owner).order_by("path")
        self.fields["as_of"].initial = today

    def clean_as_of(self) -> date:
        """Nobody knows yet who will work there."""
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return as_of

    def clean_file(self) -> Any:
        """A bound before anything is read into memory (IMP-03)."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(str(FILE_PROBLEMS["too_big"]))
        return file


class ConfirmationForm(forms.Form):
    """The numbers that have to be typed where unusually many people leave or get another name."""

    leavers = forms.IntegerField(label=gettext_lazy("How many people leave"), min_value=0)
    renamed = forms.IntegerField(label=gettext_lazy("How many people get another name"), min_value=0)

    def __init__(self, leavers: int | None, renamed: int | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = {"leavers": leavers, "renamed": renamed}
        for name, wanted in self.wanted.items():
            if wanted is None:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The numbers must be those of the list."""
        cleaned = super().clean() or {}
        for name, number in list(cleaned.items()):
            if number != self.wanted[name]:
                self.add_error(name, _("This is not the number above. Look at the rows again."))
        return cleaned
