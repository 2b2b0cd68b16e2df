"""A check of PDF/UA-1 (ISO 14289-1) of the kind of documents that typst makes: tagged, TrueType, no forms.

Every condition is one small function with the number that the Matterhorn Protocol 1.1 gives it; a condition without one
has the clause of the standard. What it cannot judge (another kind of font, a form) it names as broken instead of passing it.
"""

from tests.certificates.pdf_ua import content_rules, document_rules, font_rules, structure_rules
from tests.certificates.pdf_ua.checkpoints import CHECKPOINTS, breaches
from tests.certificates.pdf_ua.content import texts_by_language

__all__ = [
    "CHECKPOINTS",
    "breaches",
    "content_rules",
    "document_rules",
    "font_rules",
    "structure_rules",
    "texts_by_language",
]
