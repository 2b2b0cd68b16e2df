"""Numbers, shares and times as people read them: decimal comma in Russian and Kazakh, point in English (ux 65)."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from core.figures import Share

# Dates are written alike in all three languages (ux 64).
DATE_FORMAT = "%d.%m.%Y"
DATETIME_FORMAT = "%d.%m.%Y %H:%M"
NOTHING = "—"


def written_number(number: int) -> str:
    """The whole number with its thousands set apart."""
    return _number_in(get_language(), number)


def written_decimal(number: Decimal) -> str:
    """The number with one decimal, without thousands."""
    return _decimal_in(get_language(), number)


# A page of figures writes a thousand numbers, many of them several times.
@lru_cache(maxsize=20_000)
def _number_in(_language: str | None, number: int) -> str:
    return number_format(number, decimal_pos=0, use_l10n=True, force_grouping=True)


@lru_cache(maxsize=2_000)
def _decimal_in(_language: str | None, number: Decimal) -> str:
    return number_format(number, decimal_pos=1, use_l10n=True)


def written_percent(share: Share) -> str:
    """The share in percent; a dash of nobody."""
    if share.percent is None:
        return NOTHING
    # Translators: Russian and Kazakh put a no-break space before the sign.
    return gettext("%(number)s%%") % {"number": written_decimal(share.percent)}


def written_share(share: Share) -> str:
    """Part, whole and percent in one phrase; a dash of nobody."""
    if share.percent is None:
        return NOTHING
    # Translators: "412 of 530 (77.7%)". Kazakh writes "412 / 530 (77,7 %)": a suffix would depend on the number.
    return gettext("%(part)s of %(whole)s (%(percent)s)") % {
        "part": written_number(share.part),
        "whole": written_number(share.whole),
        "percent": written_percent(share),
    }


def written_date(day: date | None) -> str:
    """The day as ``22.11.2026``, an instant as its day in Kazakhstan; nothing for None."""
    if day is None:
        return ""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    return local.strftime(DATE_FORMAT)


def written_datetime(instant: datetime) -> str:
    """The instant as ``22.11.2026 18:00``, by Kazakhstan's clocks."""
    return timezone.localtime(instant).strftime(DATETIME_FORMAT)


def written_difference(change: Decimal | None) -> str:
    """A difference of two shares with its sign, without a unit; a dash of none."""
    if change is None:
        return NOTHING
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return sign + written_decimal(abs(change))


def written_points(change: Decimal | None) -> str:
    """The same in percentage points."""
    return NOTHING if change is None else gettext("%(number)s pp") % {"number": written_difference(change)}
