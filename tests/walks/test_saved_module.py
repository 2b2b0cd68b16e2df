"""A module on the device: saved, read without a line, updated, removed (ux 24)."""

import pytest
from playwright.sync_api import expect

from courses.choices import ItemKind
from courses.models import Course, LessonPage
from courses.queries import open_items
from learning.addresses import item_url
from tests.factories.pages import publish
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
TEXTS = {
    "ru": ("Сохранить модуль на устройство", "Удалить с устройства", "Нет связи – открыта сохранённая копия от"),
    "kk": ("Модульді құрылғыға сақтау", "Құрылғыдан жою", "Байланыс жоқ – мына күні сақталған көшірме ашылды:"),
}
CACHES = "async () => (await caches.keys()).filter(name => name.startsWith('saved:')).length"


@pytest.mark.parametrize(("language", "login"), [("ru", "sergey"), ("kk", "aigerim")])
def test_lessons_of_a_saved_module_open_without_a_line(
    language, login, account, open_context, sign_in, live_site, axe, screenshot
):
    save, remove, bar = TEXTS[language]
    lessons = open_items().filter(kind=ItemKind.LESSON, module__course__slug="upr")
    first, elsewhere = lessons[0], lessons[3]
    context = open_context(language, size=(360, 640))
    use_language(context, language, live_site)
    sign_in(context, account(login))
    page = context.new_page()
    page.goto(f"/{language}/courses/upr/")
    place = page.locator(".el-save").first
    expect(place.get_by_role("button")).to_contain_text(save)

    place.get_by_role("button").click()
    expect(place.get_by_role("button")).to_have_text(remove)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    context.set_offline(True)

    page.goto(item_url(first).replace("/ru/", f"/{language}/"))
    expect(page.get_by_role("status")).to_contain_text(bar)
    expect(page.locator("h1")).to_have_text(first.titles[language])
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans')
    axe(page)
    screenshot(page, f"saved-lesson-{language}")
    page.goto(item_url(elsewhere).replace("/ru/", f"/{language}/"))
    expect(page.locator("h1")).not_to_have_text(elsewhere.titles[language])
    page.goto(f"/{language}/courses/upr/")
    expect(page.get_by_role("link", name=first.titles[language])).to_be_visible()

    context.set_offline(False)
    page.goto(f"/{language}/courses/upr/")
    page.locator(".el-save").first.get_by_role("button").click()
    expect(page.locator(".el-save").first.get_by_role("button")).to_contain_text(save)
    assert page.evaluate(CACHES) == 0


def test_a_changed_course_is_offered_as_an_update(account, open_context, sign_in):
    context = open_context("ru")
    sign_in(context, account("sergey"))
    page = context.new_page()
    page.goto("/ru/courses/upr/")
    place = page.locator(".el-save").first
    place.get_by_role("button").click()
    expect(place.get_by_role("button")).to_have_text("Удалить с устройства")
    publish(LessonPage.objects.get(pk=open_items().filter(kind="lesson", module__course__slug="upr")[0].pages["ru"]))

    page.reload()
    expect(place.get_by_role("status")).to_contain_text("С тех пор курс изменился.")
    place.get_by_role("button").first.click()

    expect(place.get_by_role("button")).to_have_count(1)
    assert page.evaluate(CACHES) == 1
    assert page.evaluate("async () => (await caches.keys()).find(name => name.startsWith('saved:'))").endswith(
        str(Course.objects.get(slug="upr").outline_stamp)
    )


def test_a_full_device_is_told_in_words_and_nothing_half_saved_stays(account, open_context, sign_in):
    context = open_context("ru")
    sign_in(context, account("sergey"))
    page = context.new_page()
    page.add_init_script("Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))")
    page.goto("/ru/courses/upr/")
    place = page.locator(".el-save").first
    place.get_by_role("button").click()

    expect(place.get_by_role("status")).to_contain_text("На устройстве не хватает места.")
    expect(place.get_by_role("button")).to_contain_text("Сохранить модуль на устройство")
    assert page.evaluate(CACHES) == 0
