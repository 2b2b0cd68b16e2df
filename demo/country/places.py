"""Offices of the districts, below the departments of the regional akimats."""

from collections.abc import Iterator

from agencies.choices import AgencyKind
from agencies.domain.places import AgencyRecord, register_agencies, register_regions
from agencies.imports import read_agencies, read_regions
from demo.country.tables import rows_of

NAMES = ("name_kk", "name_ru", "name_en")


def add_places() -> int:
    """Add the places that are missing: regions, agencies and district offices; returns how many agencies are new."""
    register_regions(read_regions())
    return register_agencies([*read_agencies(), *district_offices()]).added


def district_offices() -> Iterator[AgencyRecord]:
    """Every kind of office in every district of the list."""
    offices = list(rows_of("district_offices"))
    for district in rows_of("districts"):
        suffix = district["region"].lower()
        for office in offices:
            yield AgencyRecord(
                code=f"{office['code']}-{suffix}-{district['slug']}",
                kind=AgencyKind.AKIMAT_DEPARTMENT,
                names={field: office[field].format(**district) for field in NAMES},
                parent=f"{office['parent']}-{suffix}",
                region=district["region"],
            )
