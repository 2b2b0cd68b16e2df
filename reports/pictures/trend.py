"""A line over months: the share on the last day of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.figures import Share

# Letters have one size in both, so a phone gets a picture of its own and fewer months below it.
WIDE, NARROW, HEIGHT = 720, 360, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 72, 14, 34
ROOM_OF_A_LABEL = 74
GRID = (0, 25, 50, 75, 100)


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
    width: int
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM

    @property
    def right_edge(self) -> int:
        """Where the last month is and the lines across end."""
        return self.width - RIGHT

    @property
    def last(self) -> Point:
        """The newest month, whose share is written beside the line."""
        return self.points[-1]


def trend_of(series: Sequence[tuple[date, Share]], *, target: int, width: int = WIDE) -> Trend | None:
    """The picture of the months that have somebody obliged, in order; None of fewer than two."""
    known = [(month, share) for month, share in series if share.percent is not None]
    if len(known) < 2:
        return None
    last, span = len(known) - 1, width - LEFT - RIGHT
    every = -(-len(known) // (span // ROOM_OF_A_LABEL))
    points = [
        Point(month, share, _x(place / last, span), _y(float(share.percent or 0)), (last - place) % every == 0)
        for place, (month, share) in enumerate(known)
    ]
    line = " ".join(f"{point.x:g},{point.y:g}" for point in points)
    return Trend(points, line, [(one, _y(one)) for one in GRID], target, _y(target), width)


def _x(part: float, span: int) -> float:
    return round(LEFT + part * span, 1)


def _y(percent: float) -> float:
    return round(HEIGHT - BOTTOM - percent * (HEIGHT - TOP - BOTTOM) / 100, 1)
