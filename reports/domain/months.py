"""Months and the days that stand for them."""

from datetime import date, timedelta


def as_of_days(first: date, today: date) -> list[date]:
    """The last day of every month from that of ``first``; of the running month ``today``."""
    days, month = [], first.replace(day=1)
    while month <= today:
        month = next_month(month)
        days.append(min(month - timedelta(days=1), today))
    return days


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
