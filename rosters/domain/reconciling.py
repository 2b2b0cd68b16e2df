"""What a staff list changes. Pure: no database, the same answer for the same list and the same people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from core.folding import folded
from rosters.choices import ChangeKind
from rosters.domain.rows import CATEGORY, EMAIL, NAMES, NUMBER, POST, SINCE, UNIT, Problem, Row

ONE_DAY = timedelta(days=1)
OTHER_CATEGORY = "other"
ACCOUNT, LAST_DAY = "account", "until"
OPEN, CLOSED = "open", "closed"

FieldChange = tuple[str, Any, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A person with their present post. ``is_inside``: at one of the units that the list is about.

    ``agency`` None: works nowhere now. ``last_until`` is the end of the last post before. ``may_reopen``: the account
    is closed because an earlier list said that the person left. ``keeps_account``: leaving does not close it.
    """

    pk: int
    number: str = ""
    email: str = ""
    names: tuple[str, str, str] = ("", "", "")
    is_active: bool = True
    is_inside: bool = False
    agency: int | None = None
    post: str = ""
    category: str = ""
    since: date | None = None
    last_until: date | None = None
    may_reopen: bool = False
    keeps_account: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A post to be taken up on ``since``; ``amends``: the present one began that very day and becomes this one."""

    agency: int
    post: str
    category: str
    since: date
    amends: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one row does, or (``row`` None) that somebody left. ``person`` None: somebody new.

    ``changes`` say it for the reader: of people who work outside the units, never what was there before.
    """

    kind: ChangeKind
    row: Row | None = None
    person: Known | None = None
    place: Place | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def reconcile(
    rows: Sequence[Row], people: Iterable[Known], *, as_of: date, root: int, is_complete: bool
) -> list[Change]:
    """A change per row in their order, then, if the list is complete, one per person inside whom no row names.

    ``people``: everybody inside, and everybody whose personnel number or e-mail stands in the list. Whoever stands in
    a row with a problem or conflict has not left.
    """
    return list(_Reconciliation(rows, list(people), as_of, root).run(is_complete=is_complete))


