"""The dry run: what a list would change, kept line by line until its owner confirms (IMP-01)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agencies.models import Agency
from rosters.choices import ChangeKind
from rosters.domain.judging import Units, judged
from rosters.domain.people import AT_ONCE, known_people
from rosters.domain.reconciling import Change, Known, reconcile
from rosters.domain.rows import EMAIL, NAMES, NUMBER, OF_CELLS, POST, UNIT, ReadRow
from rosters.models import RosterImport, RosterLine
from rosters.rules import units_of

# From here on a list is more often wrong than right (IMP-09).
MANY_LEAVERS = 20
MANY_RENAMED = 5


@dataclass(frozen=True)
class File:
    """What is remembered of an uploaded file."""

    name: str
    digest: str
    encoding: str = ""


@dataclass(frozen=True)
class Outcome:
    """All changes, and how many people work at the units now."""

    changes: list[Change]
    staff: int


@transaction.atomic
def preview_roster(
    rows: Sequence[ReadRow],
    *,
    agency: Agency,
    owner: User | None,
    as_of: date,
    is_complete: bool,
    file: File,
    now: datetime,
) -> RosterImport:
    """Keep what the list would change; the owner's earlier lists that were never taken over are forgotten."""
    RosterImport.objects.filter(owner=owner, applied_at=None).delete()
    roster = RosterImport(
        owner=owner,
        agency=agency,
        as_of=as_of,
        is_complete=is_complete,
        file_name=file.name,
        file_hash=file.digest,
        encoding=file.encoding,
        created_at=now,
    )
    outcome = outcome_of(roster, rows, today=timezone.localdate(now))
    roster.staff = outcome.staff
    roster.counts = dict(Counter(change.kind.value for change in outcome.changes))
    roster.save()
    cells = {row.line: row.cells for row in rows}
    lines = (_line(roster, place, change, cells) for place, change in enumerate(outcome.changes))
    while batch := list(islice(lines, AT_ONCE)):
        RosterLine.objects.bulk_create(batch)
    return roster


def outcome_of(roster: RosterImport, rows: Iterable[ReadRow], *, today: date, is_locked: bool = False) -> Outcome:
    """What the list would change now."""
    agencies = list(units_of(roster.agency, roster.owner))
    units = Units.of(roster.agency, agencies, roster.as_of)
    understood = [judged(row, units, roster.as_of) for row in rows]
    people = known_people(understood, {one.pk for one in agencies}, today=today, is_locked=is_locked)
    changes = reconcile(understood, people, as_of=roster.as_of, root=roster.agency_id, is_complete=roster.is_complete)
    return Outcome(changes, sum(one.is_inside for one in people))


def stored_rows(roster: RosterImport) -> Iterator[ReadRow]:
    """The list as it was read."""
    lines = roster.lines.filter(line__gt=0).order_by("position").values_list("line", "cells", "problems", "kind")
    for line, cells, problems, kind in lines.iterator(AT_ONCE):
        typed = problems if kind == ChangeKind.PROBLEM else []
        yield ReadRow(line, cells, tuple((code, params) for code, params in typed if code in OF_CELLS))


def digest_of(results: Iterable[Sequence[Any]]) -> str:
    """A hash over what changes of every line (``result_of``), in their order."""
    digest = sha256()
    for result in results:
        digest.update(json.dumps(result, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def result_of(change: Change) -> list[Any]:
    """What of a change must still be the same when it is taken over."""
    person = change.person.pk if change.person else None
    return [change.kind.value, person, change.changes, change.problems, change.remarks]


def needs_confirmation(part: int, whole: int, percent: int) -> bool:
    """Whether ``part`` is more than ``percent`` of ``whole``."""
    return part * 100 > whole * percent


def _line(roster: RosterImport, position: int, change: Change, cells: dict[int, Any]) -> RosterLine:
    kind, person, changes, problems, remarks = result_of(change)
    return RosterLine(
        roster=roster,
        position=position,
        line=change.row.line if change.row else 0,
        kind=kind,
        person_id=person,
        cells=cells[change.row.line] if change.row else _cells_of(change.person),
        changes=changes,
        problems=problems,
        remarks=remarks,
    )


def _cells_of(person: Known | None) -> dict[str, Any]:
    """Somebody whom the list does not name, as if it did."""
    if person is None:
        return {}
    names = dict(zip(NAMES, person.names, strict=True))
    return {NUMBER: person.number, **names, EMAIL: person.email, UNIT: person.agency, POST: person.post}
