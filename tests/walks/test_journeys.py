"""Journeys L1 to L5 of a learner, in a browser, by the taps and clicks that they may take (ux section 2)."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.domain.invitations import invite
from accounts.models import User
from certificates.models import Certificate
from courses.choices import ItemKind
from courses.models import Course, CourseItem
from learning.domain.enrolment import enrol
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from privacy.domain.consent import publish_text
from privacy.models import Consent
from quizzes.models import Attempt, Response
from tests.factories import make_learner, make_question, make_quiz
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_quiz_pages,
)
from tests.factories.quizzes import single
from tests.walks.clicks import Clicks
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
both = pytest.mark.parametrize("language", ["ru", "kk"])
WORDS = {
    "ru": {"saved": "Сохранено", "certificates": "Мои сертификаты", "pdf": "PDF", "valid": "Действителен"},
    "kk": {"saved": "Сақталды", "certificates": "Менің сертификаттарым", "pdf": "PDF", "valid": "Жарамды"},
}
PASSWORD = "пароль из четырёх слов"
FIRST, NEXT, HAND_IN = "main a, main button", ".el-lesson-nav button", "main form[data-hand-in-form] button"


@pytest.fixture
def world(transactional_db) -> Callable[[], User]:
    """Three lessons and a quiz of ten questions; gives its learner, on the course."""

    def make() -> User:
        modules = make_module_pages(make_course_pages("Course", indexes=make_indexes()))
        lessons = [make_lesson_pages(modules, title) for title in ("First", "Second", "Third")]
        questions = [make_question(single(), taught_in=lessons[number % 3]["ru"]) for number in range(10)]
        make_quiz_pages(modules, make_quiz(*questions, pause_hours=0, shuffle_questions=False), "Final")
        CourseItem.objects.update(opened_at=None)
        learner = make_learner(name_ru="Сергей Ким", name_kk="Сергей Ким", name_en="Sergei Kim")
        enrol(learner, Course.objects.get(), now=timezone.now())
        return learner

    return make


@pytest.fixture
def open_home(open_context, sign_in, live_site) -> Callable[..., Page]:
    """The learner's own first page, on a phone unless told otherwise."""

    def open_one(learner: User, language: str, size: tuple[int, int] = (360, 640)) -> Page:
        context = open_context(language, size=size)
        use_language(context, language, live_site)
        sign_in(context, learner)
        page = context.new_page()
        page.goto(f"/{language}/learning/")
        return page

    return open_one


def quiz_item() -> CourseItem:
    return CourseItem.objects.select_related("module__course").get(kind=ItemKind.QUIZ)


def answers(attempt: Attempt, *right: int, upto: int = 10) -> None:
    """Right at these positions, wrong at the others."""
    for response in Response.objects.filter(attempt=attempt, position__lte=upto):
        response.answer = {"p1": "right" if response.position in right else "wrong"}
        response.save()


@both
def test_l1_from_the_invitation_to_the_first_lesson_in_three_clicks(language, world, open_context, live_site):
    learner, now = world(), timezone.now()
    learner.set_unusable_password()
    learner.save()
    publish_text(dict.fromkeys(("ru", "kk", "en"), "What becomes of your data."), by=None, now=now)
    issued = invite(learner, by=None, now=now)
    context = open_context(language)
    use_language(context, language, live_site)
    page = context.new_page()
    clicks = Clicks(page)

    clicks.count += 1  # the link in the mail
    page.goto(reverse("accounts:invitation", args=[issued.token]))
    page.fill("input[name=password]", PASSWORD)
    clicks.on(page.locator("main form button"))
    page.wait_for_url("**/learning/")
    clicks.on(page.locator(FIRST).first)

    expect(page.locator("h1")).to_have_text(f"First [{language}]")
    assert clicks.count == 3
    assert Consent.objects.get().person == learner


