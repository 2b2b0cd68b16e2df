"""How many people are obliged, in step, let off and late on each of some days. Pure: intervals in, counts out.

For one duty, from its first day to its last (features C6):

- *compliant* on the days that a valid completion covers,
- else *waived* on the days that a waiver covers,
- else *overdue* after the due date.

*obliged* are all its days but the waived ones. A rate is compliant ÷ obliged.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Generic, TypeVar

MEASURES = ("obliged", "compliant", "waived", "overdue")
Range = tuple[int, int]  # places in the list of days, the second one excluded
GroupT = TypeVar("GroupT", bound=Hashable)
Dates = tuple[date, date | None]  # first and last day; None: for good


@dataclass(frozen=True)
class Obliged:
    """One duty, with the intervals in which completions and waivers of its learner hold."""

    since: date
    until: date | None
    due_on: date
    covers: Sequence[Dates] = ()
    waivers: Sequence[Dates] = ()


class Stock(Generic[GroupT]):
    """Counts by group, for each of ``days`` (in order): add duties one by one, then read ``counts``."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = days
        self._steps: defaultdict[GroupT, list[list[int]]] = defaultdict(self._zeros)

    def add(self, group: GroupT, duty: Obliged) -> None:
        """Count the duty in ``group`` on the days it holds."""
        bound = self._range(duty.since, duty.until)
        if bound[0] >= bound[1]:
            return
        steps = self._steps[group]
        compliant = [one for cover in duty.covers if _holds(one := _cut(self._range(*cover), bound))]
        uncovered = _without([bound], compliant)
        waived: list[Range] = []
        if duty.waivers:
            spans = [self._range(*waiver) for waiver in duty.waivers]
            waived = _within(uncovered, spans)
            uncovered = _without(uncovered, spans)
        late = (bisect_right(self.days, duty.due_on), bound[1])
        _count(steps[0], _without([bound], waived) if waived else [bound])
        _count(steps[1], _union(compliant))
        _count(steps[2], waived)
        _count(steps[3], [one for span in uncovered if _holds(one := _cut(span, late))])

    def counts(self) -> dict[GroupT, list[tuple[int, ...]]]:
        """By group, one tuple of ``MEASURES`` per day."""
        return {group: list(zip(*map(self._sums, steps), strict=True)) for group, steps in self._steps.items()}

    def _range(self, since: date, until: date | None) -> Range:
        return bisect_left(self.days, since), len(self.days) if until is None else bisect_right(self.days, until)

    def _zeros(self) -> list[list[int]]:
        return [[0] * (len(self.days) + 1) for _measure in MEASURES]

    def _sums(self, steps: list[int]) -> list[int]:
        return list(accumulate(steps))[: len(self.days)]


def _count(steps: list[int], spans: Iterable[Range]) -> None:
    for start, end in spans:
        steps[start] += 1
        steps[end] -= 1


def _cut(span: Range, by: Range) -> Range:
    return max(span[0], by[0]), min(span[1], by[1])


def _holds(span: Range) -> bool:
    return span[0] < span[1]


def _union(spans: Sequence[Range]) -> list[Range]:
    if len(spans) < 2:
        return list(spans)
    merged: list[Range] = []
    for span in sorted(spans):
        if merged and span[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged


def _without(spans: Sequence[Range], taken: Sequence[Range]) -> list[Range]:
    left = list(spans)
    for start, end in taken:
        pieces = [piece for one in left for piece in ((one[0], min(one[1], start)), (max(one[0], end), one[1]))]
        left = [piece for piece in pieces if _holds(piece)]
    return left


def _within(spans: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    return [one for span in spans for other in _union(others) if _holds(one := _cut(span, other))]
