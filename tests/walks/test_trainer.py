"""Walk 2: a trainer makes a question, a quiz, a module with a lesson, publishes by the buttons, and learners have it."""

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage, ModulePage
from elearn.settings import base
from quizzes.choices import QuestionState
from quizzes.models import Question
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk

KEY, QUIZ = "walk", "Тест прогулки"
MODULE, LESSON, QUIZ_PAGE = "Надзор на местах", "Кто проверяет исполнение", "Проверьте себя"
REFUSED = {
    "ru": ["Тест сохранён, но не опубликован", f"Вопрос {KEY}"],
    "kk": ["Тест сақталды, бірақ жарияланған жоқ", f"Сұрақ {KEY}"],
}
TEXT, KEY_FACTS = 0, 4  # places in the chooser of blocks
LOOSE_FIELDS = """form => [...document.querySelector(form).querySelectorAll("input, select, textarea")]
    .filter(field => field.type !== "hidden" && field.offsetParent && !field.labels?.length && !field.ariaLabel)
    .map(field => field.name)"""


@pytest.fixture(autouse=True)
def _search_index(settings):
    """What is published can be found by its words, as on the real site."""
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_module_reaches_learners(language, account, open_context, sign_in_by_hand, sign_in, screenshot, live_site):
    trainer = account("trainer")
    trainer.language = language
    trainer.save()
    context = open_context(language)
    use_language(context, language, live_site)
    page = context.new_page()
    sign_in_by_hand(page, "trainer", language)
    assert page.url.endswith("/admin/")
    screenshot(page, "admin")

    make_question(page, screenshot)
    make_quiz(page, screenshot)
    course = CoursePage.objects.get(slug="upr", locale__language_code=language)
    module = publish_page(page, "modulepage", course.pk, {"title": MODULE, "summary": "О чём модуль"})
    assert ModulePage.objects.get(pk=module).live
    make_lesson(page, module, screenshot)

    fill_quiz_page(page, module)
    publish(page)
    for words in REFUSED[language]:
        expect(page.locator(".messages")).to_contain_text(words)
    screenshot(page, "refused")
    quiz_page = page.url
    mark_ready(page)
    page.goto(quiz_page)
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()

    learner = open_context(language)
    sign_in(learner, account("sergey"))
    learner_finds_module(learner.new_page(), language, screenshot)


def make_question(page: Page, screenshot) -> None:
    """One right answer of two, in Russian and Kazakh, first as a draft."""
    page.goto("/admin/snippets/quizzes/question/add/")
    page.fill("input[name=key]", KEY)
    page.locator(".c-sf-add-button").first.click()
    page.locator("[role=option]").first.click()
    part = "parts-0-value"
    if not page.locator(f"[name={part}-options-1-value-text-ru]").count():
        page.locator("[data-streamfield-list-add]:visible").last.click()
    for name, texts in {
        f"{part}-prompt": ("Кто следит за исполнением?", "Орындалуын кім бақылайды?"),
        f"{part}-options-0-value-text": ("Правительство", "Үкімет"),
        f"{part}-options-1-value-text": ("Никто", "Ешкім"),
        "feedback": ("Следит Правительство.", "Үкімет бақылайды."),
    }.items():
        glue = "_" if name == "feedback" else "-"
        for code, text in zip(("ru", "kk"), texts, strict=True):
            page.fill(f"[name={name}{glue}{code}]", text)
    page.check(f"[name={part}-options-0-value-is_correct]")
    assert page.evaluate(LOOSE_FIELDS, "#main form") == []
    screenshot(page, "question")
    page.locator("button.action-save").click()
    page.wait_for_url("**/quizzes/question/")
    assert Question.objects.get(key=KEY).state == QuestionState.DRAFT


