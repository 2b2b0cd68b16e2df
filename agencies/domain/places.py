"""Registering regions and agencies from lists that come again with every release."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db import models, transaction

from agencies.models import Agency, Region


@dataclass(frozen=True)
class RegionRecord:
    """One division of a list; ``successors`` are codes of divisions that stand before it in the list."""

    code: str
    slug: str
    kind: str
    names: Mapping[str, str]
    valid_from: date
    valid_to: date | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgencyRecord:
    """One body of a list; ``parent`` is the code of a body that stands before it, or empty for a root."""

    code: str
    kind: str
    names: Mapping[str, str]
    parent: str = ""
    region: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Registered:
    """How many rows a list added and how many existing ones got other names."""

    added: int
    renamed: int


@transaction.atomic
def register_regions(records: Iterable[RegionRecord]) -> Registered:
    """Add the missing regions and rename the existing ones; see ``register_agencies`` for what stays."""
    known = {region.code: region for region in Region.objects.all()}
    return _register(records, known, add=lambda record: _add_region(record, known))


@transaction.atomic
def register_agencies(records: Iterable[AgencyRecord]) -> Registered:
    """Add the missing bodies and rename the existing ones. The same list twice changes nothing.

    Of a body that is already there only the names follow the list: its place in the tree, its region and its
    dates were perhaps decided here since. A body that the list no longer names stays as it is; nothing is closed
    or deleted. Raises ``KeyError`` for a parent or region that is neither known nor earlier in the list.
    """
    regions = {region.code: region for region in Region.objects.all()}
    known = {agency.code: agency for agency in Agency.objects.all()}
    return _register(records, known, add=lambda record: _add_agency(record, known, regions))


class _Record(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...


RecordT = TypeVar("RecordT", bound=_Record)
PlaceT = TypeVar("PlaceT", bound=models.Model)


def _register(records: Iterable[RecordT], known: dict[str, PlaceT], *, add: Callable[[RecordT], PlaceT]) -> Registered:
    added = renamed = 0
    for record in records:
        if record.code in known:
            renamed += _rename(known[record.code], record.names)
        else:
            known[record.code] = add(record)
            added += 1
    return Registered(added, renamed)


def _rename(place: models.Model, names: Mapping[str, str]) -> bool:
    changed = [field for field, name in names.items() if getattr(place, field) != name]
    for field in changed:
        setattr(place, field, names[field])
    if changed:
        place.save(update_fields=changed)
    return bool(changed)


def _add_region(record: RegionRecord, known: Mapping[str, Region]) -> Region:
    region = Region.objects.create(
        code=record.code,
        slug=record.slug,
        kind=record.kind,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        **record.names,
    )
    region.successors.set([known[code] for code in record.successors])
    return region


def _add_agency(record: AgencyRecord, known: Mapping[str, Agency], regions: Mapping[str, Region]) -> Agency:
    agency = Agency(
        code=record.code,
        kind=record.kind,
        region=regions[record.region] if record.region else None,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        **record.names,
    )
    return known[record.parent].add_child(instance=agency) if record.parent else Agency.add_root(instance=agency)
