"""Which open duties somebody is to be told of on a day. Pure: no database, the same answer every time."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reminders.choices import Rule


class Step(NamedTuple):
    """A rule, and the days from the due date on which it is told: on the first of them, or when that was missed."""

    rule: Rule
    first: int
    last: int


# A week's grace for the last one: a first run on an old site must not write to everybody who was ever late.
STEPS = (
    Step(Rule.MONTH_BEFORE, -30, -8),
    Step(Rule.WEEK_BEFORE, -7, -2),
    Step(Rule.DAY_BEFORE, -1, 0),
    Step(Rule.WEEK_AFTER, 7, 13),
)


@dataclass(frozen=True)
class OpenDuty:
    """Somebody has to complete a course and has not."""

    person_id: int
    language: str
    course_id: int
    due_on: date


@dataclass(frozen=True)
class Line:
    """What one mail tells of one course."""

    course_id: int
    due_on: date
    rule: Rule


class Digest(NamedTuple):
    """Everything that one person is told on one day."""

    language: str
    lines: list[Line]


Told = tuple[int, int, date, str]  # person, course, due date, rule


def rule_on(due_on: date, today: date) -> Rule | None:
    """The rule by which a duty due then is told of today, if any."""
    days = (today - due_on).days
    return next((step.rule for step in STEPS if step.first <= days <= step.last), None)


def due_today(duties: Iterable[OpenDuty], told: Container[Told], today: date) -> dict[int, Digest]:
    """By person, what the rules say today and have not said before; nobody appears with nothing to be told."""
    return _digests(
        (duty, rule)
        for duty in duties
        if (rule := rule_on(duty.due_on, today))
        and (duty.person_id, duty.course_id, duty.due_on, rule.value) not in told
    )


def asked(duties: Iterable[OpenDuty]) -> dict[int, Digest]:
    """By person, all of these duties, because a coordinator asks for them."""
    return _digests((duty, Rule.ASKED) for duty in duties)


def _digests(chosen: Iterable[tuple[OpenDuty, Rule]]) -> dict[int, Digest]:
    """One digest per person; of two duties to one course the one due first is told."""
    languages: dict[int, str] = {}
    lines: defaultdict[int, dict[int, Line]] = defaultdict(dict)
    for duty, rule in sorted(chosen, key=lambda pair: pair[0].due_on):
        languages[duty.person_id] = duty.language
        lines[duty.person_id].setdefault(duty.course_id, Line(duty.course_id, duty.due_on, rule))
    return {person: Digest(languages[person], list(found.values())) for person, found in lines.items()}
