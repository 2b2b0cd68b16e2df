"""How long the preview of a corrected key takes, how long the run, and how long each of its transactions holds locks.

    python bench/regrade.py [--attempts 500 5000] [--batch 200]

Works in a database of its own that is gone afterwards (PostgreSQL if ``DATABASE_URL`` names one). A quiz of 20
questions; of the attempts half chose the old key, 42 % the right option, and 8 % pass by the correction and get a
certificate.
"""

import argparse
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.test")

import django

django.setup()

from django.db import connection
from django.utils import timezone

from accounts.models import User
from learning.domain import regrading
from learning.domain.regrading import impact_of, run_correction
from quizzes.domain.answer_keys import with_key
from quizzes.models import Attempt, KeyCorrection, QuestionVersion, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.corrections import hand_in_with, put_in_force
from tests.harness.database import own_database

QUESTIONS = 20
NEW_KEY = {"p1": ["wrong"]}
# (answer to the faulty question, right answers to the others, share of the attempts in per cent)
SHEETS = (("right", 15, 50), ("wrong", 13, 8), ("wrong", 10, 34), ("worse", 12, 8))


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--batch", type=int, default=regrading.BATCH)
    arguments = parser.parse_args()
    print(f"{connection.vendor}, batches of {arguments.batch}")
    print(
        f"{'attempts':>8}{'preview s':>11}{'run s':>8}{'again s':>9}{'longest step s':>16}{'peak MB':>9}{'passed':>8}"
    )
    for attempts in arguments.attempts:
        database = own_database()
        database.create()
        try:
            measure(attempts, arguments.batch)
        finally:
            database.destroy()


def measure(attempts: int, size: int) -> None:
    """One size: preview, run, and a repeated run that finds nothing to do; memory is that of a second preview."""
    faulty = fill(attempts)
    content = with_key(faulty.content, NEW_KEY)
    preview = seconds(lambda: impact_of(faulty, content))
    peak = peak_megabytes(lambda: impact_of(faulty, content))
    correction = put_in_force(faulty, NEW_KEY, by=make_learner(), now=timezone.now())
    steps = watch_steps()
    first = seconds(lambda: run_correction(correction, clock=timezone.now, size=size))
    KeyCorrection.objects.update(state="running")
    again = seconds(lambda: run_correction(correction, clock=timezone.now, size=size))
    passed = correction.entries.filter(passed_before=False, passed_after=True).count()
    print(f"{attempts:>8}{preview:>11.2f}{first:>8.2f}{again:>9.2f}{max(steps):>16.2f}{peak:>9.1f}{passed:>8}")


def fill(attempts: int) -> QuestionVersion:
    """A course with one quiz and so many graded attempts; the version whose key is wrong."""
    quiz = make_published_quiz(*[make_question() for _ in range(QUESTIONS)])
    item = make_item(make_module(make_course()), quiz=quiz)
    for answer, right, share in SHEETS:
        others = ["right"] * right + ["worse"] * (QUESTIONS - 1 - right)
        multiply(hand_in_with(item, [answer, *others]), attempts * share // 100 - 1)
    return quiz.versions.get().slots.first().question_version


def multiply(attempt: Attempt, times: int) -> None:
    """The same sheet, handed in by so many other people."""
    made = f"{attempt.pk}-{datetime.now(UTC):%H%M%S%f}"
    people = User.objects.bulk_create(
        User(email=f"bench-{made}-{number}@demo.example", name_ru="Проверка") for number in range(times)
    )
    copies = Attempt.objects.bulk_create(copy_of(attempt, learner=person, public_id=None) for person in people)
    rows = list(attempt.responses.all())
    Response.objects.bulk_create([copy_of(row, attempt=copy) for copy in copies for row in rows], batch_size=2000)


def copy_of(row: Any, **changes: Any) -> Any:
    """An unsaved copy; a change to None leaves that field to its default."""
    model = type(row)
    fields = {field.attname: getattr(row, field.attname) for field in model._meta.fields if not field.primary_key}
    for name, value in changes.items():
        fields.pop(model._meta.get_field(name).attname)
        if value is not None:
            fields[name] = value
    return model(**fields)


def seconds(call: Callable[[], object]) -> float:
    """How long the call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak_megabytes(call: Callable[[], object]) -> float:
    """The most memory that objects made by the call took at one time."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def watch_steps() -> list[float]:
    """Fills with the seconds that each transaction of a run takes."""
    times: list[float] = []
    inner = regrading._take_step

    def timed(*arguments: Any) -> None:
        times.append(seconds(lambda: inner(*arguments)))

    regrading._take_step = timed
    return times


if __name__ == "__main__":
    main()
