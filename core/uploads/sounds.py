"""Recordings that every browser of ours plays, told by their first bytes and not by their names alone (UPL-02)."""

from pathlib import PurePath

# How each ending is sent: browsers are told to trust that and nothing else.
SOUND_TYPES = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg"}
HEAD_BYTES = 64
BRANDS = (b"M4A", b"M4B", b"mp4", b"iso")
CODECS = (b"OpusHead", b"\x01vorbis")


def ending_of(name: str) -> str:
    """``mp3`` for ``Sabaq.MP3``."""
    return PurePath(name).suffix[1:].lower()


def is_sound(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins with ``head`` (``HEAD_BYTES`` of it) is a recording of its kind."""
    ending = ending_of(name)
    if ending == "mp3":
        return head.startswith(b"ID3") or _is_mp3_frame(head)
    if ending == "m4a":
        return head[4:8] == b"ftyp" and head[8:12].startswith(BRANDS)
    return ending in SOUND_TYPES and head.startswith(b"OggS") and any(codec in head for codec in CODECS)


def _is_mp3_frame(head: bytes) -> bool:
    """Eleven bits of synchronisation, a version that exists, layer III."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[1] & 0x18 != 0x08
