"""Kill the server in the middle of a crowd's work, again and again; nothing acknowledged may be gone."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db import connection

from courses.models import CourseItem
from learning.domain.invariants import violations
from learning.models import CourseCompletion
from scripts.live_site import LiveSite, live_site, starting_site
from scripts.postgres import crash, start_again
from scripts.quiz_crowd import (
    HAND_IN,
    SAVE,
    Journal,
    Sheet,
    broken_promises,
    hand_in,
    make_timed_quiz,
    note_results,
    open_sheets,
    save,
    stored_unacknowledged,
)

# How many questions each learner answers before handing in: 40 saves and 10 submissions a round, mixed all the time.
ANSWERS = (0, 1, 2, 3, 4, 4, 5, 6, 7, 8)
PASS_MARK = 20  # by chance some pass and some do not: completing and certificates are killed as well
LAST_AIM = 40
LONGEST_DELAY = 0.02

T = TypeVar("T")


@dataclass
class Faults:
    """What the kills hit; ``of_database`` of the ``kills`` were the database's.

    ``hit`` counts requests on their way by their kind, ``cut_off`` those never acknowledged.
    """

    sheets: list[Sheet] = field(default_factory=list)
    kills: int = 0
    of_database: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    acknowledged_later: int = 0
    cut_off: int = 0
    stored: int = 0


def kill_rounds(rounds: int, workers: int = 2, cluster: Path | None = None) -> Iterator[str]:
    """``rounds`` kills at random moments, then everything unfinished is repeated; a line for everything wrong.

    With ``cluster``, the folder of a private PostgreSQL, every second kill is the database's. Needs a migrated database
    that no transaction of this process hides from the server, and prints what was hit.
    """
    start, faults = time.monotonic(), Faults()
    item = make_timed_quiz(max(ANSWERS), pass_mark=PASS_MARK)
    for number in range(1, rounds + 1):
        aim = (SAVE, HAND_IN)[number // 2 % 2]
        wrong = _kill_round(item, aim, workers, faults, cluster if number % 2 else None)
        yield from (f"kill {number}: {line}" for line in wrong)
    yield from _finish(workers, faults)
    yield from violations()
    yield from _missed(faults)
    passed = CourseCompletion.objects.filter(course=item.module.course).count()
    seconds = time.monotonic() - start
    print(f"{connection.vendor}: {faults.kills} kills in {seconds:.0f} s, {faults.of_database} of them of the database")
    print(f"on their way when the server was killed: {faults.hit[SAVE]} saves, {faults.hit[HAND_IN]} hand-ins")
    print(f"acknowledged: {faults.acknowledged} until the kills, {faults.acknowledged_later} after the last restart")
    print(f"never acknowledged: {faults.cut_off}, of which {faults.stored} were stored all the same, and repeated")
    print(f"sheets: {len(faults.sheets)} graded once, {passed} of them passed and completed the course", flush=True)


def _kill_round(item: CourseItem, aim: str, workers: int, faults: Faults, cluster: Path | None) -> Iterator[str]:
    journal = Journal()
    with starting_site(workers) as site:
        sheets = open_sheets(item, len(ANSWERS))
        site.wait()
        hit = _run(_work_until_killed(site, sheets, aim, journal, (lambda: crash(cluster)) if cluster else site.kill))
    if cluster:
        faults.of_database += 1
        start_again(cluster)
        connection.close()
    note_results(sheets)
    faults.sheets += sheets
    faults.kills += 1
    faults.hit += hit
    faults.acknowledged += len(journal.seconds)
    faults.cut_off += journal.failures
    faults.stored += stored_unacknowledged(sheets)
    if not hit.total():
        yield "no request was on its way"
    yield from broken_promises(sheets)


def _finish(workers: int, faults: Faults) -> Iterator[str]:
    """Repeat what was cut off, and every hand-in, acknowledged or not: the result stays what it was."""
    journal, step = Journal(), len(ANSWERS)
    with live_site(workers) as site:
        for place in range(0, len(faults.sheets), step):
            _run(_answer_all(site.port, faults.sheets[place : place + step], journal))
    faults.acknowledged_later = len(journal.seconds)
    yield from (f"sheet of attempt {one.attempt.pk}: never acknowledged" for one in faults.sheets if not one.handed_in)
    yield from broken_promises(faults.sheets)


def _missed(faults: Faults) -> Iterator[str]:
    """The kills must have found both kinds of acts on their way, or they tried only half of the promise."""
    kinds = (SAVE, HAND_IN) if faults.kills > 1 else ()
    yield from (f"no kill met a {kind} on its way" for kind in kinds if not faults.hit[kind])


def _run(work: Coroutine[None, None, T]) -> T:
    """In a thread of its own: whoever calls may have an event loop running already, as a browser's driver does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _work_until_killed(
    site: LiveSite, sheets: list[Sheet], aim: str, journal: Journal, kill: Callable[[], None]
) -> Counter[str]:
    """What was on its way at the kill: a moment after some act of the kind ``aim`` had been sent."""
    work = asyncio.ensure_future(_answer_all(site.port, sheets, journal))
    acts = random.randint(0, LAST_AIM)  # noqa: S311
    while not work.done() and not (len(journal.seconds) >= acts and journal.in_flight[aim]):
        await asyncio.sleep(0.001)
    await asyncio.sleep(random.uniform(0, LONGEST_DELAY))  # noqa: S311
    hit = +journal.in_flight
    kill()
    await work
    return hit


async def _answer_all(port: int, sheets: list[Sheet], journal: Journal) -> None:
    await asyncio.gather(*(_answer(port, sheet, count, journal) for sheet, count in zip(sheets, ANSWERS, strict=True)))


async def _answer(port: int, sheet: Sheet, count: int, journal: Journal) -> None:
    """As a browser does: one act after the other, until one is not acknowledged; a repeat carries the same number."""
    for place, response in enumerate(sheet.responses[:count]):
        done = response.pk in sheet.acknowledged or sheet.handed_in
        if not done and not await save(port, sheet, place, place + 1, journal):
            break
    else:
        await hand_in(port, sheet, journal)
