"""How points are shown."""

from decimal import Decimal
from fractions import Fraction


def whole_percent(points: Fraction | Decimal, max_points: int) -> int:
    """The percentage rounded down: 69.9 never reads as a pass mark of 70 that was not reached."""
    return int(Fraction(points) * 100 // max_points) if max_points else 0
