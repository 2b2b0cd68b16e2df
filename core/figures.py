"""A part of a whole, counted once and written the same way on every screen and in every file."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
ALL = Decimal("100.0")


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole`` people or enrolments."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Percent with one decimal, halves rounded up; None of nobody.

        Less than all never reads 100.0 and more than none never reads 0.0: those two are promises, not roundings.
        """
        if not self.whole:
            return None
        rounded = (Decimal(100 * self.part) / self.whole).quantize(TENTH, ROUND_HALF_UP)
        if 0 < self.part < self.whole:
            return min(max(rounded, TENTH), ALL - TENTH)
        return rounded

    @property
    def ratio(self) -> Decimal | None:
        """``percent`` as spreadsheets keep it: 77.7 % is 0.777."""
        return None if self.percent is None else self.percent / 100

    @property
    def bar_width(self) -> str:
        """``percent`` as an SVG length on a scale of 0 to 100, in no language; "0" of nobody."""
        return str(self.percent or 0)
