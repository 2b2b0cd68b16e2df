"""The workshop's other screens with something on them: nothing that a screen reader stumbles over, in both languages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from courses.models import CourseItem, CoursePage, LessonPage, Translation
from courses.queries import open_items
from quizzes.models import Norm
from tests.walks.test_trainer import open_admin  # noqa: F401 (fixture)
from workshop.exports import write_course

pytestmark = pytest.mark.walk


@pytest.fixture
def course(account) -> CoursePage:
    """The demo's course on the Covenant: a norm has changed, a lesson was added and another rewritten, all since yesterday."""
    course = CoursePage.objects.get(slug="iccpr", locale__language_code="ru")
    norm = Norm.objects.get(code="ICCPR 12")
    norm.changed_on = timezone.localdate()
    norm.save()
    lesson = LessonPage.objects.descendant_of(course).first()
    lesson.norms = [norm]
    lesson.title = "Свобода передвижения: что изменилось"
    lesson.save_revision(user=account("trainer"))
    added = open_items().filter(module__course__slug="iccpr").last()
    CourseItem.objects.filter(pk=added.pk).update(opened_at=timezone.now() + timedelta(minutes=1))
    for command in ("count_statistics", "count_courses"):
        call_command(command)
    return course


@pytest.fixture
def suitcase(course, tmp_path) -> Path:
    """The course as a file, of another title."""
    path = tmp_path / "course.zip"
    with path.open("wb") as target:
        write_course(course.translation_key, target)
    course.title = "Пакт: новое название"
    course.save_revision()
    return path


def screens(course: CoursePage) -> dict[str, str]:
    place, behind = (
        f"/admin/workshop/courses/{course.translation_key}",
        Translation.objects.filter(behind__gt=0).first(),
    )
    return {
        "course": f"{place}/",
        "results": f"{place}/results/",
        "outside": f"{place}/translate/kk/upload/",
        "team": f"{place}/team/",
        "translation": f"/admin/workshop/translations/{behind.page_id}/",
        "law": "/admin/workshop/law/",
        "guide": "/admin/workshop/guide/",
    }


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_screens_of_a_trainer_are_accessible(language, course, suitcase, open_admin, axe, screenshot):  # noqa: F811
    page = open_admin("trainer", language)

    for name, address in screens(course).items():
        assert page.goto(address).status == 200
        axe(page)
        assert reaches_everything(page), name
        screenshot(page, name)
    page.goto("/admin/workshop/files/")
    axe(page)
    page.set_input_files("input[type=file]", suitcase)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main table").first).to_be_visible()
    axe(page)
    screenshot(page, "unpack")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_reviewer_sees_who_is_on_the_way(language, course, open_admin, axe, screenshot):  # noqa: F811
    page = open_admin("reviewer", language)

    page.goto(f"/admin/workshop/courses/{course.translation_key}/learners/")

    expect(page.locator("main button[type=submit]")).to_be_visible()
    axe(page)
    screenshot(page, "learners")


def reaches_everything(page: Page) -> bool:
    """Whether the window needs no scrolling sideways; wide tables scroll inside themselves."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
