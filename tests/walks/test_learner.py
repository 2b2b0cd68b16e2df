"""Walk 1: a civil servant takes the course to its certificate, in Russian and in Kazakh."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from certificates.models import Certificate
from courses.choices import ItemKind
from courses.models import Course, CourseItem
from learning.addresses import item_url
from learning.models import CourseCompletion
from quizzes.models import Attempt, Response
from tests.walks.answering import answer_rightly
from tests.walks.conftest import use_language
from tests.walks.secrets_of_quiz import flags, secrets_of, told

pytestmark = pytest.mark.walk
LEARNERS = [("ru", "sergey"), ("kk", "aigerim")]


@pytest.mark.parametrize(("language", "login"), LEARNERS)
def test_course_to_certificate(
    language, login, account, open_context, recorders, sign_in_by_hand, every_look, screenshot, live_site
):
    learner = account(login)
    context = open_context(language)
    use_language(context, language, live_site)
    page = context.new_page()

    sign_in_by_hand(page, login, language)
    page.goto(f"/{language}/learning/")
    every_look(page, "home")
    page.locator("main a, main button").first.click()  # ux 9: the first control is "continue"

    read_all_lessons(page, every_look)
    item = CourseItem.objects.select_related("module__course").get(
        kind=ItemKind.QUIZ, is_pretest=False, module__course__slug="upr"
    )
    question = page.url
    page.goto(item_url(item).replace("/ru/", f"/{language}/"))
    every_look(page, "quiz-intro")
    page.goto(question)
    take_quiz(page, learner, every_look, recorders[0])

    attempt = Attempt.objects.get(learner=learner)
    assert attempt.passed
    assert told([recorders[0].responses[-1].body, page.content().encode()], secrets_of(attempt))  # now they are
    assert CourseCompletion.objects.get(learner=learner).course == Course.objects.get(slug="upr")
    every_look(page, "result")
    certificate = Certificate.objects.get(holder=learner)
    pdf = context.request.get(f"{live_site}/{language}/certificates/{certificate.code}/pdf/").body()
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert all(word in text for word in learner.name_kk.split())
    page.goto(f"/{language}/certificates/check/{certificate.code}/")
    every_look(page, "check")
    assert learner.name_kk in page.content()


def read_all_lessons(page: Page, every_look: Callable[[Page, str], None]) -> None:
    """Press "read" until the first question of the quiz appears, which has no time limit."""
    for number in range(40):
        if page.locator("[data-rules]").count():
            return
        if number == 0:
            every_look(page, "lesson")
        page.locator(".el-lesson-nav form button").click()
    raise AssertionError("No quiz after 40 lessons.")


def take_quiz(page: Page, learner, every_look, recorder) -> None:
    """Answer every question rightly with the mouse, check the summary, hand in."""
    attempt = Attempt.objects.get(learner=learner)
    count = attempt.responses.count()
    for position in range(1, count + 1):
        response = Response.objects.get(attempt=attempt, position=position)
        every_look(page, f"question-{position}") if position <= 3 else None
        answer_rightly(page, response)
        page.locator(".el-question__buttons button[name=go]").first.click()
    every_look(page, "summary")
    assert nothing_told(recorder, attempt) == []
    page.locator("main form button").first.click()
    page.wait_for_url("**/result/")


def nothing_told(recorder, attempt) -> list[str | bytes]:
    """What reached the browser before the quiz was handed in and should not have (QUIZ-01)."""
    secrets = secrets_of(attempt)
    assert len(secrets) >= 3 * attempt.responses.count()  # an empty search would find nothing, too
    pages = {one.body for one in recorder.responses if not one.path.startswith("/static/")}
    return told({one.body for one in recorder.responses}, secrets) + flags(pages)
