"""Fixed lists of ``accounts``."""

from django.db import models


class Language(models.TextChoices):
    """The three languages; each is named in itself."""

    KAZAKH = "kk", "Қазақша"
    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"
