"""``{% load reminders %}``: what only its mails write."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext

from core.number_formats import NOTHING, written_decimal

register = template.Library()


@register.filter
def points(change: Decimal | None) -> str:
    """A difference of two shares with its sign, in percentage points; a dash of none."""
    if change is None:
        return NOTHING
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return gettext("%(number)s pp") % {"number": sign + written_decimal(abs(change))}
