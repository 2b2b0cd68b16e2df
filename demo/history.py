"""What the demo's people have learned so far: seeded, so that every demo shows the same country."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from accounts.models import User
from courses.models import CourseItem
from courses.outlines import CourseOutline, outlines_of
from courses.queries import open_courses
from demo.accounts import demo_crowd
from demo.answers import right_answers
from learning.domain.enrolment import enrol
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from learning.models import ItemCompletion
from quizzes.domain.attempts import save_answer
from quizzes.queries import sheet

# Of ten people three do not take a course at all; the others do this share of it.
TAKES_PART = 0.7
SHARES_DONE = (0.0, 0.3, 0.6, 1.0, 1.0, 1.0)
PASSES = 0.85
LONGEST_AGO, LATEST_AGO = 200, 30  # days


@transaction.atomic
def make_history(*, now: datetime) -> int:
    """Let the crowd learn in the months before ``now``.

    Returns how many people learned. A country that has a history keeps it.
    """
    outlines = list(outlines_of([course.pk for course in open_courses()]).values())
    crowd = demo_crowd()
    emails, shown = [person.email for person in crowd], {person.email for person in crowd if person.title}
    if ItemCompletion.objects.filter(learner__email__in=emails).exists():
        return 0
    return sum(
        _live_through(person, outlines, now, is_shown=person.email in shown)
        for person in User.objects.filter(email__in=emails).order_by("email")
    )


def _live_through(person: User, outlines: list[CourseOutline], now: datetime, *, is_shown: bool) -> bool:
    """Whoever is shown completes everything; the others as chance has it."""
    chance = Random(person.email)  # noqa: S311
    taken = [outline for outline in outlines if is_shown or chance.random() < TAKES_PART]
    for outline in taken:
        _take(person, outline, chance, now, is_shown=is_shown)
    return bool(taken)


def _take(person: User, outline: CourseOutline, chance: Random, now: datetime, *, is_shown: bool) -> None:
    then = now - timedelta(days=chance.randint(LATEST_AGO, LONGEST_AGO))
    enrol(person, outline.course, now=then)
    share = 1.0 if is_shown else chance.choice(SHARES_DONE)
    for item in outline.items[: round(len(outline.items) * share)]:
        then += timedelta(hours=chance.randint(1, 24))
        if item.quiz:
            _answer(person, item, passes=is_shown or chance.random() < PASSES, then=then)
        else:
            complete_lesson(person, item, language=person.language, now=then)


def _answer(person: User, item: CourseItem, *, passes: bool, then: datetime) -> None:
    attempt = start_quiz(person, item, language=person.language, now=then)
    if passes:
        for response in sheet(attempt):
            save_answer(response, right_answers(response), sequence=1, language=person.language, now=then)
    submit_quiz(attempt, language=person.language, now=then + timedelta(minutes=20))