@both
def test_l2_three_lessons_and_ten_questions_take_twenty_five_taps(language, world, open_home):
    learner = world()
    page = open_home(learner, language)
    taps = Clicks(page)

    taps.on(page.locator(FIRST).first)
    for title in ("First", "Second", "Third"):
        expect(page.locator("h1")).to_have_text(f"{title} [{language}]")
        taps.on(page.locator(NEXT))
    expect(page.locator("[data-rules]")).to_contain_text("70 %")
    for position in range(1, 11):
        expect(page.locator("[data-question]")).to_have_attribute("data-question", str(position))
        taps.on(page.get_by_text(f"right [{language}]", exact=True))
        expect(page.locator("[data-save-status]")).to_contain_text(WORDS[language]["saved"])
        assert page.locator("[data-rules]").is_visible() == (position == 1)
        taps.on(page.locator(".el-question__buttons [data-next]"))
    taps.on(page.locator(HAND_IN))

    page.wait_for_url("**/result/")
    assert taps.count == 25
    assert Attempt.objects.get(learner=learner).passed


@both
def test_l3_the_open_question_is_one_click_away_at_the_office(language, world, open_home):
    learner, now = world(), timezone.now()
    attempt = start_quiz(learner, quiz_item(), language=language, now=now)
    answers(attempt, *range(1, 6), upto=5)
    Response.objects.filter(attempt=attempt, position=3).update(is_flagged=True)
    page = open_home(learner, language, size=(1280, 800))
    clicks = Clicks(page)

    clicks.on(page.locator(FIRST).first)

    expect(page.locator("[data-question]")).to_have_attribute("data-question", "6")
    assert clicks.count == 1
    cells = page.locator(".el-map__cell")
    assert [re.findall("answered|flagged", cells.nth(place).get_attribute("class")) for place in range(6)] == [
        ["answered"],
        ["answered"],
        ["answered", "flagged"],
        ["answered"],
        ["answered"],
        [],
    ]


@both
def test_l4_a_retake_is_two_clicks_away_and_shows_what_to_read_first(language, world, open_home):
    learner, now = world(), timezone.now()
    attempt = start_quiz(learner, quiz_item(), language=language, now=now)
    answers(attempt, 1, 2, 3, 4, 5, 6)
    submit_quiz(attempt, language=language, now=now)
    page = open_home(learner, language)
    page.goto(f"/{language}/attempts/{attempt.public_id}/result/")
    clicks = Clicks(page)

    clicks.on(page.locator("main a.govuk-button").first)
    assert page.locator("main .el-items__item a").all_inner_texts() == [
        f"{title} [{language}]" for title in ("First", "Second", "Third")
    ]
    clicks.on(page.locator("main form button"))

    expect(page.locator("[data-question]")).to_have_attribute("data-question", "1")
    assert clicks.count == 2
    assert [one.number for one in Attempt.objects.filter(learner=learner).order_by("number")] == [1, 2]


@both
def test_l5_the_certificate_is_one_click_from_the_result_two_later_and_one_to_check(
    language, world, open_home, open_context, live_site
):
    learner, now, words = world(), timezone.now(), WORDS[language]
    for lesson in CourseItem.objects.filter(kind=ItemKind.LESSON).select_related("module__course"):
        complete_lesson(learner, lesson, language=language, now=now)
    attempt = start_quiz(learner, quiz_item(), language=language, now=now)
    answers(attempt, *range(1, 11))
    submit_quiz(attempt, language=language, now=now)
    page = open_home(learner, language)

    page.goto(f"/{language}/attempts/{attempt.public_id}/result/")
    at_once = Clicks(page)
    with page.expect_download() as got:
        at_once.on(page.locator("main a.govuk-button").first)
    assert got.value.suggested_filename.endswith(".pdf")

    page.goto(f"/{language}/learning/")
    later = Clicks(page)
    later.press("link", words["certificates"])
    with page.expect_download():
        later.on(page.get_by_role("link", name=words["pdf"]).first)

    certificate = Certificate.objects.get()
    context = open_context(language)
    use_language(context, language, live_site)
    page = context.new_page()
    page.goto(f"/{language}/certificates/check/")
    page.fill("input[name=code]", certificate.code.lower())
    checking = Clicks(page)
    checking.on(page.locator("main form button").first)
    expect(page.locator("main")).to_contain_text(words["valid"])
    assert (at_once.count, later.count, checking.count) == (1, 2, 1)
