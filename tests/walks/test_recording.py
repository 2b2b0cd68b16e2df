"""A lesson with a recording: nothing is loaded before play, and then it plays (features A14, ux 22)."""

import pytest
from playwright.sync_api import expect

from courses.models import CourseItem
from learning.addresses import item_url
from tests.factories import make_learner
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages
from tests.factories.sounds import MP3, make_recording
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
TEXTS = {"ru": ("Прослушать урок", "Скачать запись"), "kk": ("Сабақты тыңдау", "Жазбаны жүктеп алу")}
MINUTES_OF_SILENCE = MP3 * 200


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_recording_loads_when_it_is_played_and_not_before(language, open_context, sign_in, live_site, every_look):
    label, download = TEXTS[language]
    modules = make_module_pages(make_course_pages("Course"), "Module")
    make_lesson_pages(modules, "Lesson", audio=make_recording(content=MINUTES_OF_SILENCE), audio_minutes=4)
    item = CourseItem.objects.select_related("module__course").get()
    context = open_context(language)
    use_language(context, language, live_site)
    sign_in(context, make_learner())
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(item_url(item).replace("/ru/", f"/{language}/"), wait_until="networkidle")
    expect(page.locator(".el-audio")).to_contain_text(label)
    every_look(page, "recording")
    assert [address for address in asked if "/documents/" in address] == []

    player = page.locator("audio")
    player.evaluate("player => { player.muted = true; return player.play() }")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.1")
    player.evaluate("player => { player.currentTime = 60 }")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 60.1")
    player.evaluate("player => player.pause()")
    assert [address for address in asked if "/documents/" in address] != []

    with page.expect_download() as got:
        page.get_by_role("link", name=download).click()
    assert got.value.path().read_bytes() == MINUTES_OF_SILENCE
    page.emulate_media(media="print")
    expect(page.locator(".el-audio")).to_be_hidden()
