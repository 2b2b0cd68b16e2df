"""From live pages to the outline that learners, quizzes and reports refer to."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from courses.domain.going_live import NotReady
from courses.domain.publishing import publish_course, published_together
from courses.models import Course, CourseItem, LessonPage, Module, ModuleVersion
from courses.outlines import course_outline
from learning.domain.reading import complete_lesson
from learning.models import ItemCompletion
from quizzes.choices import QuestionState
from quizzes.models import Quiz
from tests.factories import make_learner, make_question, make_quiz
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_pages,
    make_quiz_pages,
    publish,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def outline() -> list[tuple[str, list[str]]]:
    """Titles of the one course as a learner finds them."""
    course = Course.objects.get()
    found = course_outline(course.slug)
    return [(part.module.title, [item.title for item in part.items]) for part in found.modules]


def versions() -> list[tuple[int, int]]:
    """Number of each module version of the one module, and how many items it lists."""
    rows = ModuleVersion.objects.order_by("number").values_list("number", "contents")
    return [(number, len(contents)) for number, contents in rows]


def test_publishing_course_module_and_lesson_opens_them_in_all_languages():
    courses = make_course_pages("Course")
    modules = make_module_pages(courses, "Module")
    lessons = make_lesson_pages(modules, "Lesson")

    item = CourseItem.objects.get()

    assert outline() == [("Module [ru]", ["Lesson [ru]"])]
    assert item.key == lessons["ru"].translation_key
    assert item.titles == {"ru": "Lesson [ru]", "kk": "Lesson [kk]", "en": "Lesson [en]"}
    assert item.pages == {code: page.pk for code, page in lessons.items()}
    assert item.minutes == {"ru": 1, "kk": 1, "en": 1}
    assert Course.objects.get().hours == 3


def test_publishing_draft_below_live_module_opens_nothing():
    modules = make_module_pages(make_course_pages())

    make_lesson_pages(modules, published=False)

    assert CourseItem.objects.count() == 0


def test_publishing_lesson_below_draft_course_opens_nothing():
    courses = make_course_pages(published=False)

    make_lesson_pages(make_module_pages(courses))

    assert Course.objects.count() == 0


def test_publishing_language_later_adds_it_to_the_same_row():
    indexes = make_indexes()
    courses = make_course_pages(indexes=indexes)
    russian = make_module_pages({"ru": courses["ru"]}, "Module")["ru"]
    before = Module.objects.get()

    kazakh = make_pages(type(russian), {"kk": courses["kk"]}, "Module", published=False)["kk"]
    kazakh.translation_key = russian.translation_key
    publish(kazakh)

    assert Module.objects.get().pk == before.pk
    assert (before.languages, Module.objects.get().languages) == (["ru"], ["kk", "ru"])


def test_unpublishing_module_closes_it_and_keeps_completions():
    courses = make_course_pages()
    modules = make_module_pages(courses)
    make_lesson_pages(modules, "Lesson")
    item = CourseItem.objects.select_related("module__course").get()
    complete_lesson(make_learner(), item, language="ru", now=NOW)

    for page in modules.values():
        page.unpublish()

    assert outline() == []
    assert Module.objects.get().is_open is False
    assert ItemCompletion.objects.count() == 1


def test_unpublishing_one_language_leaves_the_others_open():
    lessons = make_lesson_pages(make_module_pages(make_course_pages()))

    lessons["ru"].unpublish()

    assert (CourseItem.objects.get().is_open, CourseItem.objects.get().languages) == (True, ["en", "kk"])


def test_unpublishing_course_closes_it():
    courses = make_course_pages()

    for page in courses.values():
        page.unpublish()

    assert Course.objects.get().is_open is False


def test_deleting_lesson_closes_its_item():
    modules = make_module_pages(make_course_pages())
    make_lesson_pages(modules, "Stays")
    gone = make_lesson_pages(modules, "Goes")

    for page in gone.values():
        LessonPage.objects.get(pk=page.pk).delete()

    assert [titles for _module, titles in outline()] == [["Stays [ru]"]]


def test_deleting_module_with_lessons_closes_it():
    courses = make_course_pages()
    stays = make_module_pages(courses, "Stays")
    make_lesson_pages(stays, "Lesson")
    gone = make_module_pages(courses, "Goes")
    make_lesson_pages(gone, "Other")

    for page in gone.values():
        type(page).objects.get(pk=page.pk).delete()

    assert outline() == [("Stays [ru]", ["Lesson [ru]"])]


def test_deleting_course_closes_it():
    courses = make_course_pages()
    make_lesson_pages(make_module_pages(courses))

    for page in courses.values():
        type(page).objects.get(pk=page.pk).delete()

    assert Course.objects.get().is_open is False


def test_moving_lesson_changes_the_order():
    modules = make_module_pages(make_course_pages())
    first, second = make_lesson_pages(modules, "First"), make_lesson_pages(modules, "Second")

    for code in first:
        LessonPage.objects.get(pk=second[code].pk).move(LessonPage.objects.get(pk=first[code].pk), pos="left")

    assert [titles for _module, titles in outline()] == [["Second [ru]", "First [ru]"]]


def test_moving_lesson_to_other_module_takes_it_along():
    courses = make_course_pages()
    one, two = make_module_pages(courses, "One"), make_module_pages(courses, "Two")
    lessons = make_lesson_pages(one, "Lesson")
    make_lesson_pages(two, "Other")

    for code, page in lessons.items():
        LessonPage.objects.get(pk=page.pk).move(type(two[code]).objects.get(pk=two[code].pk), pos="last-child")

    assert outline() == [("Two [ru]", ["Other [ru]", "Lesson [ru]"])]


def test_publishing_quiz_page_freezes_its_quiz():
    modules = make_module_pages(make_course_pages())
    quiz = make_quiz()

    make_quiz_pages(modules, quiz, "Quiz")

    assert quiz.versions.count() == 1
    assert [titles for _module, titles in outline()] == [["Quiz [ru]"]]


@pytest.mark.parametrize(("has_quiz", "months"), [(True, 12), (False, None)])
def test_course_ends_only_where_a_quiz_can_renew_it(has_quiz, months):
    courses = make_course_pages(valid_months=12, window_months=3)
    modules = make_module_pages(courses)
    make_lesson_pages(modules)
    if has_quiz:
        make_quiz_pages(modules, quiz=make_quiz(make_question()))

    course = publish_course(courses["ru"].translation_key, now=NOW)

    assert (course.valid_months, course.window_months) == (months, 3)


def test_unfinished_quiz_is_kept_out():
    modules = make_module_pages(make_course_pages())
    make_lesson_pages(modules, "Lesson")

    with pytest.raises(NotReady):
        make_quiz_pages(modules, make_quiz(make_question(state=QuestionState.DRAFT)))

    assert Quiz.objects.get().versions.count() == 0
    assert [titles for _module, titles in outline()] == [["Lesson [ru]"]]


def test_publishing_cuts_module_version_only_when_something_changed():
    modules = make_module_pages({"ru": make_course_pages(indexes={"ru": make_indexes()["ru"]})["ru"]})
    make_lesson_pages(modules)
    before = versions()

    publish_course(Course.objects.get().key, now=timezone.now())

    assert before == [(1, 0), (2, 1)]
    assert versions() == before


def test_publishing_changed_lesson_cuts_version_and_leaves_the_old_one():
    modules = make_module_pages({"ru": make_course_pages(indexes={"ru": make_indexes()["ru"]})["ru"]})
    lesson = make_lesson_pages(modules)["ru"]
    old = ModuleVersion.objects.get(number=2).contents

    lesson.title = "Changed"
    lesson = publish(lesson)

    newest = ModuleVersion.objects.get(number=3).contents
    assert ModuleVersion.objects.get(number=2).contents == old
    assert newest[0]["revisions"] == {"ru": lesson.live_revision_id}
    assert newest[0]["titles"] == {"ru": "Changed"}


def test_publishing_together_cuts_one_version():
    modules = make_module_pages({"ru": make_course_pages(indexes={"ru": make_indexes()["ru"]})["ru"]})

    with published_together(now=NOW):
        make_lesson_pages(modules)
        make_lesson_pages(modules)

    assert versions() == [(1, 0), (2, 2)]


def test_publishing_together_writes_nothing_when_the_block_raises():
    modules = make_module_pages({"ru": make_course_pages(indexes={"ru": make_indexes()["ru"]})["ru"]})

    with pytest.raises(RuntimeError), published_together(now=NOW):
        make_lesson_pages(modules)
        raise RuntimeError

    assert versions() == [(1, 0)]


@pytest.mark.parametrize("lessons", [1, 3])
def test_outline_costs_two_queries_first_and_one_from_then_on(django_assert_num_queries, lessons):
    modules = make_module_pages(make_course_pages())
    for _number in range(lessons):
        make_lesson_pages(modules)
    slug = Course.objects.get().slug

    with django_assert_num_queries(2):
        first = course_outline(slug)
    with django_assert_num_queries(1):
        second = course_outline(slug)

    assert [len(first.items), len(second.items)] == [lessons, lessons]
