"""Translators outside: a file with all texts, and their work back into drafts (features B12)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import LessonPage, QuizPage, Translation
from quizzes.domain.question_translations import texts_by_path
from quizzes.models import Question, QuizSlot
from tests.factories import make_question, make_trainer
from tests.workshop.conftest import client_of, in_english, text_of
from workshop.formats.xliff import read_xliff, xliff
from workshop.text_records import Document, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(course, trainer):
    """A course whose lesson has a text and whose quiz names a question; its Kazakh pages are begun."""
    page = LessonPage.objects.get()
    page.body = [{"type": "text", "value": "<p>Срок <b>90</b> дней</p>", "id": "one"}]
    page.save_revision(user=trainer)
    QuizSlot.objects.create(quiz=QuizPage.objects.get().quiz, question=make_question(key="term"))
    client_of(trainer).post(reverse("workshop:begin_translation", args=[course.translation_key, "kk"]))
    return course


def file_of(person, course) -> str:
    return (
        client_of(person)
        .get(reverse("workshop:translation_file", args=[course.translation_key, "kk"]))
        .content.decode()
    )


def bring(person, course, text: str):
    address = reverse("workshop:translation_upload", args=[course.translation_key, "kk"])
    return client_of(person).post(address, {"file": SimpleUploadedFile("kk.xlf", text.encode())}, follow=True)


def lesson_document(course) -> Document:
    return Document(f"page:{LessonPage.objects.first().translation_key}", [])


def translated(*documents: Document) -> str:
    """As a program would return it."""
    return xliff(documents, source="ru", target="kk").decode()


def ready(path: str, source: str, target: str) -> Unit:
    return Unit(path, source, target, "ready")


def test_file_holds_every_text_with_its_state(trainer, course):
    written = file_of(trainer, course)

    assert 'source-language="ru" target-language="kk"' in written
    assert "<source>&lt;p&gt;Срок &lt;b&gt;90&lt;/b&gt; дней&lt;/p&gt;</source>" in written
    assert written.count("<file ") == 5
    assert (
        '<trans-unit id="p1.prompt">\n<source>Which? [ru]</source>\n<target state="translated">Which? [kk]</target>'
        in written
    )


def test_texts_of_pages_and_questions_come_back(trainer, course):
    page = lesson_document(course)
    page.units.extend(
        [
            ready("title", "Урок 1", "1-сабақ"),
            ready(
                "body.one", "<p>Срок <b>90</b> дней</p>", '<p onclick="x()">Мерзімі <b>90</b> күн</p><script>x</script>'
            ),
        ]
    )
    title = Translation.objects.get(source=LessonPage.objects.first()).source.title
    page.units[0] = ready("title", title, "1-сабақ")
    question = Document("question:term", [ready("p1.prompt", "Which? [ru]", "Қайсысы?")])

    said = text_of(bring(trainer, course, translated(page, question)))

    assert "Texts taken over: 3." in said
    draft = LessonPage.objects.get(locale__language_code="kk").get_latest_revision_as_object()
    assert (draft.title, "Мерзімі <b>90</b> күн" in str(draft.body)) == ("1-сабақ", True)
    assert ("onclick" in str(draft.body), "script" in str(draft.body)) == (False, False)
    assert texts_by_path(Question.objects.get(key="term"))["p1.prompt"]["kk"] == "Қайсысы?"
    assert Translation.objects.get(page=draft.pk).behind == 0


def test_what_the_source_says_differently_by_now_and_what_is_foreign_is_left_out(trainer, course):
    page = lesson_document(course)
    page.units.append(ready("body.one", "<p>Срок 60 дней</p>", "<p>Мерзімі 60 күн</p>"))
    page.units.append(ready("body.two", "?", "Сөз"))
    foreign = make_question(key="foreign")

    said = text_of(
        bring(trainer, course, translated(page, Document("question:foreign", [ready("p1.prompt", "Which? [ru]", "!")])))
    )

    assert "Texts taken over: 0." in said
    assert "something else by now: 1" in said
    assert "not in this course: 2" in said
    foreign.refresh_from_db()
    assert texts_by_path(foreign)["p1.prompt"]["kk"] == "Which? [kk]"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<quiz></quiz>", "its outermost element must be “xliff”"),
        ("<xliff>", "not well-formed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "declares entities"),
    ],
)
def test_other_files_are_refused_in_words(trainer, course, text, sentence):
    response = bring(trainer, course, text)

    assert (response.status_code, sentence in text_of(response)) == (422, True)


def test_file_and_its_way_back_belong_to_the_team(course):
    stranger = client_of(in_english(make_trainer()))
    addresses = [
        reverse(f"workshop:translation_{name}", args=[course.translation_key, "kk"]) for name in ("file", "upload")
    ]

    assert [stranger.get(one, follow=True).status_code for one in addresses] == [404, 404]


def test_marks_of_other_programs_around_sentences_are_read():
    text = (
        '<xliff version="1.2"><file original="page:1"><body><trans-unit id="a"><source>A. B.</source>'
        '<target><mrk mtype="seg" mid="0">Ә.</mrk> <mrk mtype="seg" mid="1">Б.</mrk></target></trans-unit>'
        "</body></file></xliff>"
    )
    ((document),) = read_xliff(text)

    assert document == Document("page:1", [Unit("a", "A. B.", "Ә. Б.")])
