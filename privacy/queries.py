"""What is held about one person, read row by row from the register."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from accounts.models import User
from privacy.choices import REASONS, Erasure, Purpose
from privacy.rules.holding import Holding
from privacy.rules.register import ACTS, REGISTER

# The fields of this row that its person may not be told yet.
Hidden = Callable[[Holding, Model], frozenset[str]]


@dataclass(frozen=True)
class Line:
    """One model of the register in words: its name, its fields, for how many days and what erasing does."""

    name: str
    fields: list[str]
    days: int | None
    erasure: str


def register_by_purpose() -> list[tuple[str, str, str, list[Line]]]:
    """``[(purpose, what for, who sees it, its lines), …]``, in the order of ``Purpose``. No query."""
    return [
        (
            str(purpose.label),
            str(REASONS[purpose][0]),
            str(REASONS[purpose][1]),
            [_line(one) for one in REGISTER if one.purpose == purpose],
        )
        for purpose in Purpose
    ]


def numbers_held(person: User) -> list[tuple[str, int]]:
    """``[(purpose, number of rows), …]`` of what is held about the person; purposes without any are left out."""
    counted = dict.fromkeys(Purpose, 0)
    for one in REGISTER:
        counted[one.purpose] += one.rows(person.pk).count()
    return [(str(purpose.label), number) for purpose, number in counted.items() if number]


def held(person: User, hidden: Hidden) -> Iterator[dict[str, Any]]:
    """``{"model", "purpose", "rows"}`` for every model that has something about the person."""
    for one in REGISTER:
        rows = [_values(one, row, hidden(one, row)) for row in one.rows(person.pk)]
        if rows:
            yield {"model": one.model, "purpose": one.purpose.value, "rows": rows}


def acts(person: User) -> Iterator[dict[str, Any]]:
    """``{"model", "as", "rows"}``: the numbers of what the person made, decided or published."""
    for label, fields in ACTS.items():
        for field in fields:
            found = apps.get_model(label)._base_manager.filter(**{field: person.pk})
            numbers = list(found.order_by("pk").values_list("pk", flat=True))
            if numbers:
                yield {"model": label, "as": field, "rows": numbers}


def _values(one: Holding, row: Model, hidden: frozenset[str]) -> dict[str, Any]:
    fields = [field for field in one.fields() if field.name not in hidden]
    return {
        field.name: getattr(row, field.attname) if isinstance(field, ForeignKey) else field.value_from_object(row)
        for field in fields
    }


def _line(one: Holding) -> Line:
    fields = [str(field.verbose_name) for field in one.fields() if not field.primary_key]
    days = one.kept.days if one.kept else None
    return Line(one.model, fields, days, str(Erasure(one.erasure).label))
