"""Writing a lesson in a browser: what comes from Word keeps its structure and loses its dress; translations keep themselves."""

import pytest
from playwright.sync_api import expect

from courses.domain.translating import begin_translation
from courses.models import LessonPage
from tests.walks.test_trainer import FORM_SETTLES, TITLE, open_admin  # noqa: F401 (fixture)
from workshop.choices import Template
from workshop.domain.course_making import make_course

pytestmark = pytest.mark.walk

MARKER = "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>"
ITEM = "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'>{}{}</p>"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><style>p.MsoNormal {{font-family:"Times New Roman"}}</style></head><body lang=RU>
<h1 style='color:red'>Глава</h1>
<p class=MsoNormal><b><span style='font-size:14.0pt;color:#1F497D'>Срок</span></b><span> подачи</span><o:p></o:p></p>
<h2>Порядок</h2>{items}
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Конец</p></body></html>"""
PASTE = """([selector, html]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "plain");
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
EDITOR = ".public-DraftEditor-content"


def word_text() -> str:
    """Two lists as Word paints them, five pages long."""
    bullets = [ITEM.format(MARKER.format("·"), f"пункт {number}") for number in range(100)]
    numbers = [ITEM.format(MARKER.format(f"{number}."), f"шаг {number}") for number in (1, 2)]
    return WORD.format(items="".join([*bullets, "<p class=MsoNormal>Затем</p>", *numbers]))


def test_five_pages_from_word_keep_their_structure_and_lose_their_dress(account, open_admin, screenshot):  # noqa: F811
    make_course(TITLE, language="ru", template=Template.ONE_LESSON, by=account("trainer"))
    lesson = LessonPage.objects.order_by("-pk").first()
    page = open_admin("trainer", "ru")
    page.goto(f"/admin/pages/{lesson.pk}/edit/")
    page.wait_for_timeout(FORM_SETTLES)
    page.locator(EDITOR).first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")

    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.evaluate(PASTE, [EDITOR, word_text()])
    screenshot(page, "from-word")

    lesson.refresh_from_db()
    html = str(lesson.get_latest_revision_as_object().body)
    counts = [html.count(f"<{tag} ") for tag in ("h2", "h3", "li")] + [
        html.count(f"<{tag}>") for tag in ("ul", "ol", "b")
    ]
    assert counts == [1, 1, 102, 1, 1, 1]
    assert [word in html for word in ("Mso", "style=", "color", "·", "font")] == [False] * 5
    assert [word in html for word in ("Глава", "<b>Срок</b> подачи", "пункт 99", "шаг 2", "Конец")] == [True] * 5


def test_translation_keeps_itself_while_it_is_typed(account, open_admin, screenshot):  # noqa: F811
    trainer = account("trainer")
    course = make_course(TITLE, language="ru", template=Template.ONE_LESSON, by=trainer)
    begin_translation(course, "kk", by=trainer)
    target = course.get_translations().get()
    page = open_admin("trainer", "kk")
    page.goto(f"/admin/workshop/translations/{target.pk}/")
    page.wait_for_timeout(1000)

    with page.expect_response(lambda answer: answer.request.method == "POST", timeout=15_000):
        page.fill("[name=text-0]", "Бақылау")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Сақталған уақыты")
    screenshot(page, "kept")

    target.refresh_from_db()
    assert target.get_latest_revision_as_object().title == "Бақылау"
