from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures import Share


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (412, 530, "77.7"),
        (0, 530, "0.0"),
        (530, 530, "100.0"),
        (1, 800, "0.1"),  # 0.125 rounds to 0.1
        (3, 800, "0.4"),  # 0.375
        (1, 16, "6.3"),  # 6.25: a half goes up
        (1, 100_000, "0.1"),  # somebody is never nobody
        (99_999, 100_000, "99.9"),  # somebody missing is never all
    ],
)
def test_share_percent_has_one_decimal(part, whole, percent):
    assert Share(part, whole).percent == Decimal(percent)


def test_share_of_nobody_has_no_percent():
    nobody = Share(0, 0)

    assert (nobody.percent, nobody.ratio, nobody.bar_width) == (None, None, "0")


def test_share_ratio_and_bar_follow_the_percent():
    assert (Share(412, 530).ratio, Share(412, 530).bar_width) == (Decimal("0.777"), "77.7")


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_share_percent_says_all_and_none_only_when_true(pair):
    share = Share(*pair)

    assert (share.percent == 100) == (share.part == share.whole)
    assert (share.percent == 0) == (share.part == 0)
    assert abs(share.percent - Decimal(100 * share.part) / share.whole) <= Decimal("0.1")