def make_quiz(page: Page, screenshot) -> None:
    """A quiz of that one question."""
    page.goto("/admin/snippets/quizzes/quiz/add/")
    page.fill("input[name=name]", QUIZ)
    if not page.locator("[name=slots-0-question]").count():
        page.locator("#id_slots-ADD").click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    choose_in_window(page, KEY)
    screenshot(page, "quiz")
    page.locator("button.action-save").click()
    page.wait_for_url("**/quizzes/quiz/")


def mark_ready(page: Page) -> None:
    """Set the question's state and save."""
    page.goto(f"/admin/snippets/quizzes/question/edit/{Question.objects.get(key=KEY).pk}/")
    page.select_option("select[name=state]", QuestionState.READY)
    page.locator("button.action-save").click()
    page.wait_for_url("**/quizzes/question/")


def make_lesson(page: Page, module: int, screenshot) -> None:
    """A lesson of a text and a box of key facts."""
    open_new_page(page, "lessonpage", module)
    page.fill("[name=title]", LESSON)
    add_block(page, TEXT)
    page.locator(".public-DraftEditor-content, [contenteditable=true]").first.click()
    page.keyboard.type("Правительство отвечает за исполнение рекомендаций.")
    add_block(page, KEY_FACTS)
    page.fill("[name=body-1-value-items-0-value-text]", "Срок доклада – половина цикла.")
    page.fill("[name=body-1-value-items-0-value-source]", "A/HRC/RES/16/21")
    screenshot(page, "lesson")
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()


def fill_quiz_page(page: Page, module: int) -> None:
    """The page that puts the quiz into the module."""
    open_new_page(page, "quizpage", module)
    page.fill("[name=title]", QUIZ_PAGE)
    page.locator("[data-chooser-action-choose]:visible").first.click()
    choose_in_window(page, QUIZ)


def publish_page(page: Page, model: str, parent: int, texts: dict[str, str]) -> int:
    """Make and publish a page of plain fields; its number."""
    open_new_page(page, model, parent)
    for name, text in texts.items():
        page.fill(f"[name={name}]", text)
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()
    return ModulePage.objects.get(title=texts["title"]).pk


def open_new_page(page: Page, model: str, parent: int) -> None:
    """The empty form of a page; nobody is asked for an address."""
    page.goto(f"/admin/pages/add/courses/{model}/{parent}/")
    assert page.locator("[name=slug]").count() == 0


def publish(page: Page) -> None:
    """Press "publish" in the menu beside "save"."""
    page.locator("footer .w-dropdown__toggle").last.click()
    with page.expect_navigation():
        page.locator("button[name=action-publish]").click()


def add_block(page: Page, number: int) -> None:
    """Append the block that stands at ``number`` in the chooser."""
    page.locator("[data-streamfield-stream-container] > div > .c-sf-add-button").last.click()
    page.locator("[role=option]").nth(number).click()


def choose_in_window(page: Page, name: str) -> None:
    """Search for ``name`` in the chooser's window and take the first hit."""
    page.locator(".modal input[name=q]").fill(name)
    choice = page.locator(".modal a[data-chooser-modal-choice]", has_text=name)
    expect(choice.first).to_be_visible()
    choice.first.click()
    expect(page.locator(".modal")).to_have_count(0)


def learner_finds_module(page: Page, language: str, screenshot) -> None:
    """The very next request shows module, lesson and quiz, and both open."""
    page.goto(f"/{language}/courses/upr/")
    expect(page.get_by_role("heading", name=MODULE)).to_be_visible()
    screenshot(page, "course-of-learner")
    page.get_by_role("link", name=LESSON).click()
    expect(page.locator("article")).to_contain_text("Правительство отвечает за исполнение рекомендаций.")
    expect(page.locator("article")).to_contain_text("A/HRC/RES/16/21")
    screenshot(page, "lesson-of-learner")
    page.goto(f"/{language}/courses/upr/")
    page.get_by_role("link", name=QUIZ_PAGE).click()
    page.locator("main form button").first.click()
    expect(page.locator(".govuk-fieldset__legend")).to_have_count(1)
    expect(page.locator(".govuk-fieldset__legend")).to_contain_text("?")
