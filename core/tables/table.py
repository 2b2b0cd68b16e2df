"""What a table is before anybody decides on a file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

Value = str | int | Decimal | date | datetime | None


class Kind(Enum):
    """What the cells of a column hold; None is an empty cell in all of them."""

    TEXT = "text"
    INTEGER = "integer"
    PERCENT = "percent"  # a ratio: 0.777 is written as 77.7 %
    DECIMAL = "decimal"  # one decimal, as differences in percentage points have
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True)
class Column:
    """A column's heading and what stands below it."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Picture:
    """A drawing that says the same as the rows, for forms that hold one: SVG, and what it shows in words."""

    svg: str
    text: str
    credit: str = ""


@dataclass(frozen=True)
class Table:
    """A title, lines that say what the figures mean, the rows, and their total if there is one.

    ``notes`` are pairs of label and text: definition, filters, scope, as-of time, the exporter's role (EXP-02).
    Every row has one value per column.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    total: Sequence[Value] | None = None
    picture: Picture | None = None
