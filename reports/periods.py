"""Calendar periods as addresses write them: ``all``, ``2026``, ``2026-Q3``, ``2026-11``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

ALL_TIME = "all"
SHAPE = re.compile(r"(?P<year>20[0-9]{2})(-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)


class MalformedPeriod(ValueError):
    """The text names no period."""


@dataclass(frozen=True)
class Period:
    """Whole months from ``start`` up to and without ``end``; all time when both are None."""

    text: str
    start: date | None = None
    end: date | None = None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that ``text`` spells; raises ``MalformedPeriod``."""
        if text == ALL_TIME:
            return cls(text)
        match = SHAPE.fullmatch(text)
        if not match:
            raise MalformedPeriod(text)
        year, quarter, month = (int(match[name] or 0) for name in ("year", "quarter", "month"))
        first, months = (3 * quarter - 2, 3) if quarter else (month, 1) if month else (1, 12)
        return cls(text, date(year, first, 1), _months_later(date(year, first, 1), months))

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to the period; None for all time."""
        return self.end - timedelta(days=1) if self.end else None

    def as_of(self, today: date) -> date:
        """The day whose figures the period shows: its last one, or today while it lasts."""
        return min(today, self.last_day) if self.last_day else today

    @property
    def label(self) -> str:
        """The period as people write it."""
        if self.start is None or self.end is None:
            return gettext("All time")
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        if months == 1:
            return f"{self.start:%m.%Y}"
        if months == 3:
            quarter = self.start.month // 3 + 1
            return gettext("%(year)s, quarter %(quarter)s") % {"year": self.start.year, "quarter": quarter}
        return str(self.start.year)


def periods_since(first: date, today: date) -> Iterator[Period]:
    """All time, then the years, quarters and months from ``first`` to ``today``, each kind newest first."""
    yield Period.parse(ALL_TIME)
    months = _months_back(first, today)
    for texts in (
        [f"{month:%Y}" for month in months],
        [f"{month:%Y}-Q{(month.month + 2) // 3}" for month in months],
        [f"{month:%Y-%m}" for month in months],
    ):
        yield from map(Period.parse, dict.fromkeys(texts))


def _months_back(first: date, today: date) -> list[date]:
    months, month = [], today.replace(day=1)
    while month >= first.replace(day=1):
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return months


def _months_later(month: date, count: int) -> date:
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)
