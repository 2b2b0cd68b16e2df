"""Under which names uploaded files lie on the disk (UPL-04)."""

import re
import secrets
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage

from core.uploads.pictures import without_metadata

TOKEN_BYTES = 16
LONGEST_LABEL = 40
NOT_IN_LABELS = re.compile(r"[^\w-]+")


class RandomNames(FileSystemStorage):
    """Nobody guesses a file's name: 128 random bits.

    Pictures are named by those alone. Documents, whose name is offered when they are saved, have what is readable of
    their own name before them. What is made from a picture is named after it and needs no more.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """``documents/Жиын-<22 characters>.pdf`` for ``documents/Жиын.pdf``."""
        path = PurePosixPath(name)
        suffix, token = path.suffix.lower(), secrets.token_urlsafe(TOKEN_BYTES)
        label = NOT_IN_LABELS.sub("-", path.stem)[:LONGEST_LABEL].strip("-")
        if path.parts[0] == "original_images":
            name = str(path.with_name(f"{token}{suffix}"))
        elif path.parts[0] == "documents":
            name = str(path.with_name(f"{label}-{token}{suffix}".lstrip("-")))
        return super().get_available_name(name, max_length)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Pictures lose what their camera wrote into them before they touch the disk."""
        if name and name.startswith("original_images/"):
            content = without_metadata(content)
        return super().save(name, content, max_length)
