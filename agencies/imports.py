"""Reading the lists of regions and agencies that come with the platform (``agencies/data/README.md``)."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from agencies.domain.places import AgencyRecord, RegionRecord

DATA = Path(__file__).parent / "data"
NAMES = ("name_kk", "name_ru", "name_en")
SHORT_NAMES = ("short_name_kk", "short_name_ru")


def read_regions() -> list[RegionRecord]:
    """The divisions in force and those on borders before the reform, successors first."""
    return [
        RegionRecord(
            code=row["code"],
            slug=row["slug"],
            kind=row["kind"],
            names={field: row[field] for field in NAMES},
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
            successors=tuple(row["successors"].split()),
        )
        for row in _rows("regions.csv")
    ]


def read_agencies() -> list[AgencyRecord]:
    """Every body, parents first: the single ones, then each territorial kind in each region."""
    return [*_single_agencies(), *_territorial_agencies()]


def _single_agencies() -> Iterator[AgencyRecord]:
    for row in _rows("agencies.csv"):
        yield AgencyRecord(
            code=row["code"],
            kind=row["kind"],
            names={field: row[field] for field in NAMES + SHORT_NAMES},
            parent=row["parent"],
            region=row["region"],
            valid_from=_date(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
        )


def _territorial_agencies() -> Iterator[AgencyRecord]:
    written_out = {row["code"]: {field: row[field] for field in NAMES} for row in _rows("territorial_names.csv")}
    all_forms = list(_rows("region_forms.csv"))
    for kind in _rows("territorial.csv"):
        for forms in all_forms:
            suffix = forms["region"].lower()
            code = f"{kind['code']}-{suffix}"
            yield AgencyRecord(
                code=code,
                kind=kind["kind"],
                names=written_out.get(code) or {field: kind[field].format(**forms) for field in NAMES},
                parent=kind["parent"].format(suffix=suffix),
                region=forms["region"],
            )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
