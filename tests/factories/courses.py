"""Courses as learners see them: outline rows without the pages behind them."""

from uuid import uuid4

from courses.choices import ItemKind
from courses.models import Course, CourseItem, Module
from quizzes.models import Quiz
from tests.factories.numbers import numbers


def make_course(title: str = "", **fields: object) -> Course:
    """An open course; ``title`` in all three languages."""
    return Course.objects.create(**_outline_fields("course", title) | {"hours": 2} | fields)


def make_module(course: Course, title: str = "", **fields: object) -> Module:
    """An open module of ``course``."""
    return Module.objects.create(**_outline_fields("module", title) | {"course": course} | fields)


def make_item(module: Module, title: str = "", *, quiz: Quiz | None = None, **fields: object) -> CourseItem:
    """An open lesson of ``module``, or its quiz when ``quiz`` is given."""
    kind = ItemKind.QUIZ if quiz else ItemKind.LESSON
    return CourseItem.objects.create(
        **_outline_fields("item", title) | {"module": module, "kind": kind, "quiz": quiz} | fields
    )


def _outline_fields(word: str, title: str) -> dict[str, object]:
    number = next(numbers)
    title = title or f"{word.capitalize()} {number}"
    return {
        "key": uuid4(),
        "slug": f"{word}-{number}",
        "titles": dict.fromkeys(("ru", "kk", "en"), title),
        "pages": {"ru": number, "kk": number, "en": number},
        "position": number,
    }
