"""Conditions on the structure tree: roles, tables, lists, headings, figures, links."""

from itertools import pairwise

from tests.certificates.pdf_ua.checkpoints import checkpoint
from tests.certificates.pdf_ua.document import Document, Element, as_list

# ISO 32000-1, 14.8.4.
STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
    *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
    *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP"),
    *("Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}
# Inside what a part of a table or list stands, and what it holds (ISO 32000-1, tables 336 and 337).
ROWS = {"/THead", "/TBody", "/TFoot"}
TABLE_PARENTS = {
    "TR": {"/Table", *ROWS},
    "TH": {"/TR"},
    "TD": {"/TR"},
    "THead": {"/Table"},
    "TBody": {"/Table"},
    "TFoot": {"/Table"},
}
TABLE_CHILDREN = {
    "Table": {"/TR", "/Caption", *ROWS},
    "TR": {"/TH", "/TD"},
    "THead": {"/TR"},
    "TBody": {"/TR"},
    "TFoot": {"/TR"},
}
LIST_PARENTS = {"LI": {"/L"}, "LBody": {"/LI"}}
LIST_CHILDREN = {"L": {"/L", "/LI", "/Caption"}, "LI": {"/Lbl", "/LBody"}}


@checkpoint("7.1")
def has_a_structure_and_the_way_back_from_pages(document: Document) -> bool:
    root = document.part("/StructTreeRoot")
    return bool(document.elements) and "/ParentTree" in root and all("/P" in one.entry for one in document.elements)


@checkpoint("02-001")
def every_type_stands_for_a_standard_one(document: Document) -> bool:
    circular = _circular(document)
    return all(one.kind.lstrip("/") in STANDARD for one in document.elements if one.entry["/S"] not in circular)


@checkpoint("02-003")
def no_role_goes_in_a_circle(document: Document) -> bool:
    return not _circular(document)


@checkpoint("02-004")
def no_standard_type_is_given_another_role(document: Document) -> bool:
    circular = _circular(document)
    return not any(name.lstrip("/") in STANDARD for name in document.roles if name not in circular)


@checkpoint("09-004")
def tables_are_built_as_tables(document: Document) -> bool:
    return all(_fits(one, TABLE_PARENTS, TABLE_CHILDREN) for one in document.elements) and all(
        table.kinds().count("/THead") <= 1 and ("/THead" not in table.kinds() or "/TBody" in table.kinds())
        for table in document.all("/Table")
    )


@checkpoint("09-005")
def lists_are_built_as_lists(document: Document) -> bool:
    return all(_fits(one, LIST_PARENTS, LIST_CHILDREN) for one in document.elements)


@checkpoint("09-006")
def has_no_table_of_contents(document: Document) -> bool:
    """Stricter than 09-006: ours have none, so nothing here knows how one is built."""
    return not document.all("/TOC", "/TOCI")


@checkpoint("13-004")
def every_figure_has_words(document: Document) -> bool:
    """Also 17-002, of formulas."""
    figures = document.all("/Figure", "/Formula")
    return all(one.entry.get("/Alt") or "/ActualText" in one.entry for one in figures)


@checkpoint("14-002")
def headings_begin_with_the_first_level(document: Document) -> bool:
    return not _levels(document) or _levels(document)[0] == 1


@checkpoint("14-003")
def headings_skip_no_level(document: Document) -> bool:
    levels = _levels(document)
    return all(level <= before + 1 for before, level in pairwise(levels))


@checkpoint("14-007")
def every_heading_has_a_level(document: Document) -> bool:
    """Stricter than 14-006 and 14-007, which allow H where no H1 is."""
    return not document.all("/H")


@checkpoint("15-003")
def every_heading_of_a_table_says_for_what(document: Document) -> bool:
    """Stricter than 15-003, which takes Headers and IDs instead: readers differ in which of the two they use."""
    scopes = {"/Column", "/Row", "/Both"}
    return all(cell.attribute("/Scope") in scopes for cell in document.all("/TH"))


@checkpoint("7.5")
def every_cell_has_a_heading(document: Document) -> bool:
    """Stricter than the clause, which takes the scope of a heading instead."""
    known = {str(cell.entry.get("/ID")) for cell in document.all("/TH")}
    named = [[str(one) for one in as_list(cell.attribute("/Headers"))] for cell in document.all("/TD")]
    return all(names and known.issuperset(names) for names in named)


@checkpoint("19-003")
def every_note_can_be_referred_to(document: Document) -> bool:
    """Also 19-004: no two by the same name."""
    names = [note.entry.get("/ID") for note in document.all("/Note")]
    return all(names) and len(names) == len(set(names))


@checkpoint("28-002")
def every_annotation_is_a_link(document: Document) -> bool:
    """Stricter than 28-002: ours have no others, so nothing here knows their rules."""
    return all(one["/Subtype"] == "/Link" for _number, one in _annotations(document))


@checkpoint("28-008")
def pages_with_links_go_by_structure(document: Document) -> bool:
    """Also 28-009: the order of the Tab key is that of the structure."""
    return all(page.get("/Tabs") == "/S" for page in document.reader.pages if "/Annots" in page)


@checkpoint("28-011")
def every_link_is_in_the_structure(document: Document) -> bool:
    inside = {number for element in document.all("/Link") for number in element.annotations}
    return all(number in inside for number, one in _annotations(document) if one["/Subtype"] == "/Link")


@checkpoint("28-012")
def every_link_says_where_it_goes(document: Document) -> bool:
    """Also 28-004."""
    return all(one.get("/Contents") for _number, one in _annotations(document) if one["/Subtype"] == "/Link")


def _circular(document: Document) -> set[str]:
    return {name for name in document.roles if document.standard(name) in document.roles}


def _fits(element: Element, parents: dict[str, set[str]], children: dict[str, set[str]]) -> bool:
    """Whether an element stands where its kind may, and holds only what its kind may."""
    kind = element.kind.lstrip("/")
    stands = kind not in parents or (element.parent is not None and element.parent.kind in parents[kind])
    return stands and (kind not in children or children[kind].issuperset(element.kinds()))


def _levels(document: Document) -> list[int]:
    headings = document.all("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
    return [int(heading.kind[-1]) for heading in headings]


def _annotations(document: Document) -> list[tuple[int, dict]]:
    references = [one for page in document.reader.pages for one in page.get("/Annots", [])]
    return [(one.idnum, one.get_object()) for one in references]
