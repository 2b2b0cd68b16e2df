"""Learners are told which version a translation is from, and a course that is behind is required of nobody (ux 81)."""

import pytest

from courses.domain.translating import write_translation
from courses.models import Course, CourseItem, LessonPage, Translation
from obligations.domain.obliging import behind_in
from tests.factories import make_learner, make_trainer
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, publish

pytestmark = pytest.mark.django_db
TEXTS = {"body.one": "<p>Мерзімі 60 күн</p>"}


@pytest.fixture
def lesson() -> dict[str, LessonPage]:
    """A live lesson whose Kazakh text is a translation in step with the Russian one."""
    modules = make_module_pages(make_course_pages())
    body = [{"type": "text", "value": "<p>Срок 90 дней</p>", "id": "one"}]
    lessons = make_lesson_pages(modules, "Lesson", body=body)
    source = {"title": "Lesson [ru]", "body.one": "<p>Срок 90 дней</p>"}
    Translation.objects.create(page=lessons["kk"], source=lessons["ru"], texts=source, live_texts=source)
    return lessons


def change_source(lesson, text: str) -> None:
    page = LessonPage.objects.get(pk=lesson["ru"].pk)
    page.body = [{"type": "text", "value": text, "id": "one"}]
    publish(page)


def translate(lesson) -> None:
    write_translation(Translation.objects.get(page=lesson["kk"]), TEXTS, by=make_trainer())


def behind() -> dict[str, int]:
    return CourseItem.objects.get().behind


def test_translation_keeps_the_version_with_which_it_was_in_step(lesson):
    before = behind()
    change_source(lesson, "<p>Срок 60 дней</p>")
    once = behind()
    change_source(lesson, "<p>Срок 30 дней</p>")

    # Version 4: an empty module, then one version for each language that was published.
    assert (before, once, behind()) == ({}, {"kk": 4}, {"kk": 4})


def test_new_translation_counts_once_it_is_live(lesson):
    change_source(lesson, "<p>Срок 60 дней</p>")
    translate(lesson)
    drafted = behind()
    publish(LessonPage.objects.get(pk=lesson["kk"].pk).get_latest_revision_as_object())

    assert (drafted, behind()) == ({"kk": 4}, {})


def test_reader_of_an_older_translation_is_told_so_and_others_are_not(lesson, client):
    change_source(lesson, "<p>Срок 60 дней</p>")
    client.force_login(make_learner())
    item = CourseItem.objects.select_related("module__course").get()
    address = f"courses/{item.module.course.slug}/{item.module.slug}/{item.slug}/"

    said = {code: client.get(f"/{code}/{address}").content.decode() for code in ("kk", "ru", "en")}

    assert ["4-нұсқадан" in said["kk"], "с версии" in said["ru"], "is from version" in said["en"]] == [
        True,
        False,
        False,
    ]


def test_course_that_is_behind_in_an_official_language_is_named(lesson):
    course = Course.objects.get()
    fresh = behind_in(course)
    change_source(lesson, "<p>Срок 60 дней</p>")

    assert (fresh, behind_in(course)) == ([], ["Lesson [ru]"])


def test_english_that_is_behind_keeps_nothing_from_being_required(lesson):
    CourseItem.objects.update(behind={"en": 1})

    assert behind_in(Course.objects.get()) == []
