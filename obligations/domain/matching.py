"""Which duties follow from rules and from where somebody worked. Pure: no database, the same answer every time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

# Who takes up a post shortly before a fixed date, or after it, has this long.
NEWCOMER_DAYS = 30
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """An obligation as matching needs it; ``path`` is the agency's place in the tree, empty: any agency."""

    pk: int
    course_id: int
    path: str
    region_id: int | None
    category: str
    due_on: date | None
    within_days: int | None
    starts_on: date
    ends_on: date | None

    def reaches(self, spell: "Spell") -> bool:
        """Whether it applies to that post at any time."""
        return (
            spell.path.startswith(self.path)
            and self.region_id in (None, spell.region_id)
            and self.category in ("", spell.category)
            and (spell.until is None or spell.until >= self.starts_on)
            and (self.ends_on is None or self.ends_on >= spell.since)
        )

    def due_for(self, spell: "Spell") -> date:
        """Until when: never before the rule held, and never sooner for newcomers than ``NEWCOMER_DAYS``."""
        if self.due_on:
            return max(self.due_on, spell.since + timedelta(days=NEWCOMER_DAYS))
        return max(spell.since, self.starts_on) + timedelta(days=self.within_days or 0)


@dataclass(frozen=True)
class Spell:
    """An employment spell as matching needs it."""

    pk: int
    agency_id: int
    path: str
    region_id: int | None
    category: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Wanted:
    """A duty that ought to exist."""

    course_id: int
    rule_id: int
    spell: Spell
    since: date
    until: date | None
    due_on: date


def wanted_duties(spells: Sequence[Spell], rules: Sequence[Rule], exempt: Collection[int] = ()) -> list[Wanted]:
    """One person's duties: at most one per course on any day, in the order of their spells.

    ``exempt`` are the rules that do not apply to them. Who is bound again by the next post without a gap keeps the
    earlier of both dates: nobody gains time by moving.
    """
    found: list[Wanted] = []
    for spell in sorted(spells, key=lambda one: one.since):
        found += [_without_gain(one, found) for one in _of_spell(spell, [r for r in rules if r.pk not in exempt])]
    return found


def _of_spell(spell: Spell, rules: Sequence[Rule]) -> Iterator[Wanted]:
    by_course: defaultdict[int, list[Wanted]] = defaultdict(list)
    for rule in rules:
        if rule.reaches(spell):
            by_course[rule.course_id].append(_bound(spell, rule))
    for wanted in by_course.values():
        yield from _merged(sorted(wanted, key=lambda one: (one.since, one.due_on, one.rule_id)))


def _bound(spell: Spell, rule: Rule) -> Wanted:
    ends = [day for day in (spell.until, rule.ends_on) if day]
    since = max(spell.since, rule.starts_on)
    return Wanted(rule.course_id, rule.pk, spell, since, min(ends, default=None), rule.due_for(spell))


def _merged(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Where rules overlap, one duty by the earliest date."""
    merged: list[Wanted] = []
    for one in wanted:
        last = merged[-1] if merged else None
        if last is None or (last.until is not None and last.until < one.since):
            merged.append(one)
            continue
        until = None if None in (last.until, one.until) else max(last.until or date.min, one.until or date.min)
        earliest = min(last, one, key=lambda each: each.due_on)
        merged[-1] = replace(last, until=until, due_on=earliest.due_on, rule_id=earliest.rule_id)
    return merged


def _without_gain(one: Wanted, before: Sequence[Wanted]) -> Wanted:
    for last in before:
        if last.course_id == one.course_id and last.until == one.since - ONE_DAY and last.due_on < one.due_on:
            return replace(one, due_on=last.due_on)
    return one
