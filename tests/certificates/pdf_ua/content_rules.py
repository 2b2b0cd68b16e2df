"""Conditions on what is painted: every piece is either read aloud, once, or decoration."""

from tests.certificates.pdf_ua.checkpoints import checkpoint
from tests.certificates.pdf_ua.content import Mark, Piece, language_of, pieces
from tests.certificates.pdf_ua.document import Document


@checkpoint("01-003")
def no_decoration_inside_of_what_is_read(document: Document) -> bool:
    """An artifact must not begin inside of tagged content."""
    return not any(_tagged(document, outer) and inner.is_artifact for outer, inner in _nested(document))


@checkpoint("01-004")
def nothing_to_read_inside_of_decoration(document: Document) -> bool:
    """Tagged content must not begin inside of an artifact."""
    return not any(outer.is_artifact and _tagged(document, inner) for outer, inner in _nested(document))


@checkpoint("01-005")
def everything_is_read_or_is_decoration(document: Document) -> bool:
    """Content whose mark no element of the structure owns is never read: it counts as unmarked."""
    return all(_is_settled(document, piece) for piece in pieces(document))


@checkpoint("11-001")
def every_text_has_a_language(document: Document) -> bool:
    """A document that names none at all is the matter of 11-006."""
    return not document.language or all(language_of(document, piece) for piece in pieces(document))


@checkpoint("30-002")
def no_form_is_read(document: Document) -> bool:
    """Stricter than 30-001 and 30-002, which ask how often a form with marks is painted: ours have none."""
    pages = {page.indirect_reference.idnum for page in document.reader.pages}
    marks = [mark for piece in pieces(document) for mark in piece.marks if "/MCID" in mark.properties]
    return all(mark.stream in pages for mark in marks)


def _is_settled(document: Document, piece: Piece) -> bool:
    return any(mark.is_artifact or _tagged(document, mark) for mark in piece.marks)


def _tagged(document: Document, mark: Mark) -> bool:
    return mark.key in document.owner_of


def _nested(document: Document) -> list[tuple[Mark, Mark]]:
    """Every pair of marks of which one is inside of the other."""
    chains = [piece.marks for piece in pieces(document)]
    return [(chain[at], inner) for chain in chains for at in range(len(chain)) for inner in chain[at + 1 :]]
