"""Taking up posts, moving on and leaving. Pure: what happens follows from the chance that is given."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.country.employers import Employers, Job, Place

MOVES, LEAVES = 0.10, 0.06  # of all who are there, in a year; as many come as leave
YEAR = 365
CHANGES_A_DAY = (MOVES + LEAVES) / YEAR
LONGEST_BEFORE = 10 * YEAR
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """One post from its first to its last day; no last day: still there."""

    place: Place
    job: Job
    since: date
    until: date | None


def career(employers: Employers, first: date, today: date, chance: Random) -> list[Stay]:
    """All posts of one person: at least one, in order, without gaps, begun before ``today``.

    People move and leave from ``first`` on only: nobody asks about what was before.
    """
    since = _begin(first, today, chance)
    place, day = employers.everywhere.draw(chance), max(since, first)
    stays: list[Stay] = []
    while True:
        day += timedelta(days=1 + int(chance.expovariate(CHANGES_A_DAY)))
        job = place.jobs.draw(chance)
        if day >= today:
            return [*stays, Stay(place, job, since, None)]
        stays.append(Stay(place, job, since, day - ONE_DAY))
        if chance.random() < LEAVES / (MOVES + LEAVES):
            return stays
        since, place = day, employers.next_after(place, chance)


def _begin(first: date, today: date, chance: Random) -> date:
    days = (today - first).days
    if chance.random() < LEAVES * days / YEAR:
        return first + timedelta(days=chance.randrange(days))
    return first - timedelta(days=chance.randrange(LONGEST_BEFORE))
