"""Schematic drawings of a lesson: where the numbered points of a scheme stand and what joins them. Geometry, no text.

All words stand beside the drawing as a list, so that they are translated, wrap on a phone and are read out (ux 19). A
drawing is 320 units wide; lengths are units of its view box.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from courses.choices import SchemeForm

WIDTH = 320
MOST_POINTS = 8
RADIUS = 16
RING = 76
GAP = 4  # between an arrow and the circles that it joins
HEAD = 7  # length of an arrow's head
RISE, LOWEST = 18, 30  # of stairs and layers

Place = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """Where the number of a point stands."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Paths of SVG: ``plates`` stand under the numbers, the rearmost first; ``heads`` are the tips of ``ways``."""

    height: int
    plates: tuple[str, ...]
    spots: tuple[Spot, ...]
    ways: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    width: int = WIDTH


def draw(form: str, count: int) -> Drawing:
    """The drawing of ``count`` points, of which only the first eight are drawn; of steps for an unknown form."""
    return FORMS.get(form, _steps)(max(1, min(count, MOST_POINTS)))


def _steps(count: int) -> Drawing:
    places = _in_a_row(count, 24)
    return _joined(places, list(pairwise(places)), height=48)


def _branches(count: int) -> Drawing:
    root = (WIDTH / 2, 20.0)
    below = _in_a_row(count - 1, 104)
    return _joined([root, *below], [(root, place) for place in below], height=124)


def _cycle(count: int) -> Drawing:
    turns = [2 * pi * index / count - pi / 2 for index in range(count)]
    places = [_on_ring(turn) for turn in turns]
    clear = (RADIUS + GAP) / RING
    ways, heads = [], []
    for turn in turns if count > 1 else []:
        begin, end = turn + clear, turn + 2 * pi / count - clear
        tip = end - HEAD / RING
        ways.append(f"M{_at(_on_ring(begin))}A{RING} {RING} 0 0 1 {_at(_on_ring(tip))}")
        heads.append(_head(_on_ring(tip), _on_ring(end)))
    return Drawing(2 * RING + 44, _circles(places), _spots(places), tuple(ways), tuple(heads))


def _stairs(count: int) -> Drawing:
    height, run = LOWEST + RISE * (count - 1), WIDTH / count
    tops = [height - LOWEST - RISE * index for index in range(count)]
    plates = tuple(
        f"M{_at((run * index + 1, height))}V{_number(top + 1)}H{_number(run * (index + 1) - 1)}V{height}Z"
        for index, top in enumerate(tops)
    )
    return Drawing(height, plates, _spots([(run * (index + 0.5), top + 15) for index, top in enumerate(tops)]))


def _layers(count: int) -> Drawing:
    height = LOWEST * count
    plates = []
    for number in range(count, 0, -1):
        half, top = (WIDTH / 2 - 1) * (number + 1) / (count + 1), height - LOWEST * number + 1
        left, right = _number(WIDTH / 2 - half), _number(WIDTH / 2 + half)
        plates.append(
            f"M{left} {height}V{_number(top + 12)}Q{left} {top} {_number(WIDTH / 2 - half + 12)} {top}"
            f"H{_number(WIDTH / 2 + half - 12)}Q{right} {top} {right} {_number(top + 12)}V{height}Z"
        )
    places = [(WIDTH / 2, height - LOWEST * number + 16.0) for number in range(1, count + 1)]
    return Drawing(height, tuple(plates), _spots(places))


def _timeline(count: int) -> Drawing:
    places = _in_a_row(count, 20)
    ticks = [f"M{_at((x, 20 + RADIUS))}V50" for x, _y in places]
    line = f"M4 50H{WIDTH - HEAD - 4}"
    head = _head((WIDTH - HEAD - 4, 50), (WIDTH - 4, 50))
    return Drawing(58, _circles(places), _spots(places), (line, *ticks), (head,))


FORMS: dict[str, Callable[[int], Drawing]] = {
    SchemeForm.STEPS: _steps,
    SchemeForm.CYCLE: _cycle,
    SchemeForm.STAIRS: _stairs,
    SchemeForm.BRANCHES: _branches,
    SchemeForm.TIMELINE: _timeline,
    SchemeForm.LAYERS: _layers,
}


def _joined(places: list[Place], pairs: list[tuple[Place, Place]], *, height: int) -> Drawing:
    arrows = [_arrow(begin, end) for begin, end in pairs]
    return Drawing(
        height,
        _circles(places),
        _spots(places),
        tuple(way for way, _head in arrows),
        tuple(head for _way, head in arrows),
    )


def _arrow(begin: Place, end: Place) -> tuple[str, str]:
    """Line and head from one circle to another."""
    length = hypot(end[0] - begin[0], end[1] - begin[1])
    along = ((end[0] - begin[0]) / length, (end[1] - begin[1]) / length)
    start, tip, point = (
        (begin[0] + along[0] * far, begin[1] + along[1] * far)
        for far in (RADIUS + GAP, length - RADIUS - GAP - HEAD, length - RADIUS - GAP)
    )
    return f"M{_at(start)}L{_at(tip)}", _head(tip, point)


def _head(foot: Place, point: Place) -> str:
    """A triangle that points from ``foot`` to ``point``."""
    turn = atan2(point[1] - foot[1], point[0] - foot[0])
    across = (-sin(turn) * 4, cos(turn) * 4)
    sides = (foot[0] + across[0], foot[1] + across[1]), (foot[0] - across[0], foot[1] - across[1])
    return f"M{_at(point)}L{_at(sides[0])}L{_at(sides[1])}Z"


def _in_a_row(count: int, y: float) -> list[Place]:
    return [(WIDTH / max(count, 1) * (index + 0.5), float(y)) for index in range(count)]


def _on_ring(turn: float) -> Place:
    return WIDTH / 2 + RING * cos(turn), RING + 22 + RING * sin(turn)


def _circles(places: list[Place]) -> tuple[str, ...]:
    return tuple(
        f"M{_at((x - RADIUS, y))}a{RADIUS} {RADIUS} 0 1 0 {2 * RADIUS} 0a{RADIUS} {RADIUS} 0 1 0 -{2 * RADIUS} 0Z"
        for x, y in places
    )


def _spots(places: list[Place]) -> tuple[Spot, ...]:
    return tuple(Spot(number, round(x, 1), round(y, 1)) for number, (x, y) in enumerate(places, start=1))


def _at(place: Place) -> str:
    return f"{_number(place[0])} {_number(place[1])}"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"
