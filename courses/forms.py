"""Forms for what pages use."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from core.uploads.sounds import HEAD_BYTES, SOUND_TYPES, ending_of, is_sound


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for files: what bears the name of a recording has to be one."""

    def clean_file(self) -> Any:
        """Look at the first bytes of what was uploaded."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and ending_of(file.name) in SOUND_TYPES:
            file.seek(0)
            head = file.read(HEAD_BYTES)
            file.seek(0)
            if not is_sound(file.name, head):
                raise ValidationError(
                    _("The content of this file is not what its name says. Save it as MP3, M4A or Ogg (Opus) again.")
                )
        return file
