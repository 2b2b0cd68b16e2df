"""Counting states on days, against the slow way: asking every duty on every day (features C6)."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reports.domain.months import as_of_days
from reports.domain.stock import Obliged, Stock

FIRST = date(2026, 1, 1)
DAYS = as_of_days(FIRST, date(2026, 11, 20))
some_day = st.integers(-60, 400).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def spans(draw):
    since = draw(some_day)
    return since, draw(st.none() | st.integers(0, 300).map(lambda days: since + timedelta(days=days)))


duties = st.builds(
    lambda span, due, covers, waivers: Obliged(*span, due, covers, waivers),
    spans(),
    some_day,
    st.lists(spans(), max_size=3),
    st.lists(spans(), max_size=2),
)


def holds(span, day):
    return span[0] <= day and (span[1] is None or day <= span[1])


def state_on(duty, day):
    """The definition, word for word."""
    if not holds((duty.since, duty.until), day):
        return []
    if any(holds(one, day) for one in duty.covers):
        return ["obliged", "compliant"]
    if any(holds(one, day) for one in duty.waivers):
        return ["waived"]
    return ["obliged", "overdue"] if day > duty.due_on else ["obliged"]


@given(st.lists(duties, max_size=8))
def test_counts_are_what_asking_each_duty_on_each_day_gives(found):
    stock = Stock(DAYS)
    for duty in found:
        stock.add("all", duty)

    slowly = [Counter(state for duty in found for state in state_on(duty, day)) for day in DAYS]
    expected = [tuple(one[name] for name in ("obliged", "compliant", "waived", "overdue")) for one in slowly]
    assert stock.counts().get("all", [(0, 0, 0, 0)] * len(DAYS)) == expected


def test_as_of_days_are_ends_of_months_and_today():
    assert as_of_days(date(2026, 1, 15), date(2026, 3, 10)) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 10)]


def test_groups_are_kept_apart():
    stock = Stock([date(2026, 5, 31)])
    late = Obliged(FIRST, None, FIRST)
    stock.add("north", late)
    stock.add("south", late)
    stock.add("south", Obliged(FIRST, None, FIRST, [(FIRST, None)]))

    assert stock.counts() == {"north": [(1, 0, 0, 1)], "south": [(2, 1, 0, 1)]}
