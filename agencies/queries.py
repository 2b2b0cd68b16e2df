"""Reads about workplaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from agencies.models import Agency, EmploymentSpell, Region
from core.localisation import FALLBACK_ORDER, localised, reading_order
from core.number_formats import written_date


@dataclass(frozen=True)
class Workplace:
    """Where somebody works at one moment, and in what kind of post: what every figure counts by. None: unknown."""

    agency_id: int | None
    region_id: int | None
    category: str = ""


@dataclass(frozen=True)
class RegionPlace:
    """A region as lists of places name it: a closed one with its last day, since a successor may have its name."""

    pk: int
    code: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Place:
    """An agency as lists need it, by hundreds: no model instance behind it. Names are in the reader's language."""

    pk: int
    code: str
    path: str
    name: str
    valid_to: date | None
    region: RegionPlace | None

    def __str__(self) -> str:
        return self.name


def places_of(agencies: QuerySet[Agency]) -> list[Place]:
    """These agencies with their regions, in the order of the tree, in one query."""
    own = [f"name_{code}" for code in FALLBACK_ORDER]
    regional = [f"region__{name}" for name in ("pk", "code", "valid_to", *own)]
    rows: Any = agencies.order_by("path").values_list("pk", "code", "path", "valid_to", *own, *regional)
    regions: dict[int, RegionPlace] = {}
    order = reading_order()
    return [_place(row[:4], row[4:7], row[7:], regions, order) for row in rows]


def predecessors() -> dict[str, RegionPlace]:
    """The region that each region was part of before a reform, by the successor's code. One query."""
    own = [f"name_{code}" for code in FALLBACK_ORDER]
    closed: Any = Region.objects.filter(successors__isnull=False)
    rows = closed.values_list("successors__code", "pk", "code", "valid_to", *own)
    return {successor: _region(region) for successor, *region in rows}


def _place(agency: Any, names: Any, region: Any, regions: dict[int, RegionPlace], order: Sequence[int]) -> Place:
    pk, code, path, valid_to = agency
    name = next((names[place] for place in order if names[place]), "")
    if region[0] is not None and region[0] not in regions:
        regions[region[0]] = _region(region)
    return Place(pk, code, path, name, valid_to, regions.get(region[0]))


def _region(row: Any) -> RegionPlace:
    pk, code, valid_to, *names = row
    until = gettext("until %(day)s") % {"day": written_date(valid_to)} if valid_to else ""
    return RegionPlace(pk, code, f"{_name(names)} ({until})" if until else _name(names))


def _name(names: Any) -> str:
    return localised(dict(zip(FALLBACK_ORDER, names, strict=True)))


def workplace_of(person: User) -> Workplace:
    """The person's workplace now; all unknown without a current spell."""
    current = EmploymentSpell.objects.filter(person=person, until=None)
    row = current.values_list("agency_id", "agency__region_id", "category").first()
    return Workplace(*row) if row else Workplace(None, None)


def current_spell(person: User) -> EmploymentSpell | None:
    """The person's current spell with its agency and region loaded."""
    return EmploymentSpell.objects.filter(person=person, until=None).select_related("agency__region").first()


def agency_by_code(code: str) -> Agency:
    """The agency with this code; raises ``Agency.DoesNotExist``."""
    return Agency.objects.get(code=code)
