"""Recordings in the library of files."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

# A second of silence: frames of MPEG 1, layer III, 128 kbit/s.
MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 40
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00" + bytes(60)
OPUS = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(60)


def make_recording(name: str = "sabaq.mp3", content: bytes = MP3):
    """A file that was uploaded; a recording unless ``content`` is something else."""
    return get_document_model().objects.create(title="Recording", file=ContentFile(content, name=name))
