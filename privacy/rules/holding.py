"""One line of the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from privacy.choices import Erasure, Purpose


@dataclass(frozen=True)
class Kept:
    """Rows go ``days`` after the day or instant in their field ``since``; only those that ``only`` selects."""

    days: int
    since: str
    only: Q = field(default_factory=Q)


@dataclass(frozen=True)
class Holding:
    """What one model keeps about a person.

    ``person`` leads from a row to the person. ``emptied`` is what erasing writes into the fields that could name
    somebody. ``withheld`` are fields that nobody is handed, not even their owner: secrets, and how other people are
    named. ``attempt`` leads to the quiz attempt whose preset decides what its learner may be told (QUIZ-15); those
    fields are ``told_late``. ``kept`` None: as long as the account.
    """

    model: str
    person: str
    purpose: Purpose
    erasure: Erasure = Erasure.DELETED
    emptied: Mapping[str, Any] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    attempt: str = ""
    told_late: frozenset[str] = frozenset()
    kept: Kept | None = None

    @property
    def model_class(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)

    def rows(self, person: int) -> QuerySet[Model]:
        """All that this model keeps about the person, in the order in which it was added."""
        return self.model_class._base_manager.filter(**{self.person: person}).order_by("pk")

    def fields(self) -> "list[Field[Any, Any]]":
        """The columns that are handed out."""
        return [one for one in self.model_class._meta.concrete_fields if one.name not in self.withheld]
