"""From one language to another, and what is behind (features B12, ux 81)."""

import pytest

from courses.domain.segments import segments_of, write_segments
from courses.domain.translating import begin_translation, count_behind, pairs_of, remember_as_ready, write_translation
from courses.models import CoursePage, LessonPage, QuizPage, Translation
from tests.factories import make_quiz, make_trainer
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_pages,
    make_quiz_pages,
)
from tests.factories.sounds import make_recording

pytestmark = pytest.mark.django_db
BODY = [
    {"type": "text", "value": "<p>Слова</p>", "id": "a"},
    {
        "type": "key_facts",
        "id": "b",
        "value": {"items": [{"type": "item", "id": "c", "value": {"text": "Факт", "source": "A/HRC/1"}}]},
    },
    {
        "type": "table",
        "id": "d",
        "value": {
            "caption": "Таблица",
            "table": {"data": [["Да", ""], ["Нет", None]], "first_row_is_table_header": True},
        },
    },
    {
        "type": "quotation",
        "id": "e",
        "value": {
            "quote": "Цитата",
            "document": "Пакт",
            "paragraph": "",
            "authentic": "en",
            "url": "https://x.example/",
        },
    },
]
PATHS = [
    ("title", "Lesson [ru]"),
    ("body.a", "<p>Слова</p>"),
    ("body.b.items.c.text", "Факт"),
    ("body.b.items.c.source", "A/HRC/1"),
    ("body.d.caption", "Таблица"),
    ("body.d.table.0.0", "Да"),
    ("body.d.table.1.0", "Нет"),
    ("body.e.quote", "Цитата"),
    ("body.e.document", "Пакт"),
]


def behind(translation: Translation) -> int:
    """As the board tells it."""
    return Translation.objects.get(pk=translation.pk).behind


@pytest.fixture
def course() -> CoursePage:
    """A course in Russian of one lesson and a quiz."""
    courses = {"ru": make_course_pages("Course", indexes=make_indexes())["ru"]}
    CoursePage.objects.exclude(pk=courses["ru"].pk).delete()
    modules = make_module_pages(courses, "Module")
    make_pages(LessonPage, modules, "Lesson", body=BODY)
    make_quiz_pages(modules, make_quiz(), "Final")
    return courses["ru"]


def test_every_text_of_a_page_is_a_segment_and_nothing_else(course):
    assert [(one.path, one.text) for one in segments_of(LessonPage.objects.get())] == PATHS


def test_recording_is_each_languages_own(course):
    lesson = LessonPage.objects.get()
    lesson.audio, lesson.audio_minutes = make_recording(), 7
    lesson.save_revision()

    begin_translation(course, "kk", by=make_trainer())

    begun = LessonPage.objects.get(locale__language_code="kk").get_latest_revision_as_object()
    assert (begun.body.get_prep_value()[0]["value"], begun.audio, begun.audio_minutes) == ("<p>Слова</p>", None, None)


def test_written_segments_come_back_and_the_rest_stays(course):
    page = LessonPage.objects.get()

    write_segments(page, {"title": "Сабақ", "body.a": "<p>Сөздер</p>", "body.d.table.1.0": "Жоқ", "body.z": "x"})

    page.save_revision().publish()
    page = LessonPage.objects.get()
    found = {one.path: one.text for one in segments_of(page)}
    assert found == dict(PATHS) | {"title": "Сабақ", "body.a": "<p>Сөздер</p>", "body.d.table.1.0": "Жоқ"}
    assert page.body[3].value["url"] == "https://x.example/"


def test_whole_tree_is_begun_as_drafts_of_the_same_team_and_quiz(course):
    trainer = make_trainer()

    made, again = begin_translation(course, "kk", by=trainer), begin_translation(course, "kk", by=trainer)

    pages = [
        page.specific for page in CoursePage.objects.get(locale__language_code="kk").get_descendants(inclusive=True)
    ]
    assert (made, again, [page.live for page in pages]) == (4, 0, [False] * 4)
    assert [type(page).__name__ for page in pages] == ["CoursePage", "ModulePage", "LessonPage", "QuizPage"]
    assert QuizPage.objects.values("quiz").distinct().count() == 1
    assert [page.slug for page in pages] == [page.slug for page in course.get_descendants(inclusive=True)]
    texts = [len(segments_of(page)) for page in course.get_descendants(inclusive=True).specific()]
    assert list(Translation.objects.order_by("page__path").values_list("behind", flat=True)) == texts


def test_source_that_is_edited_makes_exactly_its_texts_stale(course):
    trainer = make_trainer()
    begin_translation(course, "kk", by=trainer)
    translation = Translation.objects.get(source__in=LessonPage.objects.filter(locale__language_code="ru"))

    count = write_translation(translation, {path: f"KK {text}" for path, text in PATHS} | {"body.x": "?"}, by=trainer)
    ready = behind(translation)
    source = LessonPage.objects.get(locale__language_code="ru")
    write_segments(source, {"body.b.items.c.text": "Другой факт"})
    source.save_revision()
    translation = Translation.objects.get(pk=translation.pk)
    stale = [
        (pair.source.path, pair.state, pair.translated_from) for pair in pairs_of(translation) if pair.state != "ready"
    ]

    assert (count, ready, behind(translation)) == (len(PATHS), 0, 1)
    assert stale == [("body.b.items.c.text", "stale", "Факт")]
    assert LessonPage.objects.get(pk=translation.page_id).get_latest_revision_as_object().title == "KK Lesson [ru]"


def test_marks_of_the_editor_make_nothing_stale(course):
    trainer = make_trainer()
    begin_translation(course, "kk", by=trainer)
    translation = Translation.objects.get(source__in=LessonPage.objects.filter(locale__language_code="ru"))
    write_translation(translation, {path: f"KK {text}" for path, text in PATHS}, by=trainer)
    source = LessonPage.objects.get(locale__language_code="ru")

    write_segments(source, {"body.a": '<p data-block-key="x1y2z">Слова</p>'})
    source.save_revision()

    assert behind(translation) == 0


def test_what_is_behind_is_counted_in_the_same_number_of_queries_for_all(course, django_assert_num_queries):
    begin_translation(course, "kk", by=make_trainer())
    numbers = list(Translation.objects.values_list("page", flat=True))
    count_behind(*numbers)

    for some in (numbers[:1], numbers):
        with django_assert_num_queries(3):
            count_behind(*some)


def test_empty_translation_is_not_taken(course):
    trainer = make_trainer()
    begin_translation(course, "en", by=trainer)
    translation = Translation.objects.first()

    assert write_translation(translation, {"title": "  "}, by=trainer) == 0


def test_pages_that_came_in_step_are_ready():
    lessons = make_lesson_pages(make_module_pages(make_course_pages()), "Own")

    remember_as_ready(lessons["kk"], lessons["ru"])

    assert behind(Translation.objects.get()) == 0
