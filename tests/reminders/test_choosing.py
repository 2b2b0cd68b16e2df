"""Which duty is told of on which day (features C9)."""

from datetime import date, timedelta

import pytest

from reminders.choices import Rule
from reminders.domain.choosing import Digest, Line, OpenDuty, asked, due_today, rule_on

TODAY = date(2026, 11, 22)


def in_days(days):
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (31, None),
        (30, Rule.MONTH_BEFORE),
        (8, Rule.MONTH_BEFORE),
        (7, Rule.WEEK_BEFORE),
        (2, Rule.WEEK_BEFORE),
        (1, Rule.DAY_BEFORE),
        (0, Rule.DAY_BEFORE),
        (-1, None),
        (-6, None),
        (-7, Rule.WEEK_AFTER),
        (-13, Rule.WEEK_AFTER),
        (-14, None),
    ],
)
def test_rule_of_a_day_also_when_its_first_day_was_missed(days, rule):
    assert rule_on(in_days(days), TODAY) == rule


def test_one_digest_per_person_with_all_that_is_due():
    duties = [OpenDuty(1, "kk", 10, in_days(7)), OpenDuty(1, "kk", 11, in_days(-7)), OpenDuty(2, "ru", 10, in_days(1))]

    assert due_today(duties, set(), TODAY) == {
        1: Digest("kk", [Line(11, in_days(-7), Rule.WEEK_AFTER), Line(10, in_days(7), Rule.WEEK_BEFORE)]),
        2: Digest("ru", [Line(10, in_days(1), Rule.DAY_BEFORE)]),
    }


def test_what_was_told_by_the_rule_is_not_told_again_unless_the_date_moved():
    told = {(1, 10, in_days(7), "T-7"), (1, 11, in_days(20), "T-7"), (2, 10, in_days(7), "T-30")}
    duties = [OpenDuty(1, "ru", 10, in_days(7)), OpenDuty(1, "ru", 11, in_days(7)), OpenDuty(2, "ru", 10, in_days(7))]

    assert {
        person: [line.course_id for line in one.lines] for person, one in due_today(duties, told, TODAY).items()
    } == {
        1: [11],
        2: [10],
    }


def test_of_two_duties_to_one_course_the_earlier_is_told():
    duties = [OpenDuty(1, "ru", 10, in_days(-3)), OpenDuty(1, "ru", 10, in_days(-9))]

    assert asked(duties)[1].lines == [Line(10, in_days(-9), Rule.ASKED)]


def test_nobody_appears_with_nothing_to_be_told():
    assert due_today([OpenDuty(1, "ru", 10, in_days(60))], set(), TODAY) == {}
