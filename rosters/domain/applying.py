"""Taking a list over: exactly what the dry run showed, in one transaction, or nothing (IMP-01, IMP-02)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from agencies.models import Agency, EmploymentSpell
from audit.choices import Event
from audit.domain.recording import record
from obligations.domain.duties import Recounted, recount_duties
from rosters.choices import EMPLOYING, IDLE, ChangeKind
from rosters.domain.people import AT_ONCE
from rosters.domain.previewing import (
    MANY_LEAVERS,
    MANY_RENAMED,
    digest_of,
    needs_confirmation,
    outcome_of,
    result_of,
    stored_rows,
)
from rosters.domain.reconciling import ACCOUNT, CLOSED, OPEN, Change
from rosters.domain.rows import EMAIL, NAMES, NUMBER
from rosters.models import RosterImport

ONE_DAY = timedelta(days=1)
NAME_PERSON = "UPDATE rosters_rosterline SET person_id = %s WHERE roster_id = %s AND position = %s"
COLUMNS = {**{name: name for name in NAMES}, NUMBER: "personnel_number", EMAIL: "email"}


class RosterChanged(Exception):
    """People or units have changed since the dry run, so that it no longer says what would happen."""


class RosterClosed(Exception):
    """The list was taken over already."""


class NotConfirmed(Exception):
    """So many people leave, or get another name, that their number has to be typed."""


def apply_roster(
    roster: RosterImport, *, now: datetime, leavers: int | None = None, renamed: int | None = None
) -> RosterImport:
    """Take the list over; duties follow by ``recount_duties_of``. ``leavers`` and ``renamed``: the numbers as typed.

    Raises ``RosterClosed``, ``NotConfirmed`` or ``RosterChanged``, and then nothing has changed.
    """
    try:
        return _apply(roster.pk, now, leavers, renamed)
    except IntegrityError as error:
        raise RosterChanged from error


def leavers_to_confirm(roster: RosterImport) -> int | None:
    """How many leave, where that is more than a second look asks for; else None."""
    left = roster.counts.get(ChangeKind.LEFT, 0)
    return left if needs_confirmation(left, roster.staff, MANY_LEAVERS) else None


def renamed_to_confirm(roster: RosterImport) -> int | None:
    """How many get another name, where that is more than a second look asks for; else None."""
    renamed = roster.counts.get(ChangeKind.RENAMED, 0)
    return renamed if needs_confirmation(renamed, roster.staff, MANY_RENAMED) else None


def recount_duties_of(roster: RosterImport, *, now: datetime) -> Recounted:
    """Bring the duties of everybody in line whose post has changed; may be repeated at any time."""
    lines = roster.lines.filter(kind__in=EMPLOYING, person__isnull=False).order_by("position")
    total, done = Recounted(), -1
    while batch := list(lines.filter(position__gt=done).values_list("position", "person")[:AT_ONCE]):
        done = batch[-1][0]
        total += recount_duties([person for _position, person in batch], now=now)
    return total


@transaction.atomic
def _apply(pk: int, now: datetime, leavers: int | None, renamed: int | None) -> RosterImport:
    # Lists of one agency are taken over one after the other.
    roster = RosterImport.objects.select_for_update().get(pk=pk)
    roster.agency = Agency.objects.select_for_update().get(pk=roster.agency_id)
    if roster.applied_at:
        raise RosterClosed
    if leavers_to_confirm(roster) not in (None, leavers) or renamed_to_confirm(roster) not in (None, renamed):
        raise NotConfirmed
    changes = _as_previewed(roster, timezone.localdate(now))
    for start in range(0, len(changes), AT_ONCE):
        _Batch(roster, start, changes[start : start + AT_ONCE], now).write()
    roster.applied_at = now
    roster.save(update_fields=["applied_at"])
    after = {"agency": roster.agency.code, **roster.counts}
    record(Event.ROSTER_APPLIED, actor=roster.owner_id, subject=roster, after=after)
    return roster


def _as_previewed(roster: RosterImport, today: date) -> list[Change]:
    changes = outcome_of(roster, stored_rows(roster), today=today, is_locked=True).changes
    if digest_of(map(result_of, changes)) != digest_of(_stored_results(roster)):
        raise RosterChanged
    return changes


def _stored_results(roster: RosterImport) -> Iterator[Sequence[object]]:
    fields = ("kind", "person", "changes", "problems", "remarks")
    yield from roster.lines.order_by("position").values_list(*fields).iterator(AT_ONCE)


class _Batch:
    """A thousand changes being written; the queries are as many for one as for all."""

    def __init__(self, roster: RosterImport, start: int, changes: Sequence[Change], now: datetime) -> None:
        self.roster, self.start, self.now = roster, start, now
        self.changes = {start + place: one for place, one in enumerate(changes) if one.kind not in IDLE}

    def write(self) -> None:
        if not self.changes:
            return
        people = {place: one.person.pk for place, one in self.changes.items() if one.person}
        self._change_details()
        self._change_accounts()
        self._end_spells()
        people |= self._add_people()
        EmploymentSpell.objects.bulk_create(
            EmploymentSpell(
                person_id=people[place],
                agency_id=one.place.agency,
                post=one.place.post,
                category=one.place.category,
                since=one.place.since,
            )
            for place, one in self.changes.items()
            if one.place and not one.place.amends
        )

    def _add_people(self) -> dict[int, int]:
        """The ids of those who are new, by position; their lines name them from now on."""
        new = {place: _person(one, self.now) for place, one in self.changes.items() if one.person is None}
        User.objects.bulk_create(new.values())
        people = {place: person.pk for place, person in new.items()}
        with connection.cursor() as cursor:
            # A third of the time of ``bulk_update``, for a single value.
            cursor.executemany(NAME_PERSON, [(person, self.roster.pk, place) for place, person in people.items()])
        return people

    def _change_details(self) -> None:
        details = {
            one.person.pk: {COLUMNS[name]: after for name, _before, after in one.changes if name in COLUMNS}
            for one in self.changes.values()
            if one.person
        }
        details = {pk: fields for pk, fields in details.items() if fields}
        people = list(User.objects.filter(pk__in=details))
        for person in people:
            for name, value in details[person.pk].items():
                setattr(person, name, value)
        User.objects.bulk_update(people, list(COLUMNS.values()), batch_size=200)

    def _change_accounts(self) -> None:
        """A closed account has no session any more from the next request on (AUTH-12)."""
        for before, after in ((True, False), (False, True)):
            wanted = CLOSED if before else OPEN
            people = [
                one.person.pk
                for one in self.changes.values()
                if one.person and any(name == ACCOUNT and value == wanted for name, _was, value in one.changes)
            ]
            User.objects.filter(pk__in=people, is_active=before).update(is_active=after)

    def _end_spells(self) -> None:
        """End the posts that are left on the day before the new one begins, or amend those that began that day."""
        by_person = {one.person.pk: one for one in self.changes.values() if one.person and one.kind in EMPLOYING}
        spells = list(EmploymentSpell.objects.filter(person__in=by_person, until=None))
        for spell in spells:
            place = by_person[spell.person_id].place
            if place and place.amends:
                spell.agency_id, spell.post, spell.category = place.agency, place.post, place.category
            else:
                spell.until = (place.since if place else self.roster.as_of) - ONE_DAY
        EmploymentSpell.objects.bulk_update(spells, ["agency", "post", "category", "until"], batch_size=200)


def _person(change: Change, now: datetime) -> User:
    """Somebody new, who cannot sign in by password until they have set one."""
    row = change.row
    if row is None:
        raise ValueError("A person is made of a row.")
    names = dict(zip(NAMES, row.names, strict=True))
    return User(
        personnel_number=row.number or None,
        email=row.email or None,
        password=make_password(None),
        date_joined=now,
        **names,
    )
