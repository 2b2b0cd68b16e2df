"""Reads about what is taught."""

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError, QuerySet
from django.db.models.deletion import Collector
from wagtail.models import ReferenceIndex

from courses.models import Course, CourseItem, Module, ModuleVersion, QuizPage
from courses.models.pages import TeachingPage
from quizzes.models import Attempt


def open_courses() -> QuerySet[Course]:
    """All courses that are live in some language, in the order of the page tree."""
    return Course.objects.filter(is_open=True).order_by("position")


def open_items() -> QuerySet[CourseItem]:
    """Everything a learner can open: item, module and course live in at least one language."""
    return (
        CourseItem.objects.filter(is_open=True, module__is_open=True, module__course__is_open=True)
        .select_related("module__course")
        .order_by("module__course__position", "module__position", "position")
    )


def asked_items(course: Course) -> QuerySet[CourseItem]:
    """The open items that completing the course takes of somebody who begins now: all but entry tests."""
    return open_items().filter(module__course=course, is_pretest=False)


def item_by_key(key: UUID) -> CourseItem:
    """The item with this key, open or closed, with module and course; raises ``CourseItem.DoesNotExist``."""
    return CourseItem.objects.select_related("module__course").get(key=key)


def preview_item(attempt: Attempt) -> CourseItem:
    """What stands for the item while an author tries its quiz, which may be in no course yet. Nothing is stored."""
    page = QuizPage.objects.filter(translation_key=attempt.item_key).order_by("locale__pk").first()
    title = page.draft_title if page else attempt.quiz.name
    titles = {attempt.language: title}
    module = Module(course=Course(slug="preview", titles=titles), slug="preview", titles=titles)
    return CourseItem(key=attempt.item_key, module=module, quiz=attempt.quiz, slug="preview", titles=titles)


def current_version(module: Module) -> ModuleVersion | None:
    """The version learners see now."""
    return module.versions.order_by("-number").first()


def stands_elsewhere(page: QuizPage) -> bool:
    """Whether the page's quiz belongs to another page too; language versions of one page count as one."""
    others = QuizPage.objects.filter(quiz=page.quiz_id).exclude(translation_key=page.translation_key)
    return others.exists()


def has_draft_above(page: TeachingPage) -> bool:
    """Whether a page between this one and the root of the tree is not live."""
    return page.get_ancestors().filter(live=False).exists()


def is_referred_to(instance: Model) -> bool:
    """Whether anything that must stay would lose its meaning without ``instance``."""
    try:
        Collector(using=DEFAULT_DB_ALIAS, origin=instance).collect([instance])
    except ProtectedError:
        return True
    return bool(ReferenceIndex.get_references_to(instance).exists())
