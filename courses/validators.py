"""What may be chosen for a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from core.uploads.sounds import HEAD_BYTES, is_sound

NO_RECORDING = _(
    "This file is not a recording that browsers can play. Save the recording as MP3, M4A or Ogg (Opus), upload it and "
    "choose it here."
)


def is_recording(document: AbstractDocument) -> bool:
    """Whether the file is a recording, by its first bytes; one that is gone is none."""
    try:
        with document.open_file() as file:
            return is_sound(document.filename, file.read(HEAD_BYTES))
    except OSError:
        return False
