"""Pictures without what a camera wrote into them (UPL-03)."""

import io

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

QUALITY = 90


def without_metadata(content: File) -> File:
    """The picture turned upright and written anew where it told place, time or camera; else the file as it is.

    Animated pictures and what is no picture are left alone: the form has refused what may not be uploaded.
    """
    try:
        content.seek(0)
        picture = Image.open(content)
        if not dict(picture.getexif()) or getattr(picture, "is_animated", False):
            return content
        upright = ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return content
    finally:
        content.seek(0)
    upright.info.pop("exif", None)
    buffer = io.BytesIO()
    upright.save(buffer, picture.format, quality=QUALITY, exif=b"", icc_profile=picture.info.get("icc_profile"))
    return ContentFile(buffer.getvalue(), name=content.name)
