"""What one person was asked and what they learned, as rows that ``learning.domain`` would have left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from random import Random

from certificates.codes import ALPHABET, LENGTH
from courses.models import Course
from demo.country.careers import Stay
from demo.country.courses import Reading
from demo.country.names import Person
from demo.country.writing import Rows
from learning.choices import Evidence
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from learning.rules import valid_until
from obligations.domain.matching import Wanted
from obligations.models import Duty, Waiver

MORNING, AFTERNOON = time(4, tzinfo=UTC), time(11, tzinfo=UTC)  # working hours everywhere in the country
MINUTE = timedelta(minutes=1)
USUALLY_DONE_AT, LATEST = 0.85, 1.4  # shares of the time given
BEGINS, IS_WAIVED, VOLUNTEERS = 0.4, 0.012, 0.15
WAIVED_DAYS = (365, None)
WAIVER_EVIDENCE = "Диплом о профессиональной переподготовке"


@dataclass(slots=True)
class Life:
    """One person, their posts, and the chance that decides about them until yesterday."""

    email: str
    names: Person
    stays: Sequence[Stay]
    chance: Random
    today: date
    person_id: int = 0

    def stay_on(self, day: date) -> Stay | None:
        """The post they had on that day."""
        return next((one for one in self.stays if one.since <= day and (one.until is None or day <= one.until)), None)

    @property
    def last_day(self) -> date:
        """Their last day at work, or yesterday."""
        return self.stays[-1].until or self.today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Earned:
    """A completed course, for which a certificate is due; ``code`` is its public one."""

    holder_id: int
    names: Person
    course: Course
    completed_at: datetime
    code: str


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody takes a course from a day on, because of ``duties`` or, without them, by choice."""

    life: Life
    reading: Reading
    duties: Sequence[Wanted]
    since: date
    given: int  # days

    @property
    def due_on(self) -> date | None:
        """The date of the duty that still holds."""
        return next((one.due_on for one in self.duties if one.until is None), None)

    def is_asked_on(self, day: date) -> bool:
        """Whether some duty held on that day."""
        return any(one.since <= day and (one.until is None or day <= one.until) for one in self.duties)


def live(life: Life, duties: Sequence[Wanted], readings: dict[int, Reading], waiving: int, rows: Rows) -> list[Earned]:
    """Add everything one person did; ``waiving`` accepts prior learning. Returns what they completed."""
    earned = []
    for course_id, group in groupby(sorted(duties, key=lambda one: one.course_id), key=lambda one: one.course_id):
        of_course = sorted(group, key=lambda one: one.since)
        rows[Duty] += [_duty(life.person_id, one) for one in of_course]
        since = of_course[0].since
        taking = Taking(life, readings[course_id], of_course, since, (of_course[0].due_on - since).days)
        earned += _take(taking, rows)
        if life.chance.random() < IS_WAIVED:
            rows[Waiver].append(_waiver(taking, waiving))
    return earned + _volunteer(life, {one.course_id for one in duties}, list(readings.values()), rows)


def _volunteer(life: Life, asked: set[int], readings: list[Reading], rows: Rows) -> list[Earned]:
    chance, first = life.chance, life.stays[-1].since
    reading = readings[int(chance.random() * len(readings))]
    if chance.random() >= VOLUNTEERS or reading.course.pk in asked or first >= life.last_day:
        return []
    days = min((life.last_day - first).days, 700)
    since = life.last_day - timedelta(days=chance.randrange(days))
    return _take(Taking(life, reading, (), since, 60), rows)


def _take(taking: Taking, rows: Rows) -> list[Earned]:
    chance, course = taking.life.chance, taking.reading.course
    at = taking.life.stay_on(taking.since) or taking.life.stays[0]
    begun = min(taking.since, taking.life.last_day)  # a duty may hold only later
    enrolled_at = datetime.combine(begun, MORNING) + timedelta(minutes=chance.randrange(60))
    whose = taking.life.person_id, course.pk
    rows[Enrolment].append(
        (*whose, enrolled_at, taking.due_on is not None, taking.due_on, at.place.agency_id, at.place.region_id)
    )
    done_at, then = _completed(taking, at)
    instants = _instants(taking, enrolled_at, done_at)
    rows[ItemCompletion] += _items_done(taking, instants)
    started_at = instants[0] if instants else None
    place = then.place if then else at.place
    where = place.agency_id, place.region_id
    until = valid_until(course, done_at) if done_at else None
    rows[CourseProgress].append(
        (*whose, *where, enrolled_at, started_at, done_at, until, taking.due_on, len(instants), started_at)
    )
    if done_at is None or then is None:
        return []
    is_asked = taking.is_asked_on(done_at.date())
    rows[CourseCompletion].append((*whose, done_at, until, is_asked, *where, then.job.category))
    code = "".join(chance.choices(ALPHABET, k=LENGTH))
    return [Earned(taking.life.person_id, taking.life.names, course, done_at, code)]


def _completed(taking: Taking, at: Stay) -> tuple[datetime | None, Stay | None]:
    """When the course was completed, and in what post, if it was."""
    chance = taking.life.chance
    if chance.random() > at.place.diligence or not taking.reading.lessons:
        return None, None
    day = taking.since + timedelta(days=int(taking.given * chance.triangular(0, LATEST, USUALLY_DONE_AT)))
    then = taking.life.stay_on(day) if day < taking.life.today else None
    if then is None:
        return None, None
    return datetime.combine(day, AFTERNOON) + timedelta(minutes=chance.randrange(120)), then


def _instants(taking: Taking, since: datetime, done_at: datetime | None) -> list[datetime]:
    """When the lessons were read, evenly: all of them until ``done_at``, or the first ones until work ended."""
    total = number = len(taking.reading.lessons)
    until = done_at or datetime.combine(taking.life.last_day, AFTERNOON)
    if done_at is None:
        chance = taking.life.chance
        number = int(total * chance.random()) if chance.random() < BEGINS else 0
    step = timedelta(minutes=(until - since) // MINUTE // max(total, 1))
    return [until - step * (total - place) for place in range(1, number + 1)]


def _items_done(taking: Taking, instants: Iterable[datetime]) -> list[tuple[object, ...]]:
    life = taking.life
    return [
        (life.person_id, lesson.item_id, at, Evidence.READ.value, life.names.language, lesson.version_id)
        for lesson, at in zip(taking.reading.lessons, instants, strict=False)
    ]


def _duty(person: int, one: Wanted) -> tuple[object, ...]:
    spell = one.spell
    where = spell.pk, spell.agency_id, spell.region_id, spell.category
    return person, one.course_id, one.rule_id, *where, one.since, one.until, one.due_on


def _waiver(taking: Taking, by: int) -> tuple[object, ...]:
    days = taking.life.chance.choice(WAIVED_DAYS)
    until = taking.since + timedelta(days=days) if days else None
    granted_at = datetime.combine(taking.since, AFTERNOON)
    return taking.life.person_id, taking.reading.course.pk, taking.since, until, WAIVER_EVIDENCE, by, granted_at
