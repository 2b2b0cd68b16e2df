"""A line over months: the share on the last day of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.figures import Share

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 60, 14, 34
GRID = (0, 25, 50, 75, 100)
MOST_LABELS = 8


@dataclass(frozen=True)
class Point:
    """One month. ``x``, ``y`` are its place; ``label`` says whether the month is written below."""

    month: date
    share: Share
    x: float
    y: float
    has_label: bool


@dataclass(frozen=True)
class Trend:
    """Points in order, the line through them, and lines across at whole shares and at the target."""

    points: list[Point]
    line: str
    grid: list[tuple[int, float]]
    target: int
    target_y: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right_edge: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def last(self) -> Point:
        """The newest month, whose share is written beside the line."""
        return self.points[-1]


def trend_of(series: Sequence[tuple[date, Share]], *, target: int) -> Trend | None:
    """The picture of the months that have somebody obliged, in order; None of fewer than two."""
    known = [(month, share) for month, share in series if share.percent is not None]
    if len(known) < 2:
        return None
    every = -(-len(known) // MOST_LABELS)
    points = [
        Point(month, share, _x(place, len(known)), _y(float(share.percent or 0)), (len(known) - 1 - place) % every == 0)
        for place, (month, share) in enumerate(known)
    ]
    line = " ".join(f"{point.x:g},{point.y:g}" for point in points)
    return Trend(points, line, [(one, _y(one)) for one in GRID], target, _y(target))


def _x(place: int, number: int) -> float:
    return round(LEFT + place * (WIDTH - LEFT - RIGHT) / (number - 1), 1)


def _y(percent: float) -> float:
    return round(HEIGHT - BOTTOM - percent * (HEIGHT - TOP - BOTTOM) / 100, 1)
