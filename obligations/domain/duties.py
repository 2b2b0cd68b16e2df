"""Keeping duties in step with the rules and with where people work."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from accounts.models import User
from agencies.models import EmploymentSpell
from learning.choices import FigureReason
from learning.domain.required import release, require
from learning.models import StaleFigure
from obligations.domain.matching import Rule, Spell, Wanted, wanted_duties
from obligations.models import Duty, Exemption, Obligation

AT_ONCE = 1000
# What makes two duties of one person the same row.
Key = tuple[int, date]


@dataclass(frozen=True)
class Recounted:
    """How many duties were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Recounted") -> "Recounted":
        return Recounted(self.added + other.added, self.changed + other.changed, self.removed + other.removed)


def recount_everybody(*, now: datetime, reason: str = FigureReason.RULE) -> Recounted:
    """Bring everybody's duties in line, ``AT_ONCE`` people a transaction; may be broken off and started again."""
    total = Recounted()
    for people in _batches(User.objects.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE)):
        total += recount_duties(people, now=now, reason=reason)
    return total


@transaction.atomic
def recount_duties(people: Collection[int], *, now: datetime, reason: str = FigureReason.MOVE) -> Recounted:
    """Bring the duties of these people in line with rules and spells; doing it twice changes nothing.

    Whoever has a duty now is enrolled for it with its date; whoever has one no longer keeps the course as a voluntary
    one. Figures that change by it are marked as stale since the day they change, for ``reason``.
    """
    spells, exempt, rules = _spells_of(people), _exemptions_of(people), current_rules()
    stored = _stored(people)
    wanted = {person: wanted_duties(spells[person], rules, exempt[person]) for person in people}
    result = _bring_in_line(wanted, stored, reason)
    _enrol(wanted, stored, now)
    return result


def current_rules() -> list[Rule]:
    """All obligations, those that have ended included: they say what was asked then."""
    rows: Any = Obligation.objects.order_by("pk").values_list(
        "pk", "course", "agency__path", "region", "category", "due_on", "within_days", "starts_on", "ends_on"
    )
    return [Rule(pk, course, path or "", *rest) for pk, course, path, *rest in rows]


def _spells_of(people: Collection[int]) -> defaultdict[int, list[Spell]]:
    found: defaultdict[int, list[Spell]] = defaultdict(list)
    rows: Any = EmploymentSpell.objects.filter(person__in=people).values_list(
        "person", "pk", "agency", "agency__path", "agency__region", "category", "since", "until"
    )
    for person, *fields in rows:
        found[person].append(Spell(*fields))
    return found


def _exemptions_of(people: Collection[int]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, obligation in Exemption.objects.filter(person__in=people).values_list("person", "obligation"):
        found[person].add(obligation)
    return found


def _stored(people: Collection[int]) -> defaultdict[int, dict[Key, Duty]]:
    found: defaultdict[int, dict[Key, Duty]] = defaultdict(dict)
    for duty in Duty.objects.filter(learner__in=people):
        found[duty.learner_id][duty.course_id, duty.since] = duty
    return found


def _bring_in_line(wanted: dict[int, list[Wanted]], stored: dict[int, dict[Key, Duty]], reason: str) -> Recounted:
    added, changed, removed, stale = [], [], [], dict[tuple[int, int], date]()
    for person, duties in wanted.items():
        left = dict(stored[person])
        for one in duties:
            before = left.pop((one.course_id, one.since), None)
            after = _duty(person, one)
            if before is None:
                added.append(after)
            elif _facts(before) != _facts(after):
                _touch(stale, before)
                after.pk = before.pk
                changed.append(after)
            else:
                continue
            _touch(stale, after)
        for gone in left.values():
            removed.append(gone.pk)
            _touch(stale, gone)
    Duty.objects.filter(pk__in=removed).delete()
    Duty.objects.bulk_update(changed, FACTS, batch_size=200)
    Duty.objects.bulk_create(added, batch_size=500)
    StaleFigure.objects.bulk_create(
        StaleFigure(course_id=course, agency_id=agency, since=since, reason=reason)
        for (course, agency), since in stale.items()
    )
    return Recounted(len(added), len(changed), len(removed))


FACTS = ("obligation_id", "spell_id", "agency_id", "region_id", "category", "until", "due_on")


def _facts(duty: Duty) -> tuple[object, ...]:
    return tuple(getattr(duty, name) for name in FACTS)


def _duty(person: int, one: Wanted) -> Duty:
    return Duty(
        learner_id=person,
        course_id=one.course_id,
        obligation_id=one.rule_id,
        spell_id=one.spell.pk,
        agency_id=one.spell.agency_id,
        region_id=one.spell.region_id,
        category=one.spell.category,
        since=one.since,
        until=one.until,
        due_on=one.due_on,
    )


def _touch(stale: dict[tuple[int, int], date], duty: Duty) -> None:
    """Nothing before the duty began can have changed."""
    figure = duty.course_id, duty.agency_id
    stale[figure] = min(stale.get(figure, duty.since), duty.since)


def _enrol(wanted: dict[int, list[Wanted]], stored: dict[int, dict[Key, Duty]], now: datetime) -> None:
    running = {
        (person, one.course_id): one.due_on for person, duties in wanted.items() for one in duties if one.until is None
    }
    before = {(duty.learner_id, duty.course_id) for one in stored.values() for duty in one.values()}
    release(before - running.keys())
    require(running, now=now)


def _batches(people: Iterable[int]) -> Iterator[Sequence[int]]:
    rest = iter(people)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
