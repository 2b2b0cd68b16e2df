"""Two dots per place: the share then and now, on one scale from 0 to 100 %."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.figures import Share
from reports.queries import FiguresRow

MOST = 25


@dataclass(frozen=True)
class Pair:
    """One place; shares of nobody are no dots."""

    name: str
    before: Share
    now: Share


def pairs_of(rows: Iterable[FiguresRow]) -> list[Pair]:
    """The places that have a share now or had one then, the lowest share now first; ``MOST`` at most."""
    pairs = [Pair(row.name, row.before.share, row.figures.share) for row in rows if row.before]
    known = [one for one in pairs if one.before.whole or one.now.whole]
    return sorted(known, key=lambda one: (one.now.percent is None, one.now.percent or 0))[:MOST]
