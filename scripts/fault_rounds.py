"""Kill the server in the middle of a crowd's work, again and again; nothing acknowledged may be gone."""

import asyncio
import random
from collections.abc import Iterator

from django.db import connection

from learning.domain.invariants import violations
from scripts.live_site import LiveSite, live_site
from scripts.quiz_crowd import Journal, Sheet, broken_promises, hand_in, make_timed_quiz, open_sheets, save

LEARNERS, SAVES = 10, 4  # with handing in, 50 acts a round
LONGEST = 1.0


def kill_rounds(rounds: int) -> Iterator[str]:
    """``rounds`` kills at random moments, then everything unfinished is repeated; a line for everything wrong.

    Needs a migrated database that no transaction of this process hides from the server.
    """
    item, everybody = make_timed_quiz(SAVES), []
    totals = Journal()
    for number in range(1, rounds + 1):
        sheets = open_sheets(item, LEARNERS)
        with live_site() as site:
            asyncio.run(_work_until_killed(site, sheets, totals))
        everybody += sheets
        yield from (f"kill {number}: {line}" for line in broken_promises(sheets))
    with live_site() as site:
        asyncio.run(_finish(site.port, everybody, totals))
    yield from (f"sheet of attempt {one.attempt.pk}: never acknowledged" for one in everybody if not one.handed_in)
    yield from broken_promises(everybody)
    yield from violations()
    done, cut_off = len(totals.seconds), totals.failures
    print(f"{connection.vendor}: {rounds} kills, {done} acts acknowledged, {cut_off} cut off and repeated", flush=True)


async def _work_until_killed(site: LiveSite, sheets: list[Sheet], journal: Journal) -> None:
    work = asyncio.gather(*(_answer_all(site.port, sheet, journal) for sheet in sheets))
    await asyncio.sleep(random.uniform(0.02, LONGEST))  # noqa: S311
    await asyncio.to_thread(site.kill)
    await work


async def _finish(port: int, sheets: list[Sheet], journal: Journal) -> None:
    for sheet in sheets:
        await _answer_all(port, sheet, journal)


async def _answer_all(port: int, sheet: Sheet, journal: Journal) -> None:
    """As a browser does: one act after the other, until one is not acknowledged; a repeat carries the same number."""
    for place, response in enumerate(sheet.responses):
        done = response.pk in sheet.acknowledged or sheet.handed_in
        if not done and not await save(port, sheet, place, place + 1, journal):
            break
    else:
        await hand_in(port, sheet, journal)
