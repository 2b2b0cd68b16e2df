"""The typeface of documents, with its licence."""

from pathlib import Path

FONTS = Path(__file__).resolve().parent
