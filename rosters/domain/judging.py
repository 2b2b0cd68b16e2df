"""From what stands in a list to what it means, with a problem for every cell that cannot be understood."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import override

from accounts.choices import Language
from accounts.identity import folded_email
from agencies.choices import PostCategory
from agencies.models import Agency
from core.tidying import tidy_line
from core.uploads.garbling import looks_garbled
from rosters.domain.rows import CATEGORY, EMAIL, NAMES, NUMBER, POST, SINCE, UNIT, Problem, ReadRow, Row

LONGEST_TEXT = 150
LONGEST_EMAIL = 254
LONGEST_SHOWN = 60
PERSONNEL_NUMBER = re.compile(r"[^\W_](?:[\w./-]{0,28}[^\W_])?")
# What spreadsheets make of long numbers: digits are lost, so it is nobody's number.
ROUNDED = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
EARLIEST = date(1940, 1, 1)
# Further words that people write for the categories; the labels themselves come from ``PostCategory``.
SHORT_FORMS = {
    PostCategory.POLITICAL: ("политическая", "саяси", "political"),
    PostCategory.CORPUS_A: ("а", "a", "корпус а", "а корпусы", "corpus a"),
    PostCategory.CORPUS_B: ("б", "b", "корпус б", "б корпусы", "corpus b"),
    PostCategory.OTHER: ("иная", "другая", "басқа", "өзге", "other"),
}
QUOTES = re.compile("[«»„“”‘’\"']")


@dataclass(frozen=True)
class Units:
    """The units that a list may name: by code and by every name, in small letters; None where a name is shared."""

    root: int
    by_text: dict[str, int | None]

    @classmethod
    def of(cls, root: Agency, agencies: Iterable[Agency], as_of: date) -> "Units":
        """Units that exist on ``as_of``; a code wins over a name."""
        names: dict[str, int | None] = {}
        codes: dict[str, int | None] = {}
        for agency in agencies:
            if agency.valid_to is None or agency.valid_to >= as_of:
                codes[_plain(agency.code)] = agency.pk
                for name in _names(agency):
                    names[name] = agency.pk if names.get(name, agency.pk) == agency.pk else None
        return cls(root.pk, names | codes)


def judged(read: ReadRow, units: Units, as_of: date) -> Row:
    """The row as it is understood; it never raises."""
    reader = _Reader(read)
    return Row(
        line=read.line,
        number=reader.number(),
        email=reader.email(),
        names=(reader.name(NAMES[0]), reader.name(NAMES[1]), reader.name(NAMES[2])),
        unit=reader.unit(units),
        post=reader.text(POST),
        category=reader.category(),
        since=reader.since(as_of),
        problems=tuple(reader.problems),
    )


class _Reader:
    """One row being read, problems gathered on the way."""

    def __init__(self, read: ReadRow) -> None:
        self.cells = {name: tidy_line(text) for name, text in read.cells.items()}
        self.problems: list[Problem] = list(read.problems)

    def number(self) -> str:
        text = self.cells.get(NUMBER, "").upper()
        if ROUNDED.fullmatch(text):
            return self._wrong("number_rounded", text)
        if text and not PERSONNEL_NUMBER.fullmatch(text):
            return self._wrong("number", text)
        return text

    def email(self) -> str:
        text = folded_email(self.cells.get(EMAIL, ""))
        try:
            if text:
                validate_email(text)
        except ValidationError:
            return self._wrong("email", text)
        return text if len(text) <= LONGEST_EMAIL else self._wrong("email", text)

    def name(self, field: str) -> str:
        text = self.text(field)
        # No name has one: it stands where a letter was lost.
        return self._wrong("garbled", text) if "?" in text else text

    def text(self, field: str) -> str:
        text = self.cells.get(field, "")
        if len(text) > LONGEST_TEXT:
            return self._wrong("too_long", text)
        return self._wrong("garbled", text) if looks_garbled(text) else text

    def unit(self, units: Units) -> int | None:
        text = self.cells.get(UNIT)
        if not text:
            return None if text is None else units.root
        found = units.by_text.get(_plain(text), 0)
        if not found:
            self._wrong("unit" if found == 0 else "unit_shared", text)
        return found or None

    def category(self) -> str:
        text = self.cells.get(CATEGORY, "")
        if text and _plain(text) not in _categories():
            return self._wrong("category", text)
        return _categories().get(_plain(text), "")

    def since(self, as_of: date) -> date | None:
        text = self.cells.get(SINCE, "")
        day = _day(text)
        if text and (day is None or day < EARLIEST):
            self._wrong("since", text)
            return None
        if day and day > as_of:
            self._wrong("since_future", text)
            return None
        return day

    def _wrong(self, code: str, text: str) -> str:
        self.problems.append((code, {"text": text[:LONGEST_SHOWN]}))
        return ""


def _day(text: str) -> date | None:
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(1_000)
def _plain(text: str) -> str:
    return QUOTES.sub("", tidy_line(text)).casefold().strip()


def _names(agency: Agency) -> Iterator[str]:
    names = (agency.name_ru, agency.name_kk, agency.name_en, agency.short_name_ru, agency.short_name_kk)
    yield from {_plain(name) for name in names if name}


@cache
def _categories() -> dict[str, str]:
    """Categories by word, in every language."""
    words = {_plain(word): kind.value for kind, forms in SHORT_FORMS.items() for word in forms}
    for code in Language.values:
        with override(code):
            words |= {_plain(str(kind.label)): kind.value for kind in PostCategory}
    return words | {kind.value: kind.value for kind in PostCategory}
