"""Conditions on fonts: what is seen can be read, whatever is installed."""

from collections import defaultdict

from tests.certificates.pdf_ua.checkpoints import checkpoint
from tests.certificates.pdf_ua.content import pieces
from tests.certificates.pdf_ua.document import Document
from tests.certificates.pdf_ua.fonts import Font


@checkpoint("31-006")
def every_font_is_of_the_known_kind(document: Document) -> bool:
    """Stricter than 31-001 to 31-003 and 31-006: codes are glyph numbers, nothing is looked up elsewhere."""
    return all(font.is_understood for font, _codes in _used(document))


@checkpoint("31-004")
def every_font_says_which_glyph_a_code_is(document: Document) -> bool:
    """Also 31-005; a map of its own would be another kind of font than this check knows."""
    return all(font.inner.get("/CIDToGIDMap") == "/Identity" for font, _codes in _used(document))


@checkpoint("31-009")
def every_font_is_embedded(document: Document) -> bool:
    return all(font.program for font, _codes in _used(document))


@checkpoint("31-011")
def every_glyph_is_in_its_font(document: Document) -> bool:
    return all(max(codes) < font.glyph_count for font, codes in _used(document) if font.program)


@checkpoint("31-014")
def the_list_of_glyphs_is_whole(document: Document) -> bool:
    """Also 31-015: CIDSet, where there is one, lists what the program holds and nothing else."""
    fonts = [font for font, _codes in _used(document) if font.program and font.listed_glyphs is not None]
    return all(font.listed_glyphs == set(range(font.glyph_count)) for font in fonts)


@checkpoint("31-016")
def widths_are_those_of_the_font(document: Document) -> bool:
    """To a thousandth: where the two differ, words fall apart or run together for whoever reads the text out."""
    return all(
        abs(font.widths.get(code, font.inner.get("/DW", 1000)) - font.program_widths[code]) <= 1
        for font, codes in _used(document)
        if font.program
        for code in codes
        if code < font.glyph_count
    )


@checkpoint("31-027")
def every_font_knows_its_letters(document: Document) -> bool:
    return all("/ToUnicode" in font.entry for font, _codes in _used(document))


@checkpoint("10-001")
def every_glyph_is_a_letter(document: Document) -> bool:
    used = [(font, codes) for font, codes in _used(document) if font.unicode]
    return all(font.unicode.get(code) for font, codes in used for code in codes)


@checkpoint("31-028")
def no_letter_is_a_control_code(document: Document) -> bool:
    """Also 31-029: neither nothing nor a byte order mark."""
    said = "".join(text for font, _codes in _used(document) for text in font.unicode.values())
    return not set(said) & set("\0\ufeff\ufffe")


@checkpoint("31-030")
def no_letter_is_missing(document: Document) -> bool:
    """Glyph 0 is the box for a letter that the font does not have."""
    return all(0 not in codes for _font, codes in _used(document))


def _used(document: Document) -> list[tuple[Font, set[int]]]:
    """Every font that shows text, with all codes that it shows."""
    fonts, codes = dict[str, Font](), defaultdict[str, set[int]](set)
    for piece in pieces(document):
        if piece.font and piece.codes:
            fonts.setdefault(piece.font.name, piece.font)
            codes[piece.font.name].update(piece.codes)
    return [(font, codes[name]) for name, font in fonts.items()]
