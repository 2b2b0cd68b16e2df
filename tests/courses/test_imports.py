"""Loading a course: what is made, and that loading it again changes only what changed in the files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from courses.formats.course_folder import read_course
from courses.formats.nodes import ContentError
from courses.imports import load_course
from courses.models import Course, CourseItem, GlossaryTerm, LessonPage, ModuleVersion
from courses.outlines import course_outline
from quizzes.domain.content import content_of
from quizzes.models import Question, QuestionVersion, Quiz, QuizVersion
from tests.courses.mini_course import change, write_mini_course
from tests.factories.pages import make_indexes

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
COUNTED = (GlossaryTerm, Question, QuestionVersion, Quiz, QuizVersion, LessonPage, ModuleVersion, Revision)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_indexes()
    return write_mini_course(tmp_path)


def load(folder: Path) -> Course:
    """The course, loaded."""
    return load_course(folder, author=None, now=NOW)


def counts() -> dict[str, int]:
    """How many rows of everything there are."""
    return {model.__name__: model.objects.count() for model in COUNTED}


def outline(slug: str = "mini") -> list[tuple[str, list[str]]]:
    """Addresses of the course's modules and items."""
    return [(part.module.slug, [item.slug for item in part.items]) for part in course_outline(slug).modules]


def test_load_course_opens_it_in_three_languages(folder):
    course = load(folder)

    assert course.languages == ["en", "kk", "ru"]
    assert course.titles == {"ru": "Курс", "kk": "Курс қазақша", "en": "Course"}
    assert outline() == [("module-1", ["first", "second", "final-quiz"]), ("module-2", ["third"])]


def test_load_course_cuts_one_version_of_each_module(folder):
    load(folder)

    assert list(ModuleVersion.objects.values_list("module__slug", "number").order_by("module__slug")) == [
        ("module-1", 1),
        ("module-2", 1),
    ]


ENTRY = """
slug = "entry-test"
title.ru = "Вход"
title.kk = "Кіру"
title.en = "Entry"
summary.ru = "Сначала"
summary.kk = "Алдымен"
summary.en = "First"
questions = [{keys}]
"""


def add_entry(folder: Path, *keys: str) -> None:
    """An entry test that asks these questions."""
    listed = ", ".join(f'"{key}"' for key in keys)
    (folder / "entry.toml").write_text(ENTRY.replace("{keys}", listed), encoding="utf-8")


def test_load_course_puts_an_entry_test_before_the_first_lesson(folder):
    keys = [one.key for one in read_course(folder).quiz.questions][:5]
    add_entry(folder, *keys)

    load(folder)
    load(folder)

    item = CourseItem.objects.get(slug="entry-test")
    assert outline()[0][1][0] == "entry-test"
    assert (item.is_pretest, item.quiz.preset, item.quiz.max_attempts) == (True, "entry", 1)
    assert [slot.question.key for slot in item.quiz.slots.order_by("sort_order")] == keys
    assert QuizVersion.objects.filter(quiz=item.quiz).count() == 1


@pytest.mark.parametrize(
    ("keys", "sentence"), [(["mini-single"], "fewer than 5"), (["x1"] * 5, "which is not in the quiz")]
)
def test_an_entry_test_that_measures_nothing_is_refused(folder, keys, sentence):
    add_entry(folder, *keys)

    with pytest.raises(ContentError, match=sentence):
        load(folder)


def test_load_course_leads_questions_to_the_lesson_that_teaches_them(folder):
    change(folder / "quiz.toml", 'key = "mini-single"', 'key = "mini-single"\nlesson = "first"')

    load(folder)

    page = Question.objects.get(key="mini-single").taught_in
    assert (page.slug, page.locale.language_code) == ("first", "ru")


def test_a_question_of_a_lesson_that_is_not_there_is_refused(folder):
    change(folder / "quiz.toml", 'key = "mini-single"', 'key = "mini-single"\nlesson = "nowhere"')

    with pytest.raises(ContentError, match="There is no lesson “nowhere”"):
        load(folder)


def test_load_course_gives_lessons_the_same_block_ids_in_all_languages(folder):
    load(folder)

    ids = {tuple(block.id for block in page.body) for page in LessonPage.objects.filter(slug="first")}

    assert [len(one) for one in ids] == [8]


