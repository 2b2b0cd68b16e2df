"""What counts as a recording, by the first bytes."""

import pytest

from core.uploads.sounds import HEAD_BYTES, is_sound
from tests.factories.sounds import M4A, MP3, OPUS

VORBIS = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", MP3),
        ("A.MP3", b"ID3\x04" + bytes(60)),
        ("a.m4a", M4A),
        ("a.m4a", b"\x00\x00\x00\x18ftypmp42"),
        ("a.ogg", OPUS),
        ("a.opus", OPUS),
        ("a.ogg", VORBIS),
    ],
)
def test_recording_is_told_by_name_and_content(name, content):
    assert is_sound(name, content[:HEAD_BYTES])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", b""),
        ("a.mp3", b"\xff"),
        ("a.mp3", b"\xff\xf1\x50\x80"),  # AAC
        ("a.mp3", M4A),
        ("a.mp3", b"<html>"),
        ("a.m4a", b"\x00\x00\x00\x14ftypqt  "),
        ("a.m4a", MP3),
        ("a.ogg", b"OggS\x00\x02" + bytes(20) + b"\x80theora"),
        ("a.opus", MP3),
        ("a.pdf", b"%PDF"),
        ("a.mp4", M4A),
        ("mp3", MP3),
    ],
)
def test_anything_else_is_none(name, content):
    assert not is_sound(name, content[:HEAD_BYTES])
