"""Loading the country, batch by batch: broken off, it goes on where it stopped."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from certificates.models import Certificate
from demo.accounts import DOMAIN
from demo.country.batches import LOGIN, Batch, Country, batches
from demo.country.certificates import issue
from demo.country.courses import add_outlines, open_outlines, readings
from demo.country.employers import Employers
from demo.country.obliging import add_rules, bind, first_day, people_besides
from demo.country.places import add_places
from demo.country.writing import hurry, make_room, trust_references, write
from obligations.domain.duties import current_rules
from reports.domain.cells import rebuild_all_cells

REGISTRAR = f"registrar@{DOMAIN}"


def load_country(total: int, *, now: datetime, seed: int = 0, years: int = 2, open_courses: bool = False) -> int:
    """Bring the country up to ``total`` people, then count the figures; returns how many were added.

    Duties, progress and figures are as their apps' ``domain`` would have left them: counting again changes nothing.
    """
    added = settle(total, now=now, seed=seed, years=years)
    if open_courses:
        open_outlines()
    rebuild_all_cells(localdate(now))
    return added


def settle(total: int, *, now: datetime, seed: int = 0, years: int = 2) -> int:
    """The people alone, for whom no figure is counted yet; returns how many were added."""
    country = found(now=now, seed=seed, years=years)
    make_room()
    there = User.objects.filter(email__startswith=LOGIN, email__endswith=DOMAIN).count()
    with _uncollected():
        for number, batch in enumerate(batches(there, total, country)):
            _settle_batch(batch, is_checked=number == 0)
    return max(total - there, 0)


def found(*, now: datetime, seed: int, years: int) -> Country:
    """Places, courses and rules, and whoever is there already bound by them."""
    today = localdate(now)
    first = first_day(today, years)
    add_places()
    add_outlines()
    add_rules(first, today)
    bind(people_besides(LOGIN), now)
    return Country(
        seed=seed,
        now=now,
        first=first,
        employers=Employers(seed, today),
        readings={one.course.pk: one for one in readings()},
        rules=current_rules(),
        registrar=_registrar(),
    )


def _registrar() -> int:
    """Who accepted prior learning."""
    names = {"name_kk": "Тіркеуші", "name_ru": "Регистратор", "name_en": "Registrar"}
    return User.objects.get_or_create(email=REGISTRAR, defaults={**names, "password": make_password(None)})[0].pk


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles among the rows: there are none, and looking takes a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@transaction.atomic
def _settle_batch(batch: Batch, *, is_checked: bool) -> None:
    """``is_checked``: slowly, but references are looked up; one such batch shows that all is in order."""
    hurry()
    if not is_checked:
        trust_references()
    batch.rows[Certificate] = list(issue(batch.earned))
    write(batch.rows)
