"""How often a password may be wrong: per account, and per address tried from (AUTH-06, AUTH-07).

Counted in the database, so that all processes count together and a restart forgets nothing. A try is written down
before the password is checked and taken back when it was right: many at the same moment are no way round, and nobody's
success clears another's failures.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from accounts.identity import folded_email, person_number
from accounts.models import SignInTry

MOST_PER_ACCOUNT, WINDOW = 5, timedelta(minutes=5)
MOST_PER_ADDRESS, ADDRESS_WINDOW = 60, timedelta(minutes=1)
KEPT = timedelta(hours=1)


class TooManyTries(Exception):
    """The account or the address is locked for some minutes; nothing was checked."""


@dataclass(frozen=True)
class Try:
    """A try on its way. ``person`` is None for an unknown name, which is counted like any other."""

    rows: tuple[int, ...]
    account_key: str
    person: int | None

    def rollback(self) -> None:
        """The password was right: it does not count."""
        SignInTry.objects.filter(pk__in=self.rows).delete()


def begin_try(login: str, address: str, *, now: datetime) -> Try:
    """Write down that somebody tries ``login``; raises ``TooManyTries`` when that is one too many.

    An account is locked for ``WINDOW`` after ``MOST_PER_ACCOUNT`` wrong passwords within it; an address for as long as
    ``MOST_PER_ADDRESS`` within ``ADDRESS_WINDOW`` are not over. Tries while locked are refused and not counted.
    """
    SignInTry.objects.filter(at__lt=now - KEPT).delete()
    person = person_number(login)
    account = _key("account", str(person) if person else folded_email(login))
    keys = (account, _key("address", address))
    rows = tuple(SignInTry.objects.create(key=key, at=now).pk for key in keys)
    begun = Try(rows, account, person)
    if _is_locked(rows[0], account, now) or _is_flooded(rows[1], keys[1], now):
        begun.rollback()
        raise TooManyTries
    return begun


def has_locked(failed: Try) -> bool:
    """Whether this failure is the one that locked its account: true once per lock."""
    earlier = SignInTry.objects.filter(key=failed.account_key, pk__lte=failed.rows[0])
    newest = list(earlier.order_by("-pk").values_list("at", flat=True)[:MOST_PER_ACCOUNT])
    return len(newest) == MOST_PER_ACCOUNT and newest[0] - newest[-1] <= WINDOW


def _is_locked(row: int, key: str, now: datetime) -> bool:
    times = list(_earlier(row, key).filter(at__gt=now - 2 * WINDOW).order_by("at").values_list("at", flat=True))
    fifths = zip(times, times[MOST_PER_ACCOUNT - 1 :], strict=False)
    return any(last - first <= WINDOW and last > now - WINDOW for first, last in fifths)


def _is_flooded(row: int, key: str, now: datetime) -> bool:
    return _earlier(row, key).filter(at__gt=now - ADDRESS_WINDOW).count() >= MOST_PER_ADDRESS


def _earlier(row: int, key: str) -> QuerySet[SignInTry]:
    return SignInTry.objects.filter(key=key, pk__lt=row)


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"accounts.tries.{kind}", value, algorithm="sha256").hexdigest()
