"""How people head the columns of a staff list, in three languages; our own files use ``FIELD_LABELS``."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice

from django.utils.translation import override

from accounts.choices import Language
from core.folding import folded
from core.uploads.unreadable import UnreadableFile
from rosters.domain.rows import EMAIL, FIELDS, NAMES, NUMBER, ReadRow
from rosters.texts import FIELD_LABELS

HEADING_WITHIN = 10
MAX_ROWS = 50_000
MAX_TEXT = 5_000
# A list may end in formatted but empty rows; nobody has as many as that between people.
MAX_EMPTY_ROWS = 1_000

WORDS: dict[str, tuple[str, ...]] = {
    "number": (
        "personnel number", "staff number", "employee number", "number", "табельный номер", "таб. номер", "таб. №",
        "табельный №", "табель нөмірі", "табельдік нөмір", "табельдік нөмірі",
    ),
    "name_ru": (
        "full name (Russian)", "name (Russian)", "name_ru", "фио", "ф.и.о.", "фио (рус)", "фио на русском",
        "фио (на русском)", "полное имя (русский)", "фамилия, имя, отчество", "фамилия имя отчество",
        "полное имя на русском", "толық аты-жөні (орысша)", "аты-жөні (орысша)",
    ),
    "name_kk": (
        "full name (Kazakh)", "name (Kazakh)", "name_kk", "т.а.ә.", "таә", "тегі, аты, әкесінің аты", "аты-жөні",
        "толық аты-жөні", "толық аты-жөні (қазақша)", "аты-жөні (қазақша)", "фио (каз)", "фио на казахском",
        "фио (на казахском)", "полное имя (казахский)", "полное имя на казахском",
    ),
    "name_en": (
        "full name (Latin letters)", "full name (English)", "full name", "name", "name (English)", "name_en",
        "фио (латиница)", "фио латиницей", "полное имя (латиница)", "фио (англ)", "толық аты-жөні (латын)",
        "толық аты-жөні (латын әріптерімен)", "полное имя латиницей", "аты-жөні (латын)", "аты-жөні (ағылшынша)",
    ),
    "email": (
        "e-mail", "email", "mail", "электронная почта", "эл. почта", "адрес электронной почты", "почта",
        "электрондық пошта", "эл. пошта", "электрондық пошта мекенжайы", "пошта",
    ),
    "unit": (
        "unit", "agency", "department", "подразделение", "организация", "орган", "управление", "департамент", "отдел",
        "структурное подразделение", "код подразделения", "бөлімше", "ұйым", "құрылымдық бөлімше", "басқарма", "бөлім",
    ),
    "post": ("post", "position", "job title", "должность", "лауазым", "лауазымы"),
    "category": (
        "category", "category of the post", "категория", "категория должности", "санат", "санаты", "лауазым санаты",
    ),
    "since": (
        "since", "in post since", "date of appointment", "с", "дата назначения", "назначен с", "в должности с",
        "тағайындалған күні", "тағайындалған күн", "лауазымда", "қай күннен бастап",
    ),
}  # fmt: skip
PUNCTUATION = re.compile(r"[\W_]+")


def field_of(heading: str) -> str:
    """The code of the column, or nothing for one that a staff list does not know."""
    return _fields().get(_plain(heading), "")


def rows_below_heading(rows: Iterator[ReadRow]) -> Iterator[ReadRow]:
    """The rows that say something, by column code. ``rows`` have their cells under "0", "1" and so on.

    Raises ``UnreadableFile`` where the first rows hold no heading, one column comes twice, or rows are too many.
    """
    first = list(islice(rows, HEADING_WITHIN))
    fields, place = _heading(first)
    said = empty = 0
    for row in chain(first[place + 1 :], rows):
        cells = {field: row.cells.get(column, "") for column, field in fields.items()}
        if not any(text.strip() for text in cells.values()) and not row.problems:
            empty += 1
            if empty > MAX_EMPTY_ROWS:
                return
            continue
        said, empty = said + 1, 0
        if said > MAX_ROWS:
            raise UnreadableFile("too_many", most=MAX_ROWS)
        yield ReadRow(row.line, cells, _of_known_columns(row, fields))


def known_headings(cells: Sequence[str]) -> int:
    """How many cells head a column of a staff list."""
    return sum(bool(field_of(cell)) for cell in cells)


def _heading(rows: Sequence[ReadRow]) -> tuple[dict[str, str], int]:
    for place, row in enumerate(rows):
        fields = {column: field for column, cell in row.cells.items() if (field := field_of(cell))}
        found = list(fields.values())
        if (NUMBER in found or EMAIL in found) and not set(NAMES).isdisjoint(found):
            twice = [field for field in FIELDS if found.count(field) > 1]
            if twice:
                raise UnreadableFile("column_twice", column=twice[0])
            return fields, place
    raise UnreadableFile("no_columns")


def _of_known_columns(row: ReadRow, fields: dict[str, str]) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple((code, {}) for code, params in row.problems if params["column"] in fields)


def _plain(heading: str) -> str:
    return PUNCTUATION.sub(" ", folded(heading)).strip()


@cache
def _fields() -> dict[str, str]:
    """Columns by heading: those of our own files in every language, then what else people write."""
    found = {_plain(word): field for field, words in WORDS.items() for word in words}
    for language in Language.values:
        with override(language):
            found |= {_plain(str(FIELD_LABELS[field])): field for field in FIELDS}
    return found
