"""Reading a course folder: what it says, and one sentence with file and place for every mistake."""

from pathlib import Path

import pytest

from courses.formats.course_folder import read_course
from courses.formats.nodes import ContentError
from tests.courses.mini_course import change, write_mini_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_mini_course(tmp_path)


def test_read_course_gives_modules_lessons_and_questions_in_order(folder):
    course = read_course(folder)

    assert [(one.page.slug, [lesson.slug for lesson in one.lessons]) for one in course.modules] == [
        ("module-1", ["first", "second"]),
        ("module-2", ["third"]),
    ]
    assert [question.parts[0]["type"] for question in course.quiz.questions] == [
        "single", "multiple", "true_false", "matching", "ordering", "number", "short_text", "essay",
    ]  # fmt: skip
    assert course.page.fields["kk"]["outcomes"] == "Білу\nІстей алу"


def test_read_course_gives_blocks_equal_ids_in_all_languages(folder):
    bodies = read_course(folder).modules[0].lessons[0].fields

    shapes = {code: [(raw["id"], raw["type"]) for raw in fields["body"]] for code, fields in bodies.items()}

    assert shapes["kk"] == shapes["en"] == shapes["ru"]
    assert len({one for one, _type in shapes["ru"]}) == 8


def test_read_course_twice_gives_the_same(folder):
    assert read_course(folder) == read_course(folder)


MISTAKES = [
    ("module-1.toml", 'quote.kk = "Сөздер"\n', "", "module-1.toml, lesson 1, block 2: “quote” is missing in Kazakh."),
    ("module-1.toml", 'type = "table"', 'type = "tabel"', "module-1.toml, lesson 1, block 5: There is no block of the type “tabel”."),
    ("module-1.toml", "<p>Слова</p>", "<script>x</script>", "module-1.toml, lesson 1, block 1: The tag <script> is not allowed here as it stands."),
    ("module-1.toml", "<p>Слова</p>", "<p onclick='x'>С</p>", "module-1.toml, lesson 1, block 1: The tag <p> is not allowed here as it stands."),
    ("module-1.toml", "<p>Слова</p>", "<a href='http://a.kz'>С</a>", "module-1.toml, lesson 1, block 1: A link must begin with https:// or mailto:."),
    ("module-1.toml", "<p>Слова</p>", "<a href='javascript:x'>С</a>", "module-1.toml, lesson 1, block 1: A link must begin with https:// or mailto:."),
    ("module-1.toml", 'authentic = "en"', 'authentic = "fr"', "module-1.toml, lesson 1, block 2: “authentic” is none of ru, kk, en."),
    ("module-1.toml", 'url = "https:', 'url = "http:', "module-1.toml, lesson 1, block 2: “url” must begin with https://."),
    ("module-1.toml", '"supported"', '"accepted"', "module-1.toml, lesson 1, block 3: “position” is neither supported nor noted."),
    ("module-1.toml", 'rows.kk = [["Әкімдік", "Деректер"]]', 'rows.kk = [["Әкімдік"]]', "module-1.toml, lesson 1, block 5: The rows are not equally long."),
    ("module-1.toml", 'header.kk = ["Кім", "Не"]', 'header.kk = ["Кім"]', "module-1.toml, lesson 1, block 5: “header” does not have the same number of entries in all languages."),
    ("module-1.toml", 'terms = ["upr"]', 'terms = ["none"]', "Lesson first: The glossary has no term “none”."),
    ("module-1.toml", 'slug = "second"', 'slug = "first"', "course.toml: The lesson “first” is there twice."),
    ("module-1.toml", 'slug = "second"', 'slug = "второй"', "module-1.toml, lesson 2: The address “второй” must be made of Latin letters, digits and hyphens."),
    ("module-1.toml", 'title.ru = "Модуль 1"', f'title.ru = "{"Я" * 256}"', "module-1.toml: “title” is longer than 255 characters."),
    ("course.toml", "hours = 2", 'hours = "two"', "course.toml: “hours” is missing or is not of the kind it should be."),
    ("course.toml", '"module-1"', '"module-9"', "course.toml: There is no module “module-9” for the quiz to stand in."),
    ("quiz.toml", 'type = "ordering"', 'type = "sorting"', "quiz.toml, question 5, part 1: There is no question of the type “sorting”."),
    ("quiz.toml", 'value = "12.5"', 'value = "NaN"', "quiz.toml, question 6, part 1: “value” is not a number."),
    ("quiz.toml", 'key = "mini-number"', 'key = "mini-single"', "course.toml: The question “mini-single” is there twice."),
    ("quiz.toml", "correct = false", 'correct = "no"', "quiz.toml, question 1, part 1, option 1: “correct” is missing or is not of the kind it should be."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "sentence"), MISTAKES)
def test_read_course_names_the_place_of_a_mistake(folder, name, old, new, sentence):
    change(folder / name, old, new)

    with pytest.raises(ContentError) as mistake:
        read_course(folder)

    assert str(mistake.value) == sentence


def test_read_course_names_a_missing_file(folder):
    (folder / "quiz.toml").unlink()

    with pytest.raises(ContentError, match=r"^quiz\.toml: The file is missing\.$"):
        read_course(folder)


def test_read_course_names_a_broken_file(folder):
    (folder / "quiz.toml").write_text("slug = ", encoding="utf-8")

    with pytest.raises(ContentError, match=r"^quiz\.toml: "):
        read_course(folder)


def label(folder: Path, line: str) -> None:
    """Give the first question a label, out of a list of one topic and one norm."""
    (folder.parent / "topics.csv").write_text(
        "slug,parent,name_ru,name_kk,name_en\nupr,,УПО,ӘКШ,UPR\nupr-one,upr,Один,Бір,One\n", encoding="utf-8"
    )
    (folder.parent / "norms.csv").write_text(
        "code,kind,title_ru,title_kk,title_en\nICCPR 9,article,Свобода,Бостандық,Liberty\n", encoding="utf-8"
    )
    text = (folder / "quiz.toml").read_text(encoding="utf-8")
    (folder / "quiz.toml").write_text(text.replace("[[questions]]\n", f"[[questions]]\n{line}\n", 1), encoding="utf-8")


def test_read_course_gives_labels_of_questions(folder):
    label(folder, 'topic = "upr-one"\nnorms = ["ICCPR 9"]\ndifficulty = "hard"')

    course = read_course(folder)

    question = course.quiz.questions[0]
    assert (question.topic, question.norms, question.difficulty) == ("upr-one", ("ICCPR 9",), "hard")
    assert [(one.slug, one.parent) for one in course.labels.topics] == [("upr", ""), ("upr-one", "upr")]
    assert [one.code for one in course.labels.norms] == ["ICCPR 9"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('topic = "none"', "There is no topic “none”."),
        ('norms = ["ICCPR 99"]', "There is no norm “ICCPR 99”."),
        ('difficulty = "awful"', "“difficulty” is none of easy, medium, hard."),
    ],
)
def test_read_course_refuses_unknown_labels(folder, line, sentence):
    label(folder, line)

    with pytest.raises(ContentError, match=sentence):
        read_course(folder)
