"""The people whom a staff list may be about, read by the thousand."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from accounts.models import User
from agencies.models import EmploymentSpell, RoleAssignment
from rosters.choices import ChangeKind
from rosters.domain.reconciling import Known
from rosters.domain.rows import NAMES, Row
from rosters.models import RosterLine

AT_ONCE = 1000
PERSON = ("pk", "personnel_number", "email", *NAMES, "is_active", "is_staff", "is_superuser")
SPELL = ("person", "agency", "post", "category", "since")


def known_people(rows: Sequence[Row], units: Collection[int], *, today: date, is_locked: bool = False) -> list[Known]:
    """Everybody who works at ``units`` now, and everybody whose personnel number or e-mail stands in ``rows``.

    A handful of queries per thousand people. ``is_locked``: nobody else changes them until the transaction ends.
    """
    inside = EmploymentSpell.objects.filter(until=None, agency__in=units).values("person")
    found = list(_read(User.objects.filter(pk__in=inside), set(units), today, is_locked))
    numbers, emails = {one.number for one in found} | {""}, {one.email for one in found} | {""}
    elsewhere: dict[int, Known] = {}
    for batch in _batches(rows):
        named = User.objects.filter(
            Q(personnel_number__in={row.number for row in batch} - numbers)
            | Q(email__in={row.email for row in batch} - emails)
        )
        elsewhere |= {one.pk: one for one in _read(named, set(units), today, is_locked)}
    inside_keys = {one.pk for one in found}
    return [*found, *(one for one in elsewhere.values() if one.pk not in inside_keys)]


def _read(people: QuerySet[User], units: set[int], today: date, is_locked: bool) -> Iterator[Known]:
    locked = people.order_by("pk").select_for_update() if is_locked else people.order_by("pk")
    for batch in _batches(list(locked.values_list(*PERSON))):
        yield from _with_posts(batch, units, today)


def _with_posts(people: Sequence[tuple[Any, ...]], units: set[int], today: date) -> Iterator[Known]:
    keys = [row[0] for row in people]
    spells = EmploymentSpell.objects.filter(person__in=keys)
    current = {person: rest for person, *rest in spells.filter(until=None).values_list(*SPELL)}
    ended: Any = spells.exclude(until=None).order_by().values_list("person").annotate(last=Max("until"))
    last: dict[int, date] = dict(ended)
    holders, reopenable = _role_holders(keys, today), _closed_by_lists([row[0] for row in people if not row[6]])
    for pk, number, email, *names, is_active, is_staff, is_superuser in people:
        agency, post, category, since = current.get(pk, (None, "", "", None))
        yield Known(
            pk=pk,
            number=number or "",
            email=email or "",
            names=(names[0], names[1], names[2]),
            is_active=is_active,
            is_inside=agency in units,
            agency=agency,
            post=post,
            category=category,
            since=since,
            last_until=last.get(pk),
            may_reopen=pk in reopenable,
            keeps_account=is_staff or is_superuser or pk in holders,
        )


def _role_holders(people: Collection[int], today: date) -> set[int]:
    held = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=today), person__in=people)
    return set(held.values_list("person", flat=True))


def _closed_by_lists(people: Collection[int]) -> set[int]:
    """Whose account an earlier list has closed. Who is closed otherwise waits for an administrator."""
    left = RosterLine.objects.filter(kind=ChangeKind.LEFT, person__in=people, roster__applied_at__isnull=False)
    return set(left.values_list("person", flat=True)) if people else set()


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
