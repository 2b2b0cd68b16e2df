"""Journeys T1 and T4 of a trainer, in a browser, by the clicks that they may take (ux section 2)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage, LessonPage
from elearn.settings import base
from quizzes.models import Question, Quiz
from tests.walks.clicks import Clicks
from tests.walks.conftest import use_language
from workshop.choices import Template
from workshop.domain.course_making import make_course

pytestmark = pytest.mark.walk

TITLE = "Надзор за исполнением"
TEXT = "Правительство отвечает за исполнение рекомендаций."
NEW_TEXT = "Министерство юстиции ведёт свод рекомендаций."
WORDS = {
    "ru": {
        "create": "Создать курс",
        "draft": "Создать черновик",
        "import": "загрузить вопросы",
        "questions": "вопросы и правила",
        "send": "Отправить на согласование",
        "approval": "На согласовании",
        "approve": "Утвердить",
        "translate": "Перевести: KK",
        "try": "Пройти тест как слушатель",
        "trying": "Вы проходите тест как слушатель",
        "lessons": ("Урок 1", "Урок 2", "Урок 3"),
    },
    "kk": {
        "create": "Курс құру",
        "draft": "Жобасын құру",
        "import": "сұрақтарды жүктеу",
        "questions": "сұрақтар мен ережелер",
        "send": "Келісуге жіберу",
        "approval": "Келісуде",
        "approve": "Бекіту",
        "translate": "Аудару: RU",
        "try": "Тестті тыңдаушы ретінде өту",
        "trying": "Сіз тестті тыңдаушы ретінде өтіп отырсыз",
        "lessons": ("1-сабақ", "2-сабақ", "3-сабақ"),
    },
}
# Wagtail takes what a form holds in its first seconds for what is saved already.
FORM_SETTLES = 4000
LOOSE_FIELDS = """form => [...document.querySelector(form).querySelectorAll("input, select, textarea")]
    .filter(field => field.type !== "hidden" && field.offsetParent && !field.labels?.length && !field.ariaLabel)
    .map(field => field.name)"""


@pytest.fixture(autouse=True)
def _search_index(settings):
    """What is published can be found by its words, as on the real site."""
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """Ten questions in GIFT."""
    lines = [f"::t1-{number}:: Кто проверяет исполнение, {number}? {{=Правительство ~Никто}}" for number in range(10)]
    file = tmp_path / "questions.txt"
    file.write_text("\n\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def open_admin(account, open_context, sign_in_by_hand, live_site):
    """``open_admin("trainer", "kk")``: the first screen of an author, in their language."""

    def open_page(login: str, language: str) -> Page:
        person = account(login)
        person.language = language
        person.save()
        context = open_context(language)
        use_language(context, language, live_site)
        page = context.new_page()
        sign_in_by_hand(page, login, language)
        return page

    return open_page


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_t1_t3_course_of_three_lessons_and_ten_questions_takes_twelve_clicks_and_trying_it_one(
    language, open_admin, screenshot, gift, axe
):
    words = WORDS[language]
    page = open_admin("trainer", language)
    clicks = Clicks(page)
    page.reload()  # without the greeting
    axe(page)
    screenshot(page, "my-courses")

    clicks.press("link", words["create"])
    expect(page.locator("[name=title]")).to_be_visible()
    axe(page)
    page.fill("[name=title]", TITLE)
    assert page.evaluate(LOOSE_FIELDS, "main form") == []
    screenshot(page, "new-course")
    clicks.press("button", words["draft"])
    expect(page.locator(".course-tree tbody tr")).to_have_count(7)
    axe(page)
    screenshot(page, "course")
    for name in words["lessons"]:
        clicks.press("link", name)
        write_lesson(page, f"{TEXT} {name}")
    screenshot(page, "lesson")
    clicks.press("link", TITLE)
    clicks.press("link", words["import"])
    clicks.choose_file("input[type=file]", gift)
    clicks.count += 1
    page.locator("main form button[type=submit]").click()
    screenshot(page, "import-preview")
    clicks.count += 1
    page.locator("main form button[type=submit]").first.click()

    expect(page.locator(".messages .success")).to_be_visible()
    course = CoursePage.objects.get(title=TITLE)
    lessons = LessonPage.objects.descendant_of(course).order_by("path")
    assert [TEXT in str(one.get_latest_revision_as_object().body) for one in lessons] == [True, True, True]
    assert Quiz.objects.get(name=TITLE).slots.count() == 10
    assert Question.objects.filter(key__startswith="t1-", team__key=course.translation_key).count() == 10
    assert not CoursePage.objects.get(pk=course.pk).live
    assert clicks.count <= 12

    page.goto(f"/admin/workshop/courses/{course.translation_key}/")
    trying = Clicks(page)
    trying.press("button", words["try"])
    expect(page.locator(".el-notice")).to_contain_text(words["trying"])
    expect(page.locator(".govuk-fieldset__legend")).to_contain_text("Кто проверяет исполнение")
    axe(page)
    screenshot(page, "preview")
    assert trying.count == 1


def write_lesson(page: Page, text: str) -> None:
    """Write into the text that the template has put there; it is saved without a press."""
    editor = page.locator(".public-DraftEditor-content, [contenteditable=true]").first
    page.wait_for_timeout(FORM_SETTLES)
    editor.click()
    page.keyboard.press("Control+End")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.keyboard.type(text)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_t4_sending_takes_one_click_and_approving_two(
    language, open_admin, account, open_context, sign_in, screenshot, axe
):
    words = WORDS[language]
    course = CoursePage.objects.get(slug="upr", locale__language_code=language) if account("trainer") else None
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    page = open_admin("trainer", language)
    page.goto(f"/admin/pages/{lesson.pk}/edit/")
    write_lesson(page, NEW_TEXT)
    page.goto(f"/admin/workshop/courses/{course.translation_key}/")
    trainer = Clicks(page)
    trainer.press("button", words["send"], exact=False)
    expect(page.locator(".messages .success")).to_be_visible()
    screenshot(page, "sent")

    page = open_admin("reviewer", language)
    page.goto(f"/admin/workshop/courses/{course.translation_key}/review/")
    axe(page)
    expect(page.locator("main")).to_contain_text(NEW_TEXT)
    screenshot(page, "review")
    reviewer = Clicks(page)
    reviewer.press("button", words["approve"])
    expect(page.locator(".messages .success")).to_be_visible()

    assert (trainer.count, reviewer.count) <= (1, 2)
    learner = open_context(language)
    sign_in(learner, account("sergey"))
    page = learner.new_page()
    page.goto(f"/{language}/courses/upr/")
    page.get_by_role("link", name=lesson.title).first.click()
    expect(page.locator("article")).to_contain_text(NEW_TEXT)
    screenshot(page, "lesson-of-learner")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_t2_translating_is_begun_in_two_clicks(language, account, open_admin, screenshot, axe):
    words, other = WORDS[language], {"ru": "kk", "kk": "ru"}[language]
    course = make_course(TITLE, language=language, template=Template.ONE_LESSON, by=account("trainer"))
    page = open_admin("trainer", language)
    page.reload()
    clicks = Clicks(page)

    clicks.press("link", TITLE)
    clicks.press("button", words["translate"])
    page.fill("[name=text-0]", "Аударма")
    axe(page)
    screenshot(page, "translation")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()

    assert clicks.count <= 2
    begun = CoursePage.objects.get(translation_key=course.translation_key, locale__language_code=other)
    assert begun.get_latest_revision_as_object().title == "Аударма"
