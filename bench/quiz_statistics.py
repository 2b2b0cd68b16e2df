"""Time and memory of counting the statistics of one quiz.

    python bench/quiz_statistics.py [--attempts 50000] [--questions 20]

Makes a quiz with so many graded first attempts in the database that ``DATABASE_URL`` names (migrated; they stay
there) and counts its statistics three times. Processor time is this process's: SQLite's work is in it, PostgreSQL's
is not.
"""

import argparse
import os
import random
import resource
import sys
import time
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.dev")

import django

django.setup()

from django.db import connection
from django.utils import timezone

from accounts.models import User
from quizzes.choices import AttemptState
from quizzes.domain.statistics import count_statistics
from quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizVersion, QuizVersionSlot, Response

BATCH = 1000
OPTIONS = ("a", "b", "c", "d")
ITEM = uuid4()
CHANCE = random.Random(27)  # noqa: S311 - the same data every time


def main() -> None:
    """Make the data, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=50_000)
    parser.add_argument("--questions", type=int, default=20)
    arguments = parser.parse_args()
    version = make_version(arguments.questions)
    for done in range(0, arguments.attempts, BATCH):
        make_attempts(version, min(BATCH, arguments.attempts - done))
    print(f"{connection.vendor}, {arguments.attempts} attempts, {arguments.questions} questions")
    for _round in range(3):
        before, start, busy = peak_memory(), time.perf_counter(), time.process_time()
        count_statistics(version, now=timezone.now())
        took, worked = time.perf_counter() - start, time.process_time() - busy
        print(f"{took:.2f} s, processor {worked:.2f} s, {peak_memory() - before:.1f} MB more than before")


def make_version(questions: int) -> QuizVersion:
    """A published quiz of single-choice questions; the first option is right."""
    now = timezone.now()
    quiz = Quiz.objects.create(name=f"Statistics {now:%d.%m %H:%M:%S}")
    version = QuizVersion.objects.create(
        quiz=quiz, number=1, pass_mark=70, max_attempts=1, shuffle_questions=False, shuffle_options=True,
        scoring_rule="partial", content_hash="", published_at=now,
    )  # fmt: skip
    for position in range(1, questions + 1):
        question = Question.objects.create(key=f"bench-{uuid4().hex[:12]}")
        frozen = QuestionVersion.objects.create(
            question=question, number=1, content=content(), content_hash="", published_at=now
        )
        QuizVersionSlot.objects.create(quiz_version=version, position=position, question_version=frozen, points=1)
    return version


def content() -> dict:
    """One part, four options."""
    options = [{"id": one, "text": texts(one), "correct": one == "a"} for one in OPTIONS]
    part = {"id": "p1", "type": "single", "prompt": texts("?"), "options": options}
    return {"case": texts(""), "parts": [part], "feedback": texts(""), "source": texts("")}


def texts(text: str) -> dict[str, str]:
    """One text in three languages."""
    return dict.fromkeys(("ru", "kk", "en"), text)


def make_attempts(version: QuizVersion, count: int) -> None:
    """Graded attempts of new people of different ability."""
    slots = list(version.slots.all())
    stamp = uuid4().hex
    people = User.objects.bulk_create(
        User(email=f"statistics-{stamp}-{number}@demo.example", name_ru="Проверка") for number in range(count)
    )
    answers = [[answer(CHANCE.gauss(0.7, 0.2)) for _slot in slots] for _person in people]
    attempts = Attempt.objects.bulk_create(
        attempt(version, person, given) for person, given in zip(people, answers, strict=True)
    )
    Response.objects.bulk_create(
        [
            response(made, slot, one)
            for made, given in zip(attempts, answers, strict=True)
            for slot, one in zip(slots, given, strict=True)
        ],
        batch_size=5000,
    )


def answer(ability: float) -> str:
    """The option chosen."""
    return "a" if CHANCE.random() < ability else CHANCE.choice(OPTIONS[1:])


def attempt(version: QuizVersion, person: User, given: list[str]) -> Attempt:
    """A graded first attempt."""
    now = timezone.now()
    points = given.count("a")
    return Attempt(
        learner=person, quiz_id=version.quiz_id, quiz_version=version, item_key=ITEM, number=1, started_at=now,
        state=AttemptState.GRADED, language=CHANCE.choice(("ru", "kk", "en")), submitted_at=now, max_points=len(given),
        points=points, passed=points * 100 >= version.pass_mark * len(given),
    )  # fmt: skip


def response(made: Attempt, slot: QuizVersionSlot, given: str) -> Response:
    """One row of its sheet, as long as real ones are."""
    tokens = [[f"{CHANCE.getrandbits(40):010x}", one] for one in OPTIONS]
    return Response(
        attempt=made, position=slot.position, question_version_id=slot.question_version_id, max_points=1,
        layout=[{"part": "p1", "token": f"{CHANCE.getrandbits(40):010x}", "options": tokens}],
        answer={"p1": given}, sequence=1, language=made.language, points=int(given == "a"),
    )  # fmt: skip


def peak_memory() -> float:
    """Megabytes of this process at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