@dataclass
class _Reconciliation:
    rows: Sequence[Row]
    people: list[Known]
    as_of: date
    root: int
    by_number: dict[str, Known] = field(init=False)
    by_email: dict[str, Known] = field(init=False)

    def __post_init__(self) -> None:
        self.by_number = {one.number: one for one in self.people if one.number}
        self.by_email = {one.email: one for one in self.people if one.email}

    def run(self, *, is_complete: bool) -> Iterator[Change]:
        self.repeated = self._repeated()
        named = {one.pk for row in self.rows for one in self._matches(row)}
        unnamed = [one for one in self.people if one.is_inside and one.pk not in named]
        self.unnamed_names = {folded(name) for one in unnamed for name in one.names if name}
        doubtful: set[str] = set()
        for row in self.rows:
            change = self._of_row(row)
            if change.problems:
                doubtful |= {folded(name) for name in row.names if name}
            yield change
        if is_complete:
            yield from self._leaving(unnamed, doubtful)

    def _matches(self, row: Row) -> list[Known]:
        found = (self.by_number.get(row.number), self.by_email.get(row.email))
        return [one for place, one in enumerate(found) if one and one not in found[:place]]

    def _repeated(self) -> dict[int, int]:
        """The line of another row about the same person, by line."""
        lines: defaultdict[object, list[int]] = defaultdict(list)
        for row in self.rows:
            keys = [key for key in ((NUMBER, row.number), (EMAIL, row.email)) if key[1]]
            for key in (*keys, *(one.pk for one in self._matches(row))):
                lines[key].append(row.line)
        repeated: dict[int, int] = {}
        for same in lines.values():
            for line in same if len(same) > 1 else ():
                repeated.setdefault(line, same[1] if line == same[0] else same[0])
        return repeated

    def _of_row(self, row: Row) -> Change:
        matches = self._matches(row)
        person = matches[0] if matches else None
        if row.problems:
            return Change(ChangeKind.PROBLEM, row, person, problems=row.problems)
        if not row.number and not row.email:
            return Change(ChangeKind.PROBLEM, row, problems=(("nobody", {}),))
        if not person and not any(row.names):
            return Change(ChangeKind.PROBLEM, row, problems=(("no_name", {}),))
        if row.line in self.repeated:
            return _conflict(row, person, "repeated", line=self.repeated[row.line])
        if len(matches) > 1 or (person and row.number and person.number not in ("", row.number)):
            return _conflict(row, person, "identity")
        return self._of_person(row, person) if person else self._of_stranger(row)

    def _of_stranger(self, row: Row) -> Change:
        place = Place(row.unit or self.root, row.post, row.category or OTHER_CATEGORY, row.since or self.as_of)
        shares_name = not self.unnamed_names.isdisjoint(folded(name) for name in row.names if name)
        remarks: tuple[Problem, ...] = (("same_name", {}),) if shares_name else ()
        return Change(ChangeKind.JOINED, row, None, place, tuple(_place_changes(None, place)), remarks=remarks)

    def _of_person(self, row: Row, person: Known) -> Change:
        details = tuple(_detail_changes(row, person))
        remarks: tuple[Problem, ...] = ()
        if row.email and person.email not in ("", row.email):
            remarks = (("email_kept", {}),)
        kind = _weightiest(details)
        change = Change(kind, row, person, changes=details, remarks=remarks)
        return self._staying(change, row, person) if person.is_inside else self._joining(change, row, person)

    def _joining(self, change: Change, row: Row, person: Known) -> Change:
        if not person.is_active and not person.may_reopen:
            return _conflict(row, person, "closed")
        since = _start(row.since or self.as_of, self.as_of, person)
        if since is None:
            return _conflict(row, person, "too_early")
        place = Place(row.unit or self.root, row.post, row.category or OTHER_CATEGORY, since)
        reopened: tuple[FieldChange, ...] = () if person.is_active else ((ACCOUNT, CLOSED, OPEN),)
        kind = ChangeKind.JOINED if person.agency is None else ChangeKind.ARRIVED
        return replace(
            change, kind=kind, place=place, changes=(*_place_changes(None, place), *change.changes, *reopened)
        )

    def _staying(self, change: Change, row: Row, person: Known) -> Change:
        # A post that differs in capitals only is the same post.
        same_post = not row.post or row.post.casefold() == person.post.casefold()
        wanted = (
            row.unit or person.agency or self.root,
            person.post if same_post else row.post,
            row.category or person.category,
        )
        if wanted == (person.agency, person.post, person.category):
            return change
        amends = person.since == self.as_of
        since = self.as_of if amends else _start(row.since or self.as_of, self.as_of, person)
        if since is None:
            return _conflict(row, person, "too_early")
        place = Place(*wanted, since, amends)
        kind = ChangeKind.MOVED if place.agency != person.agency else ChangeKind.POST_CHANGED
        return replace(change, kind=kind, place=place, changes=(*_place_changes(person, place), *change.changes))

    def _leaving(self, unnamed: Sequence[Known], doubtful: set[str]) -> Iterator[Change]:
        for person in unnamed:
            if person.since and person.since > self.as_of:
                continue
            if not doubtful.isdisjoint(folded(name) for name in person.names if name):
                yield Change(ChangeKind.CONFLICT, None, person, problems=(("perhaps_named", {}),))
            elif person.since == self.as_of:
                yield Change(ChangeKind.CONFLICT, None, person, problems=(("began_that_day", {}),))
            else:
                yield self._left(person)

    def _left(self, person: Known) -> Change:
        changes: list[FieldChange] = [(LAST_DAY, "", f"{self.as_of - ONE_DAY}")]
        if person.is_active and not person.keeps_account:
            changes.append((ACCOUNT, OPEN, CLOSED))
        remarks: tuple[Problem, ...] = (("account_stays", {}),) if person.keeps_account else ()
        return Change(ChangeKind.LEFT, None, person, changes=tuple(changes), remarks=remarks)


def _conflict(row: Row, person: Known | None, code: str, **params: Any) -> Change:
    return Change(ChangeKind.CONFLICT, row, person, problems=((code, params),))


def _start(wanted: date, as_of: date, person: Known) -> date | None:
    """The first day of the new post: never before the present one began or the last one ended."""
    floor = max((day for day in (person.since, person.last_until) if day), default=date.min)
    return next((day for day in (wanted, as_of) if day > floor), None)


def _detail_changes(row: Row, person: Known) -> Iterator[FieldChange]:
    for name, before, after in zip(NAMES, person.names, row.names, strict=True):
        if after and after != before:
            yield name, before if person.is_inside else "", after
    if row.number and not person.number:
        yield NUMBER, "", row.number
    # Nobody's address is replaced by a list: it opens the account (IMP-08).
    if row.email and not person.email:
        yield EMAIL, "", row.email


def _weightiest(details: Sequence[FieldChange]) -> ChangeKind:
    fields = {name for name, _before, _after in details}
    if fields & set(NAMES):
        return ChangeKind.RENAMED
    return ChangeKind.COMPLETED if fields else ChangeKind.UNCHANGED


def _place_changes(before: Known | None, place: Place) -> Iterator[FieldChange]:
    old = (before.agency, before.post, before.category) if before else (None, "", "")
    new = (place.agency, place.post, place.category)
    for name, was, becomes in zip((UNIT, POST, CATEGORY), old, new, strict=True):
        if was != becomes:
            yield name, was, becomes
    yield SINCE, "", f"{place.since}"