def test_load_course_puts_terms_into_glossary_blocks(folder):
    load(folder)

    page = LessonPage.objects.get(slug="first", locale__language_code="kk")

    assert list(page.body[-1].value["terms"]) == [GlossaryTerm.objects.get(key="upr")]


def test_load_course_twice_changes_nothing(folder):
    load(folder)
    before = counts()

    load(folder)

    assert counts() == before
    assert before["Revision"] == 3 * 7


def test_load_course_with_changed_lesson_writes_that_page_only(folder):
    load(folder)
    before = counts()

    change(folder / "module-2.toml", "<p>Сөздер</p>", "<p>Басқа сөздер</p>")
    load(folder)

    page = LessonPage.objects.get(slug="third", locale__language_code="kk")
    assert counts() == before | {"Revision": before["Revision"] + 1, "ModuleVersion": before["ModuleVersion"] + 1}
    assert "Басқа сөздер" in str(page.body[0].value)


def test_load_course_with_changed_question_keeps_the_ids_of_its_options(folder):
    load(folder)
    old = content_of(Question.objects.get(key="mini-single"))["parts"][0]

    change(folder / "quiz.toml", 'text.ru = "a ru"', 'text.ru = "changed"')
    load(folder)

    new = content_of(Question.objects.get(key="mini-single"))["parts"][0]
    assert [option["id"] for option in new["options"]] == [option["id"] for option in old["options"]]
    assert [option["text"]["ru"] for option in new["options"]] == ["changed", "b ru"]


def test_load_course_with_changed_question_freezes_the_quiz_again(folder):
    load(folder)

    change(folder / "quiz.toml", 'text.ru = "a ru"', 'text.ru = "changed"')
    load(folder)

    assert list(QuizVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert QuestionVersion.objects.filter(question__key="mini-single").count() == 2
    assert QuestionVersion.objects.exclude(question__key="mini-single").count() == 7


def test_load_course_follows_order_and_module_of_lessons(folder):
    load(folder)
    keys = dict(CourseItem.objects.values_list("slug", "key"))

    text = (folder / "module-1.toml").read_text(encoding="utf-8")
    head, first, second = text.split("[[lessons]]")
    (folder / "module-1.toml").write_text(f"{head}[[lessons]]{second}", encoding="utf-8")
    other = (folder / "module-2.toml").read_text(encoding="utf-8")
    (folder / "module-2.toml").write_text(
        other.replace("[[lessons]]", f"[[lessons]]{first}[[lessons]]"), encoding="utf-8"
    )
    load(folder)

    assert outline() == [("module-1", ["second", "final-quiz"]), ("module-2", ["first", "third"])]
    assert dict(CourseItem.objects.values_list("slug", "key")) == keys


def test_load_course_with_mistake_writes_nothing(folder):
    change(folder / "module-2.toml", 'title.kk = "Сабақ third"\n', "")

    with pytest.raises(ContentError):
        load(folder)

    assert counts() == dict.fromkeys(counts(), 0)


def test_load_course_with_wrong_key_writes_nothing(folder):
    change(folder / "quiz.toml", "correct = true", "correct = false")

    with pytest.raises(ContentError) as mistake:
        load(folder)

    assert str(mistake.value) == "quiz.toml, question mini-single, part 1: one_right."
    assert counts() == dict.fromkeys(counts(), 0)


def test_load_course_without_site_says_what_to_do(tmp_path):
    folder = write_mini_course(tmp_path)

    with pytest.raises(CommandError, match=r"run set_up_site first\.$"):
        call_command("load_course", folder)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", ["upr", "iccpr", "reporting"])
def test_load_course_takes_the_real_courses(name):
    """Five modules of three lessons, the entry test before them and the quiz after them."""
    make_indexes()

    call_command("load_course", settings.BASE_DIR / "content" / name)

    assert [(module, len(items)) for module, items in outline(name)] == [
        ("module-1", 4),
        ("module-2", 3),
        ("module-3", 3),
        ("module-4", 3),
        ("module-5", 4),
    ]
    assert not Question.objects.filter(taught_in=None).exists()
