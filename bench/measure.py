"""Server time, queries and throughput of the pages people wait for.

    python bench/measure.py [--rounds 200] [--only coordinator]

Works on the database that ``DATABASE_URL`` names (the demo data must be loaded) and leaves a few attempts behind.
Server time is taken around Django's whole handler, middleware included, in this process; throughput by a real
server with two clients on the same machine.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.dev")

import django

django.setup()

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from bench.throughput import requests_per_second
from courses.choices import ItemKind
from courses.models import CourseItem
from courses.queries import open_items
from learning.addresses import item_url
from learning.domain.quiz_taking import start_quiz
from quizzes.models import Attempt, Response

Page = Callable[[int], HttpResponse]
HOST = "localhost"
REGION_PAGE = "/ru/reports/agencies/?region=KZ-23"


def main() -> None:
    """Measure every page and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", help="measure only pages whose name contains this")
    arguments = parser.parse_args()
    rounds = arguments.rounds
    print(f"{connection.vendor}, {User.objects.count()} people, {rounds} rounds")
    print(f"{'page':<28}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}{'req/s':>9}")
    learner, coordinator = person("sergey"), person("country")
    for name, page, address, who in pages(learner, coordinator, rounds):
        if arguments.only in name:
            print_line(name, page, rounds if address else min(rounds, 60), address, who)


def pages(learner: User, coordinator: User, rounds: int) -> list[tuple[str, Page, str, User | None]]:
    """``(name, call, address for the throughput run or nothing, who)``."""
    lesson, quiz = first(ItemKind.LESSON), first(ItemKind.QUIZ)
    visitor, reader, chief = client(None), client(learner), client(coordinator)
    takers = [client(user) for user in quiz_takers(quiz, min(rounds, 60) + 11)]
    attempt = start_quiz(learner, quiz, language="ru", now=timezone.now())
    response = Response.objects.get(attempt=attempt, position=1)
    question = f"/ru/attempts/{attempt.public_id}/1/"
    form = answer_form(response)
    return [
        ("home, anonymous", lambda _: visitor.get("/ru/"), "/ru/", None),
        ("my learning", lambda _: reader.get("/ru/learning/"), "/ru/learning/", learner),
        ("lesson, signed in", lambda _: reader.get(item_url(lesson)), item_url(lesson), learner),
        ("quiz start", lambda turn: takers[turn].post(item_url(quiz)), "", None),
        ("question", lambda _: reader.get(question), question, learner),
        (
            "answer saved",
            lambda turn: reader.post(f"{question}answer/", form | {"sequence": str(response.sequence + turn + 1)}),
            "",
            None,
        ),
        ("quiz submit", lambda turn: submit(takers[turn]), "", None),
        ("coordinator, country", lambda _: chief.get("/ru/reports/"), "/ru/reports/", coordinator),
        ("coordinator, one region", lambda _: chief.get(REGION_PAGE), REGION_PAGE, coordinator),
    ]


def print_line(name: str, page: Page, rounds: int, address: str, who: User | None) -> None:
    """One page: queries of the second call, then times of ``rounds`` calls after ten to warm up."""
    page(0)
    with CaptureQueriesContext(connection) as queries:
        answer = page(1)
    asked = len(business(queries))  # now: the next request empties the log
    assert answer.status_code in (200, 302), (name, answer.status_code)
    times = sorted(timed(page, turn) for turn in range(2, rounds + 2))[: rounds or 1]
    p95 = times[int(len(times) * 0.95) - 1]
    rate = f"{requests_per_second(address, who):9.0f}" if address else f"{'–':>9}"
    print(f"{name:<28}{asked:>8}{statistics.median(times):>9.1f}{p95:>9.1f}{rate}")


def business(queries: CaptureQueriesContext) -> list[str]:
    """The statements that ask or change something: BEGIN, COMMIT and savepoints wait for nobody's data."""
    statements = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in statements if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]


def timed(page: Page, turn: int) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    page(turn)
    return (time.perf_counter() - start) * 1000


def client(user: User | None) -> Client:
    """A browser of its own, signed in as ``user``."""
    made = Client(headers={"host": HOST})
    if user:
        made.force_login(user)
    made.user = user
    return made


def person(login: str) -> User:
    """A demo account."""
    return User.objects.get(email=f"{login}@demo.example")


def first(kind: ItemKind) -> CourseItem:
    """The first item of this kind that is open."""
    return open_items().filter(kind=kind).first()


def quiz_takers(quiz: CourseItem, count: int) -> list[User]:
    """People without an attempt at the quiz, made for this run."""
    made = timezone.now().strftime("%H%M%S%f")
    people = [User(email=f"bench-{made}-{number}@demo.example", name_ru="Проверка") for number in range(count)]
    return User.objects.bulk_create(people)


def answer_form(response: Response) -> dict[str, str]:
    """The first option chosen."""
    layout = response.layout[0]
    return {f"answer-{layout['token']}": layout["options"][0][0]}


def submit(taker: Client) -> HttpResponse:
    """Hand in the taker's attempt."""
    attempt = Attempt.objects.get(learner=taker.user)
    return taker.post(f"/ru/attempts/{attempt.public_id}/summary/")


if __name__ == "__main__":
    main()
