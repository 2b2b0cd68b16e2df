"""What an author waits for: the editor of 40 blocks (400 ms, 60 queries) and the list of 2,000 questions (300 ms).

    DATABASE_URL=… DJANGO_SETTINGS_MODULE=elearn.settings.dev python -m bench.authoring [--rounds 20]

The whole Django handler in one process, as a trainer of the demo data sees it; lesson and questions are made for
the measurement and left behind: use a database that can be thrown away.
"""

import argparse
import sys
import time
from statistics import median, quantiles

import django

BLOCKS, QUESTIONS = 40, 2000
BARS = {"editor": (0.4, 60), "list": (0.3, None)}


def main() -> None:
    """Prints medians, 95th percentiles and queries; fails when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    django.setup()
    failed = [measure("editor", lesson_address(), rounds), measure("list", list_address(), rounds)]
    sys.exit(any(failed))


def measure(name: str, address: str, rounds: int) -> bool:
    """Whether the median is above its bar, or the queries are."""
    from django.db import connection  # noqa: PLC0415 (after setup)
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="trainer@demo.example"))
    client.get(address)  # fills what a process looks up once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)  # the next request forgets them
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - start)
    bar, most = BARS[name]
    print(
        f"{name}: median {median(taken) * 1000:.0f} ms, p95 {quantiles(taken, n=20)[-1] * 1000:.0f} ms, "
        f"{queries} queries, {len(response.content) / 1000:.0f} kB"
    )
    return median(taken) > bar or bool(most and queries > most)


def lesson_address() -> str:
    """The editor of a lesson of 40 blocks of all kinds."""
    from django.urls import reverse  # noqa: PLC0415 (after setup)

    from courses.models import LessonPage  # noqa: PLC0415

    page = LessonPage.objects.filter(locale__language_code="ru").first()
    kept = [one for one in page.body.get_prep_value() if one["type"] != "figure"]
    page.body = [one | {"id": f"{one['id']}-{copy}"} for copy in range(BLOCKS) for one in kept][:BLOCKS]
    page.save_revision()
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def list_address() -> str:
    """The list of questions, with 2,000 in the bank."""
    from django.urls import reverse  # noqa: PLC0415 (after setup)

    from quizzes.domain.question_texts import search_text_of  # noqa: PLC0415
    from quizzes.models import Question  # noqa: PLC0415

    like, mark = Question.objects.first(), time.time_ns()
    missing = QUESTIONS - Question.objects.count()
    made = [
        Question(key=f"bench-{mark}-{number}", state=like.state, topic=like.topic, parts=like.parts.get_prep_value())
        for number in range(max(missing, 0))
    ]
    for one in made:
        one.search_text = search_text_of(one)
    Question.objects.bulk_create(made)
    return reverse("wagtailsnippets_quizzes_question:list")


if __name__ == "__main__":
    main()
