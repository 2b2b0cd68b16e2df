"""What goes by itself when its time is up (PRIV-05). Run every night; a second run finds nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Exists, Max, Model, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import User
from agencies.models import RoleAssignment
from privacy.domain.erasure import NotErasable, erase
from privacy.rules.holding import Kept
from privacy.rules.register import ACCOUNT_KEPT_DAYS, REGISTER, TIDIED

AT_ONCE = 1000


def remove_outdated(*, now: datetime) -> dict[str, int]:
    """Delete every row whose time is up; how many by model, only of models that had some."""
    rules = [(one.model, one.kept) for one in REGISTER if one.kept] + list(TIDIED.items())
    removed: dict[str, int] = {}
    for label, kept in rules:
        number = _removed(apps.get_model(label), kept, now)
        if number:
            removed[label] = removed.get(label, 0) + number
    return removed


def erase_outdated(*, now: datetime) -> int:
    """Erase people whose last employment ended ``ACCOUNT_KEPT_DAYS`` ago and who hold no role; how many."""
    erased = 0
    for person in _outdated_people(now):
        try:
            erase(person, by=None, reason="", now=now)
        except NotErasable:
            continue
        erased += 1
    return erased


def _outdated_people(now: datetime) -> QuerySet[User]:
    today = localdate(now)
    holds_role = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=today), person=OuterRef("pk"))
    gone = User.objects.filter(erased_on=None, is_superuser=False).exclude(employment_spells__until=None)
    ended = gone.annotate(last_day=Max("employment_spells__until")).exclude(Exists(holds_role))
    return ended.filter(last_day__lt=today - timedelta(days=ACCOUNT_KEPT_DAYS)).order_by("pk")[:AT_ONCE]


def _removed(model: type[Model], kept: Kept, now: datetime) -> int:
    until = now - timedelta(days=kept.days)
    is_instant = isinstance(_field(model, kept.since), DateTimeField)
    limit = until if is_instant else localdate(until)
    outdated = model._base_manager.filter(kept.only, **{f"{kept.since}__lt": limit})
    number = 0
    while numbers := list(outdated.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        model._base_manager.filter(pk__in=numbers).delete()
        number += len(numbers)
    return number


def _field(model: Any, path: str) -> object:
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    found: object = model._meta.get_field(last)
    return found
