"""A full classroom: everybody saves for a while, then everybody hands in during the same second (REL-21).

    python -m bench.concurrency [--learners 200] [--seconds 20]

Without ``DATABASE_URL`` it works on databases of its own, first SQLite, then PostgreSQL with all its safety on.
"""

import argparse
import asyncio
import importlib
import os
import sys
import time

import django

from scripts.databases import run_on_each

QUESTIONS = 10


def main() -> None:
    """Prints percentiles and everything that was lost, doubled or graded wrongly; fails if there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    arguments = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        sys.exit(run_on_each("bench.concurrency", sys.argv[1:]))
    django.setup()
    sys.exit(measure(arguments.learners, arguments.seconds))


def measure(learners: int, seconds: float) -> int:
    """How many promises were broken or acts refused."""
    crowd = importlib.import_module("scripts.quiz_crowd")
    invariants = importlib.import_module("learning.domain.invariants")
    sheets = crowd.open_sheets(crowd.make_timed_quiz(QUESTIONS), learners)
    saves, submissions = crowd.Journal(), crowd.Journal()
    with importlib.import_module("scripts.live_site").live_site() as site:
        asyncio.run(
            spread(
                seconds,
                [crowd.save(site.port, one, place, place + 1, saves) for place in range(QUESTIONS) for one in sheets],
            )
        )
        start = time.perf_counter()
        asyncio.run(spread(1, [crowd.hand_in(site.port, one, submissions) for one in sheets]))
    report("save", saves)
    report("hand in", submissions)
    print(f"last hand-in acknowledged after {submissions.last_at - start:.1f} s")
    wrong = [*crowd.broken_promises(sheets), *invariants.violations()]
    print("\n".join(wrong) or "0 lost, 0 doubled, every sheet graded once")
    return int(bool(wrong or saves.failures or submissions.failures))


async def spread(seconds: float, acts: list) -> None:
    """Begin the acts evenly over ``seconds``, however long those before them take."""

    async def later(delay: float, act) -> None:
        await asyncio.sleep(delay)
        await act

    await asyncio.gather(*(later(place * seconds / len(acts), act) for place, act in enumerate(acts)))


def report(name: str, journal) -> None:
    """A line of percentiles in milliseconds."""
    ordered = sorted(journal.seconds) or [0.0]
    p50, p95, p99 = (1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 0.99))
    print(
        f"{name}: {len(journal.seconds)} acknowledged, {journal.failures} not; "
        f"p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f} ms"
    )


if __name__ == "__main__":
    main()
