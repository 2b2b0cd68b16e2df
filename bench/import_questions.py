"""Reading, previewing and writing a file of questions: time and memory of each step.

    python bench/import_questions.py [--questions 1000] [--format xml]

Works on the database that ``DATABASE_URL`` names (migrated), and takes everything back at the end. Memory is what
Python allocated beyond the start of the step at its peak; times are taken without that watch.
"""

import argparse
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.dev")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from quizzes.domain.importing import confirm_import
from quizzes.exports import FORMATS
from quizzes.imports import read_file, start_import
from quizzes.models import QuestionImport

LANGUAGES = ("ru", "kk", "en")


def main() -> None:
    """Run every step twice, for time and for memory, and undo it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--format", choices=FORMATS, default="", dest="file_format")
    arguments = parser.parse_args()
    print(f"{connection.vendor}, {arguments.questions} questions")
    print(f"{'format':<8}{'file kB':>9}{'step':>10}{'s':>8}{'peak MB':>9}")
    for file_format in [arguments.file_format] if arguments.file_format else FORMATS:
        data = FORMATS[file_format].write([question(number) for number in range(arguments.questions)], "ru")
        measure(file_format, data)


def measure(file_format: str, data: bytes) -> None:
    """Print a line for each step."""
    name = f"bench.{FORMATS[file_format].ending}"
    figures = [run(name, data, watch) for watch in (seconds, megabytes)]
    for step, time_taken, peak in zip(("read", "preview", "confirm"), *figures, strict=True):
        print(f"{file_format:<8}{len(data) // 1000:>9}{step:>10}{time_taken:>8.2f}{peak:>9.1f}")


@transaction.atomic
def run(name: str, data: bytes, watch: Callable[[Callable[[], Any]], float]) -> list[float]:
    """What ``watch`` says of each step; nothing of them stays."""
    owner = User.objects.create_user("bench-import@demo.example")
    figures = [
        watch(lambda: read_file(name, data, language="ru")),
        watch(lambda: start_import(owner, name, data, language="ru", now=timezone.now())),
        watch(lambda: confirm(owner)),
    ]
    transaction.set_rollback(True)
    return figures


def confirm(owner: User) -> None:
    """Take over everything of the owner's preview."""
    record = QuestionImport.objects.get(owner=owner)
    confirm_import(record, range(len(record.rows)), now=timezone.now())


def seconds(step: Callable[[], Any]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def megabytes(step: Callable[[], Any]) -> float:
    """What it allocates at its peak."""
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000


def question(number: int) -> tuple[str, dict[str, Any]]:
    """A question with four options and an explanation in three languages."""

    def texts(text: str) -> dict[str, str]:
        return {code: f"{text} {number}, какое право защищает эта статья Пакта? {code}" for code in LANGUAGES}

    options = [{"text": texts(f"Вариант {place}"), "correct": place == 0} for place in range(4)]
    empty = dict.fromkeys(LANGUAGES, "")
    head = {"topic": "", "norms": [], "difficulty": "easy", "case": empty, "feedback": texts("Потому что статья")}
    parts = [{"type": "single", "prompt": texts("Вопрос"), "options": options}]
    return f"bench-{number}", head | {"source": texts("Пакт"), "parts": parts}


if __name__ == "__main__":
    main()
