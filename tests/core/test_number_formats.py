from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from core.figures import Share
from core.number_formats import written_date, written_datetime, written_decimal, written_number, written_share

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "number", "decimal"),
    [("ru", f"12{NBSP}840", "77,7"), ("kk", f"12{NBSP}840", "77,7"), ("en", "12,840", "77.7")],
)
def test_numbers_are_written_as_the_language_does(language, number, decimal):
    with translation.override(language):
        assert (written_number(12_840), written_decimal(Share(412, 530).percent)) == (number, decimal)


def test_share_is_written_with_part_whole_and_percent():
    with translation.override("en"):
        assert written_share(Share(412, 530)) == "412 of 530 (77.7%)"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_share_of_nobody_is_a_dash(language):
    with translation.override(language):
        assert written_share(Share(0, 0)) == "—"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_dates_are_written_alike_in_all_languages_by_the_clocks_of_kazakhstan(language):
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)

    with translation.override(language):
        assert written_datetime(late) == "23.11.2026 01:30"
        assert written_date(late) == "23.11.2026"
        assert written_date(date(2026, 11, 22)) == "22.11.2026"
        assert written_date(None) == ""
