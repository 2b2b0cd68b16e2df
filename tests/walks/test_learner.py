"""Walk 1: a civil servant takes the course to its certificate, in Russian and in Kazakh."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from certificates.models import Certificate
from courses.models import Course
from demo.answers import right_answers
from learning.models import CourseCompletion
from quizzes.models import Attempt, Response
from quizzes.queries import question_view
from quizzes.question_types import TYPES
from tests.walks.conftest import use_language

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
    page.locator("main form button").first.click()  # start the quiz
    take_quiz(page, learner, every_look, recorders[0])

    assert Attempt.objects.get(learner=learner).passed
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
    """Press "read" until the quiz appears."""
    for number in range(40):
        if page.locator(".el-rules").count():
            every_look(page, "quiz-intro")
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


def nothing_told(recorder, attempt) -> list[str]:
    """Explanations and solutions of this quiz that reached the browser before it was handed in (QUIZ-01)."""
    told = []
    for response in attempt.responses.select_related("question_version"):
        for language in ("ru", "kk", "en"):
            view = question_view(response, language, with_key=True, explained=True)
            secrets = [view.feedback] + [part.solution for part in view.parts if part.type in ("matching", "ordering")]
            told += [secret for secret in secrets if secret and recorder.containing(secret)]
    return told


def answer_rightly(page: Page, response: Response) -> None:
    """Do with the page what a person who knows would do."""
    right = right_answers(response)
    kinds = {part["id"]: part["type"] for part in response.question_version.content["parts"]}
    for layout in response.layout:
        ANSWERING[kinds[layout["part"]]](page, layout, right[layout["part"]])


def _choose(page: Page, layout, answer) -> None:
    wanted = answer if isinstance(answer, list) else [answer]
    for token, one in layout["options"]:
        if one in wanted:
            page.locator(f"label[for=option-{token}]").click()


def _match(page: Page, layout, answer) -> None:
    for row, left in layout["rows"]:
        token = next(token for token, one in layout["options"] if one == answer[left])
        page.select_option(f"#row-{row}", token)


def _order(page: Page, layout, answer) -> None:
    tokens = {one: token for token, one in layout["options"]}
    for place, one in enumerate(answer):
        button = page.locator(f"button[value='{layout['token']}:{tokens[one]}:up']")
        while page.locator("[data-ordering] input").evaluate_all("all => all.map(i => i.value)").index(tokens[one]) > place:
            button.click()


def _write(page: Page, layout, answer) -> None:
    page.fill(f"#answer-{layout['token']}", answer)


ANSWERING = {
    "single": _choose,
    "multiple": _choose,
    "true_false": _choose,
    "matching": _match,
    "ordering": _order,
    "number": _write,
    "short_text": _write,
}
assert ANSWERING.keys() == TYPES.keys()
