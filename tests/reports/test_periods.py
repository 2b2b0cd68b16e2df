from datetime import date

import pytest
from django.utils import translation

from reports.periods import MalformedPeriod, Period, periods_since


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("all", None, None, "All time"),
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "2026"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1), "2026, quarter 1"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 10, 1), "2026, quarter 3"),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1), "2026, quarter 4"),
        ("2026-11", date(2026, 11, 1), date(2026, 12, 1), "11.2026"),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), "12.2026"),
    ],
)
def test_period_is_whole_months(text, start, end, label):
    period = Period.parse(text)

    assert (period.text, period.start, period.end) == (text, start, end)
    with translation.override("en"):
        assert period.label == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ALL",
        "26",
        "1999",
        "20266",
        "2026-Q0",
        "2026-Q5",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-11\n",
        "２０２６",
        "2026-q1",
    ],
)
def test_malformed_period_is_refused(text):
    with pytest.raises(MalformedPeriod):
        Period.parse(text)


def test_periods_since_name_every_period_with_figures_newest_first():
    texts = [period.text for period in periods_since(date(2025, 12, 1), date(2026, 2, 14))]

    assert texts == ["all", "2026", "2025", "2026-Q1", "2025-Q4", "2026-02", "2026-01", "2025-12"]


def test_periods_since_a_future_month_are_all_time_only():
    assert [period.text for period in periods_since(date(2027, 1, 1), date(2026, 2, 14))] == ["all"]
