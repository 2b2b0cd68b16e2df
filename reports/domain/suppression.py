"""Which numbers of a published table stay untold, so that nobody is told about a handful (features C14, ACC-08).

Pure: no database. A row of fewer than ``LEAST`` people is hidden, and the smallest further rows until what is hidden
cannot be told from the total: at least two rows with ``LEAST`` people together. Rows of nobody are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Hidden:
    """The places of the rows to be hidden, and whether the total has to be hidden as well."""

    rows: frozenset[int]
    total: bool


def hidden_of(numbers: Sequence[int]) -> Hidden:
    """``numbers``: how many people each row is about; their sum is published beside them."""
    by_size = sorted((place for place, number in enumerate(numbers) if number), key=lambda place: numbers[place])
    hidden = [place for place in by_size if numbers[place] < LEAST]
    if not hidden:
        return Hidden(frozenset(), total=False)
    rest = by_size[len(hidden) :]
    while rest and not _is_safe(numbers, hidden):
        hidden.append(rest.pop(0))
    return Hidden(frozenset(hidden), total=not _is_safe(numbers, hidden))


def _is_safe(numbers: Sequence[int], hidden: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(numbers[place] for place in hidden) >= LEAST
