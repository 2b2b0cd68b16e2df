"""Item analysis of a test: plain arithmetic over joint counts, nothing else imported.

``Joint`` says how often two scores came together: ``{(points for the question, points for the rest): people}``;
``Scores`` how often a score came at all. Scores are whole numbers in any unit, so that sums stay exact whatever their
size. Variances and covariances divide by n − 1. None: not defined, because somebody is missing or nothing varies.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

Scores = Mapping[int, int]
Joint = Mapping[tuple[int, int], int]


def variance(scores: Scores) -> float | None:
    """The unbiased variance."""
    people = sum(scores.values())
    return _spread((one, one, count) for one, count in scores.items()) / (people * (people - 1)) if people > 1 else None


def discrimination_index(joint: Joint) -> float | None:
    """D = 100·cov(x, T−x) / √(var x · var(T−x)): do those who are good at the rest get this question right?"""
    own, rest = _margins(joint)
    own_spread, rest_spread = _square_spread(own), _square_spread(rest)
    if not own_spread or not rest_spread:
        return None
    return 100 * _joint_spread(joint) / (sqrt(own_spread) * sqrt(rest_spread))


def discriminative_efficiency(joint: Joint) -> float | None:
    """E = 100·cov / cov_max: how much of the discrimination that these very scores allow was reached.

    cov_max is the covariance when both lists of scores are sorted and paired anew.
    """
    own, rest = _margins(joint)
    if not _square_spread(own) or not _square_spread(rest):
        return None
    return 100 * _joint_spread(joint) / _spread(_paired_in_order(own, rest))


def internal_consistency(item_variances: Sequence[float], total_variance: float | None) -> float | None:
    """CIC = 100·p/(p−1)·(1 − Σvar/k₂): Cronbach's alpha in per cent, of p items."""
    items = len(item_variances)
    if items < 2 or not total_variance:
        return None
    return 100 * items / (items - 1) * (1 - sum(item_variances) / total_variance)


def error_ratio(consistency: float) -> float:
    """ER = 100·√(1 − CIC/100): the share of the spread that is chance, in per cent."""
    return 100 * sqrt(max(0.0, 1 - consistency / 100))


def share_within(scores: Scores, middle: float, distance: float) -> float:
    """The share of scores that lie at most ``distance`` from ``middle``."""
    return sum(count for one, count in scores.items() if abs(one - middle) <= distance) / sum(scores.values())


def _margins(joint: Joint) -> tuple[Counter[int], Counter[int]]:
    own: Counter[int] = Counter()
    rest: Counter[int] = Counter()
    for (points, others), count in joint.items():
        own[points] += count
        rest[others] += count
    return own, rest


def _joint_spread(joint: Joint) -> int:
    return _spread((points, others, count) for (points, others), count in joint.items())


def _square_spread(scores: Scores) -> int:
    return _spread((one, one, count) for one, count in scores.items())


def _spread(triples: Iterable[tuple[int, int, int]]) -> int:
    """n·Σxy − Σx·Σy, which is n·(n−1) times the covariance; the factor falls out of every quotient."""
    people = sum_x = sum_y = sum_xy = 0
    for x, y, count in triples:
        people += count
        sum_x += count * x
        sum_y += count * y
        sum_xy += count * x * y
    return people * sum_xy - sum_x * sum_y


def _paired_in_order(first: Scores, second: Scores) -> Iterator[tuple[int, int, int]]:
    """The lowest of one list with the lowest of the other, and so on, equal pairs counted together."""
    lefts, rights = sorted(first.items()), sorted(second.items())
    left = right = 0
    left_over, right_over = lefts[0][1], rights[0][1]
    while True:
        taken = min(left_over, right_over)
        yield lefts[left][0], rights[right][0], taken
        left_over, right_over = left_over - taken, right_over - taken
        if not left_over:
            left += 1
            if left == len(lefts):  # both lists are of the same people, so both end here
                return
            left_over = lefts[left][1]
        if not right_over:
            right += 1
            right_over = rights[right][1]
