"""Rows of every registered model for one person, with a mark of that person in every text they hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

from accounts.models import User
from agencies.models import Agency, Region
from certificates.domain.papers import current_key
from certificates.models import SigningKey
from courses.models import Course, CourseItem
from obligations.models import Obligation
from privacy.rules.register import REGISTER
from quizzes.choices import AttemptState
from quizzes.models import QuestionVersion, Quiz, QuizVersion, QuizVersionSlot
from tests.factories import (
    make_agency,
    make_course,
    make_item,
    make_learner,
    make_module,
    make_published_quiz,
    make_question,
)
from tests.factories.numbers import numbers
from tests.factories.obligations import make_obligation
from tests.factories.quizzes import single

ONCE = date(2024, 12, 31)
AT = datetime(2024, 12, 15, 9, tzinfo=UTC)


def _slot() -> QuizVersionSlot:
    return QuizVersionSlot.objects.get(quiz_version__quiz=make_published_quiz(make_question(single())))


CHOSEN = {("quizzes.Attempt", "state"): AttemptState.GRADED}
SHORT = 12  # no room for a mark
PLAIN = (
    (models.DateTimeField, AT),
    (models.DateField, ONCE),
    (models.BooleanField, False),
    (models.DecimalField, Decimal(1)),
    (models.IntegerField, 1),
    (models.GenericIPAddressField, "192.0.2.1"),
    (models.FileField, ""),
)
# What is made once for everybody, as it is made in other tests.
SHARED: dict[type[models.Model], Any] = {
    Agency: make_agency,
    Region: lambda: make_agency().region,
    Course: make_course,
    CourseItem: lambda: make_item(make_module(make_course())),
    Obligation: lambda: make_obligation(make_course()),
    QuestionVersion: lambda: _slot().question_version,
    QuizVersion: lambda: _slot().quiz_version,
    Quiz: make_published_quiz,
    Page: lambda: Page.objects.first(),
    ContentType: lambda: ContentType.objects.first(),
    Permission: lambda: Permission.objects.first(),
    Group: lambda: Group.objects.first(),
    SigningKey: lambda: current_key(now=AT),
}


class Marked:
    """One person with a row in every model of the register; ``mark`` begins every text about them.

    Texts that are chosen from a list, secrets and links between rows are left as they have to be.
    """

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.person = make_learner(mark, email=f"{mark.lower()}@demo.example", personnel_number=f"{mark}-number")
        self.other = make_learner()
        self.made: dict[type[models.Model], models.Model] = {User: self.person}
        self.marks: dict[tuple[str, str], str] = {}
        for one in reversed(REGISTER):
            if one.model_class not in self.made:
                self.made[one.model_class] = self._make(one.model_class, about=True)

    def _make(self, model: type[models.Model], *, about: bool) -> models.Model:
        if model in SHARED:
            return SHARED[model]()
        values = {field.name: self._value(field, about) for field in model._meta.local_concrete_fields}
        row = model(**{name: value for name, value in values.items() if value is not models.NOT_PROVIDED})
        model._base_manager.bulk_create([row])
        return row

    def _value(self, field: models.Field, about: bool) -> Any:
        if field.auto_created or isinstance(field, models.AutoField):
            return models.NOT_PROVIDED
        if field.remote_field:
            return self._related(field)
        if field.choices:
            return CHOSEN.get((field.model._meta.label, field.name), field.choices[0][0])
        return self._plain(field, about)

    def _related(self, field: models.ForeignKey) -> models.Model | None:
        target = field.related_model
        if target is User:
            owners = {one.person.split("__")[0] for one in REGISTER if one.model_class is field.model}
            return self.person if field.name in owners else None if field.null else self.other
        if target in self.made:
            return self.made[target]
        if field.null:
            return None
        self.made[target] = self._make(target, about=False)
        return self.made[target]

    def _plain(self, field: models.Field, about: bool) -> Any:
        if isinstance(field, models.UUIDField):
            return uuid4()
        for kind, value in PLAIN:
            if isinstance(field, kind):
                return next(numbers) if field.unique and value == 1 else value
        if isinstance(field, models.BinaryField):
            return self.mark.encode()
        if isinstance(field, models.JSONField):
            return {"text": self._marked(field)} if about else {}
        if isinstance(field, models.EmailField):
            return f"{self._marked(field)}@demo.example".lower()
        if field.max_length and field.max_length < SHORT:
            return "x"
        text = self._marked(field) if about else f"plain {next(numbers)}"
        return text[: field.max_length or None]

    def _marked(self, field: models.Field) -> str:
        text = f"{self.mark}{next(numbers)}"
        self.marks[field.model._meta.label, field.name] = text
        return text
