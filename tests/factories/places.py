"""Regions and agencies."""

from datetime import date

from agencies.choices import AgencyKind, RegionKind
from agencies.models import Agency, Region
from tests.factories.numbers import numbers


def make_region(name: str = "", **fields: object) -> Region:
    """A region that is valid; ``name`` in all three languages."""
    number = next(numbers)
    name = name or f"Region {number}"
    defaults = {
        "code": f"X{number:05}",
        "slug": f"region-{number}",
        "kind": RegionKind.REGION,
        "valid_from": date(1991, 12, 16),
        **dict.fromkeys(("name_kk", "name_ru", "name_en"), name),
    }
    return Region.objects.create(**defaults | fields)


def make_agency(
    name: str = "", *, parent: Agency | None = None, region: Region | None = None, **fields: object
) -> Agency:
    """An agency at the root of the tree or below ``parent``; ``name`` in all three languages."""
    number = next(numbers)
    name = name or f"Agency {number}"
    defaults = {
        "code": f"agency-{number}",
        "kind": AgencyKind.TERRITORIAL_DEPARTMENT,
        "region": region,
        **dict.fromkeys(("name_kk", "name_ru", "name_en"), name),
    }
    if parent is None:
        return Agency.add_root(**defaults | fields)
    # The tree counts children in memory: a parent used twice must be read again.
    return Agency.objects.get(pk=parent.pk).add_child(**defaults | fields)
