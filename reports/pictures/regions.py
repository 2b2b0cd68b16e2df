"""The country by region: an outline map for wide screens, twenty tiles for narrow ones (ux 94)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from core.figures import Share
from core.localisation import localised
from core.number_formats import written_share
from reports.pictures.steps import NO_STEP, step_of
from reports.queries import FiguresRow

DATA = Path(__file__).resolve().parent.parent / "data" / "map.json"
CITY_RADIUS = 22


@dataclass(frozen=True)
class Unit:
    """One region as it is drawn. ``row`` None: outside the viewer's scope, without a figure and without a link.

    ``outline`` is an SVG path; a city has none and is a disc around ``x``, ``y``, where the label stands.
    """

    code: str
    short: str
    outline: str
    x: int
    y: int
    tile_row: int
    tile_column: int
    row: FiguresRow | None

    @property
    def share(self) -> Share:
        """Compliant of obliged."""
        return self.row.figures.share if self.row else Share(0, 0)

    @cached_property
    def text(self) -> str:
        """Name and share in words; only of what has a row."""
        return f"{self.row.name}: {written_share(self.share)}" if self.row else ""

    @property
    def step(self) -> str:
        """Its class; see ``steps``."""
        return step_of(self.share) if self.row else NO_STEP

    @property
    def is_empty(self) -> bool:
        """Whether it is hatched: nobody is obliged there, or it is not the viewer's to see."""
        return self.step == NO_STEP

    @property
    def label(self) -> str:
        """The share in whole per cent, as there is room for; empty of nobody."""
        return "" if self.share.percent is None else str(int(self.share.percent))


@dataclass(frozen=True)
class Country:
    """All units in the order to draw them: cities last, on top."""

    width: int
    height: int
    units: list[Unit]
    city_radius: int = CITY_RADIUS


def country_of(rows: Mapping[str, FiguresRow]) -> Country | None:
    """The picture of these rows by ISO code; None when none of them is a region of the map."""
    data = _data()
    units = [_unit(one, rows.get(one["code"])) for one in data["regions"]]
    if not any(unit.row for unit in units):
        return None
    return Country(data["width"], data["height"], sorted(units, key=lambda unit: not unit.outline))


def _unit(shape: dict[str, Any], row: FiguresRow | None) -> Unit:
    (x, y), (tile_row, tile_column) = shape["label"], shape["tile"]
    outline = shape.get("outline", "")
    return Unit(shape["code"], localised(shape["short"]), outline, x, y, tile_row, tile_column, row)


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found
