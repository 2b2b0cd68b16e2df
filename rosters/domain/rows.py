"""A row of a staff list: as it was read, and as it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# The columns of a list in the order of the template; ``unit`` and everything after it may be missing.
NUMBER, EMAIL, UNIT, POST, CATEGORY, SINCE = "number", "email", "unit", "post", "category", "since"
NAMES = ("name_ru", "name_kk", "name_en")
FIELDS = (NUMBER, *NAMES, EMAIL, UNIT, POST, CATEGORY, SINCE)

# Problems found while the file is read; the cells that are kept no longer show them.
OF_CELLS = frozenset({"formula", "cell_too_long", "iin", "number_cell"})

Problem = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What stood at ``line``: a text per column that the list has, days as ``2026-11-22`` where the file knows days.

    ``problems`` are those of the cells themselves, such as a formula.
    """

    line: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is understood. What is empty or None says nothing; with ``problems`` nothing follows from it."""

    line: int
    number: str = ""
    email: str = ""
    names: tuple[str, str, str] = ("", "", "")
    unit: int | None = None
    post: str = ""
    category: str = ""
    since: date | None = None
    problems: tuple[Problem, ...] = ()
