"""The map on paper: colours that stay apart in grey, and a legend, as no style sheet reaches a file (ux 92)."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext

from core.tables import Picture
from reports.pictures.regions import Country, Unit
from reports.pictures.steps import NO_STEP, legend

# Ground and ink by class, those of the light theme.
COLOURS = {
    "1": ("#e6eff4", "#16202b"),
    "2": ("#b3d0de", "#16202b"),
    "3": ("#79abc3", "#16202b"),
    "4": ("#377a99", "#ffffff"),
    "5": ("#0e4f6d", "#ffffff"),
    NO_STEP: ("url(#hatch)", "#16202b"),
}
LEGEND_WIDTH, LEGEND_ROOM = 132, 60


@dataclass(frozen=True)
class Printed:
    """A unit with its colours."""

    unit: Unit
    ground: str
    ink: str


def printed_map(country: Country | None) -> Picture | None:
    """The map with its legend; None without a map."""
    if country is None:
        return None
    values = {
        "country": country,
        "height": country.height + LEGEND_ROOM,
        "units": [Printed(unit, *COLOURS[unit.step]) for unit in country.units],
        "legend": [(place * LEGEND_WIDTH, COLOURS[step][0], words) for place, (step, words) in enumerate(legend())],
    }
    text = "; ".join(unit.text for unit in country.units if unit.row)
    credit = gettext("Boundaries: UNHCR/OCHA COD-AB, CC BY-IGO. They are illustrative and imply no endorsement.")
    return Picture(render_to_string("reports/map.svg", values), text, credit)
