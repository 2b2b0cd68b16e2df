"""IINs are known by their check digit, so that none gets in (PRIV-04)."""

import pytest

from accounts.identity import holds_iin, is_iin


@pytest.mark.parametrize("digits", ["880101300123", "900515450328", "011231500559", "200229600016"])
def test_priv_04_an_iin_is_known(digits):
    assert is_iin(digits)
    assert holds_iin(f"ИИН: {digits}.")


@pytest.mark.parametrize(
    "digits",
    ["880101300124", "881301300123", "880101000123", "880101700123", "010229600016", "000000000000", "999999999999"],
    ids=["check digit", "month", "century 0", "century 7", "no leap year", "noughts", "nines"],
)
def test_priv_04_other_numbers_are_none(digits):
    assert not is_iin(digits)


def test_priv_04_a_part_of_a_longer_number_is_none():
    assert not holds_iin("8801013001230")
    assert not holds_iin("88010130012")
