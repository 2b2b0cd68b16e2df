"""Item analysis: tables computed by hand, and a slow reference over raw lists."""

import statistics
from collections import Counter
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.item_statistics import (
    discrimination_index,
    discriminative_efficiency,
    error_ratio,
    internal_consistency,
    share_within,
    variance,
)

# Five people, three questions:   Q1 Q2 Q3   total
#                            A     1  1  1     3
#                            B     1  1  0     2
#                            C     1  0  0     1
#                            D     0  1  0     1
#                            E     0  0  0     0
Q1, Q2, Q3 = [1, 1, 1, 0, 0], [1, 1, 0, 1, 0], [1, 0, 0, 0, 0]
TOTALS = [3, 2, 1, 1, 0]


def joint(own: list[int], totals: list[int]) -> Counter[tuple[int, int]]:
    """Scores for the question with scores for the rest."""
    return Counter((one, total - one) for one, total in zip(own, totals, strict=True))


def hand(value: float) -> object:
    """Equal to what was computed by hand."""
    return pytest.approx(value, abs=1e-6)


def test_discrimination_by_hand():
    # Q1: rest 2 1 0 1 0, mean 0.8; x mean 0.6. cov = (2+1+0 − 5·0.6·0.8)/4 = 0.15
    # var x = (3 − 5·0.36)/4 = 0.3; var rest = (6 − 5·0.64)/4 = 0.7; D = 100·0.15/√0.21
    assert discrimination_index(joint(Q1, TOTALS)) == hand(32.732683535)
    # Q3: rest 2 2 1 1 0, mean 1.2; x mean 0.2. cov = (2 − 5·0.2·1.2)/4 = 0.2
    # var x = (1 − 5·0.04)/4 = 0.2; var rest = (10 − 5·1.44)/4 = 0.7; D = 100·0.2/√0.14
    assert discrimination_index(joint(Q3, TOTALS)) == hand(53.452248382)


def test_efficiency_by_hand():
    # Q1 sorted: 0 0 1 1 1 with 0 0 1 1 2. cov_max = (1+1+2 − 2.4)/4 = 0.4; E = 100·0.15/0.4
    assert discriminative_efficiency(joint(Q1, TOTALS)) == hand(37.5)
    # Q3: its only point went to one with the highest rest, so nothing better is possible
    assert discriminative_efficiency(joint(Q3, TOTALS)) == hand(100)


def test_reliability_by_hand():
    # Item variances 0.3, 0.3, 0.2; totals: mean 1.4, k₂ = (15 − 5·1.96)/4 = 1.3
    items = [variance(Counter(one)) for one in (Q1, Q2, Q3)]
    assert items == [hand(0.3), hand(0.3), hand(0.2)]
    assert variance(Counter(TOTALS)) == hand(1.3)
    # CIC = 100·3/2·(1 − 0.8/1.3); ER = 100·√(1 − 0.576923077)
    consistency = internal_consistency(items, 1.3)
    assert consistency == hand(57.692307692)
    assert error_ratio(consistency) == hand(65.044363558)
    # SE = ER·SD/100 = √(0.423076923·1.3) = √0.55
    assert error_ratio(consistency) * sqrt(1.3) / 100 == hand(0.741619849)


def test_share_within_counts_both_sides_and_the_border():
    assert share_within(Counter(TOTALS), 2, 1) == hand(0.8)


@pytest.mark.parametrize("own", [[1, 1, 1, 1, 1], [0, 0, 0, 0, 0]])
def test_question_without_variance_discriminates_nothing(own):
    pairs = joint(own, [3, 2, 2, 1, 1])

    assert (discrimination_index(pairs), discriminative_efficiency(pairs)) == (None, None)


def test_rest_without_variance_says_nothing():
    pairs = joint(Q1, [one + 1 for one in Q1])

    assert (discrimination_index(pairs), discriminative_efficiency(pairs)) == (None, None)


def test_nobody_and_one_person_have_no_figures():
    assert [variance({}), variance({5: 1}), discrimination_index({}), discrimination_index({(1, 2): 1})] == [None] * 4
    assert (internal_consistency([0.3], 1.3), internal_consistency([0.3, 0.3], 0.0)) == (None, None)


scores = st.integers(0, 40_000)
people = st.lists(st.tuples(scores, scores), min_size=2, max_size=40) | st.lists(
    st.tuples(st.sampled_from([0, 10_000]), st.integers(0, 5).map(lambda one: one * 10_000)), min_size=2, max_size=40
)


@given(people)
def test_figures_equal_those_of_raw_lists(pairs):
    own, rest = [one for one, _rest in pairs], [one for _own, one in pairs]
    own_variance, rest_variance = statistics.variance(own), statistics.variance(rest)
    counted = Counter(pairs)

    assert variance(Counter(own)) == pytest.approx(own_variance, rel=1e-9, abs=1e-9)
    if not own_variance or not rest_variance:
        assert (discrimination_index(counted), discriminative_efficiency(counted)) == (None, None)
        return
    covariance = statistics.covariance(own, rest)
    highest = statistics.covariance(sorted(own), sorted(rest))
    assert discrimination_index(counted) == pytest.approx(
        100 * covariance / sqrt(own_variance * rest_variance), abs=1e-6
    )
    assert discriminative_efficiency(counted) == pytest.approx(100 * covariance / highest, abs=1e-6, rel=1e-9)


@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=30))
def test_consistency_equals_that_of_raw_lists(sheets):
    items = [statistics.variance(column) for column in zip(*sheets, strict=True)]
    totals = [sum(sheet) for sheet in sheets]
    spread = statistics.variance(totals)

    counted = internal_consistency(
        [variance(Counter(column)) for column in zip(*sheets, strict=True)], variance(Counter(totals))
    )

    assert counted == (pytest.approx(100 * 4 / 3 * (1 - sum(items) / spread), abs=1e-6) if spread else None)
