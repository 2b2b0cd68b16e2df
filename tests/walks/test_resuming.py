"""Journey L3: begun on a phone, gone on with at the office, one click after signing in (ux 9, 21)."""

import pytest
from playwright.sync_api import expect

from courses.choices import ItemKind
from courses.queries import open_items
from learning.addresses import item_url
from learning.domain.enrolment import enrol
from learning.models import ReadingPlace
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
STOPPED = {"ru": "Вы остановились на", "kk": "Тоқтаған жеріңіз"}


@pytest.mark.parametrize(("language", "login"), [("ru", "sergey"), ("kk", "aigerim")])
def test_the_heading_passed_on_the_phone_is_one_click_away_at_the_office(
    language, login, account, open_context, sign_in, live_site
):
    learner = account(login)
    lesson = open_items().filter(kind=ItemKind.LESSON, module__course__slug="upr")[0]
    enrol(learner, lesson.module.course, now=lesson.opened_at or learner.date_joined)
    phone = open_context(language, size=(360, 640))
    use_language(phone, language, live_site)
    sign_in(phone, learner)
    page = phone.new_page()
    page.goto(item_url(lesson).replace("/ru/", f"/{language}/"))
    heading = page.locator("#part-3")
    words = heading.inner_text()
    with page.expect_response("**/place/") as told:
        heading.evaluate("element => element.scrollIntoView()")
    assert told.value.status == 204
    assert ReadingPlace.objects.get(learner=learner).part == 3
    phone.close()

    office = open_context(language)
    use_language(office, language, live_site)
    sign_in(office, learner)
    page = office.new_page()
    page.goto(f"/{language}/learning/")
    page.locator("main a, main button").first.click()

    assert page.url.endswith("#part-3")
    expect(page.locator("main .govuk-inset-text").first).to_have_text(f"{STOPPED[language]}: {words}")
