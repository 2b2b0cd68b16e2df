"""Files as other systems and people write them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from core.uploads.encodings import decoded
from core.uploads.unreadable import UnreadableFile
from quizzes.formats.gift_reading import read_gift
from quizzes.formats.html_text import by_language
from quizzes.formats.moodle_reading import read_moodle_xml
from quizzes.formats.plain import MAX_QUESTIONS, problems_of
from quizzes.formats.xlsx_layout import columns
from quizzes.formats.xlsx_reading import read_xlsx
from quizzes.imports import read_file

RUSSIAN = "Какая статья Пакта защищает свободу?"


def ru(text: str) -> dict[str, str]:
    """A text in Russian only."""
    return {"ru": text, "kk": "", "en": ""}


def gift(source: str) -> dict:
    """The one question of a GIFT source."""
    (read,) = read_gift(source, "ru")
    assert read.problems == []
    return read.question


def gift_part(source: str) -> dict:
    """Its one part."""
    return gift(source)["parts"][0]


def problem(read: list) -> str:
    """The first problem of the first question."""
    return read[0].problems[0][0]


def book(*rows: list, heading: list[str] | None = None) -> bytes:
    """A workbook as Excel saves it."""
    made = Workbook()
    made.active.append(heading or columns())
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def row(**cells) -> list:
    """A row of our spreadsheet."""
    return [cells.get(name) for name in columns()]


# GIFT


def test_gift_single():
    part = gift_part("::t:: What\\: is it? {\n=right # yes\n~wrong # no\n}")

    assert part["type"] == "single"
    assert part["prompt"] == ru("What: is it?")
    assert [(one["text"]["ru"], one["correct"]) for one in part["options"]] == [("right", True), ("wrong", False)]


def test_gift_feedback_of_the_right_answer_explains_when_nothing_else_does():
    assert gift("What? {=right#yes ~wrong#no}")["feedback"] == ru("yes")
    assert gift("What? {=right#yes ~wrong#no####because}")["feedback"] == ru("because")


def test_gift_weights():
    part = gift_part("Which? {~%50%a ~%50%b ~%-100%c ~d}")

    assert part["type"] == "multiple"
    assert [one["correct"] for one in part["options"]] == [True, True, False, False]


def test_gift_weights_that_get_lost_are_remarked():
    (read,) = read_gift("Which? {=a ~%50%b ~c}", "ru")

    assert read.remarks == [("weights", {})]


@pytest.mark.parametrize(("answer", "correct"), [("T", True), ("TRUE", True), ("F", False), ("false#no#yes", False)])
def test_gift_true_false(answer, correct):
    part = gift_part(f"So it is. {{{answer}}}")

    assert (part["type"], part["correct"]) == ("true_false", correct)


def test_gift_matching():
    part = gift_part("Match. {=a -> x =b -> y =c -> z}")

    assert [(pair["left"]["ru"], pair["right"]["ru"]) for pair in part["pairs"]] == [("a", "x"), ("b", "y"), ("c", "z")]


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [("#5", "5", "0"), ("#5:2", "5", "2"), ("#1..5", "3", "2"), ("#-1.5:0.5", "-1.5", "0.5"), ("#=7:1#fine", "7", "1")],
)
def test_gift_number(answer, value, tolerance):
    part = gift_part(f"How many? {{{answer}}}")

    assert (part["type"], part["value"], part["tolerance"]) == ("number", value, tolerance)


def test_gift_short_text_and_missing_word():
    part = gift_part("It is called {=доклад =Доклад} here.")

    assert part["prompt"] == ru("It is called _____ here.")
    assert part["accepted"] == {"ru": ["доклад", "Доклад"], "kk": [], "en": []}


def test_gift_comments_category_and_tags():
    question = gift(
        "// a note\n$CATEGORY: $course$/top/UPR\n\n// [id:q-9] [tag:norm:ICCPR 9] [tag:difficulty:easy]\nA {T}"
    )

    assert (question["topic"], question["norms"], question["difficulty"]) == ("$course$/top/UPR", ["ICCPR 9"], "easy")


def test_gift_html_becomes_text():
    part = gift_part("[html]<p>One</p><p>two <b>three</b></p><script>alert(1)</script> {T}")

    assert part["prompt"] == ru("One\n\ntwo three")


def test_gift_without_code_gets_the_same_one_every_time():
    first, second = (read_gift("Что? {T}\n\nКто? {F}", "ru") for _time in range(2))

    assert [one.key for one in first] == [one.key for one in second]
    assert first[0].key != first[1].key


def test_gift_lines_are_counted():
    assert [one.line for one in read_gift("// note\n\nA {T}\n\n\n\nB {T}", "ru")] == [3, 7]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("A { =b ~c", "brace"),
        ("A {=b ~c} {=d}", "brace"),
        ("Only text", "nothing_asked"),
        ("A {nothing}", "answers"),
        ("A {#many}", "not_a_number"),
    ],
)
def test_gift_problems(source, code):
    assert problem(read_gift(source, "ru")) == code


def test_inp_01_too_many_questions_are_refused():
    with pytest.raises(UnreadableFile, match="too_many"):
        read_gift("A {T}\n\n" * (MAX_QUESTIONS + 1), "ru")


# Moodle XML


def moodle(body: str, kind: str = "multichoice", prompt: str = "<p>What?</p>") -> list:
    """A file of one question as Moodle writes it."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
        f'<question type="{kind}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[{prompt}]]></text>'
        f"</questiontext><idnumber>q-7</idnumber>{body}</question></quiz>"
    )
    return read_moodle_xml(text, "ru")


def test_moodle_texts_without_spans_are_in_the_asked_language():
    (read,) = moodle(
        '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer><single>true</single>'
    )

    assert read.key == "q-7"
    assert read.line == 3
    assert read.question["parts"][0]["prompt"] == ru("What?")


def test_moodle_spans_part_the_languages_and_the_rest_belongs_to_all():
    prompt = '<p>9. <span lang="ru" class="multilang">Что?</span><span class="multilang" lang="kk">Не?</span></p>'

    (read,) = moodle('<answer fraction="100"><text>true</text></answer>', "truefalse", prompt)

    assert read.question["parts"][0]["prompt"] == {"ru": "9. Что?", "kk": "9. Не?", "en": ""}


def test_moodle_pictures_and_answer_feedback_are_remarked():
    (read,) = moodle(
        '<answer fraction="100"><text>true</text><feedback><text>yes</text></feedback></answer>',
        "truefalse",
        '<img src="https://files.example/a.png" alt="map">What?',
    )

    assert {code for code, _params in read.remarks} == {"pictures", "answer_feedback"}
    assert read.question["parts"][0]["prompt"] == ru("[map]What?")


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("cloze", "", "unsupported"),
        ("description", "", "nothing_asked"),
        ("truefalse", "", "true_or_false"),
        ("numerical", '<answer fraction="100"><text>many</text></answer>', "not_a_number"),
    ],
)
def test_moodle_problems(kind, body, code):
    assert problem(moodle(body, kind)) == code


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "xml_entities"),
        ('<!DOCTYPE quiz SYSTEM "https://files.example/a.dtd"><quiz/>', "xml_entities"),
        ("<quiz><question></quiz>", "xml"),
        ("<other/>", "no_quiz"),
        ("<quiz>" + "<a>" * 50 + "</a>" * 50 + "</quiz>", "nesting"),
        ("<quiz><question>" + "<a/>" * 5000 + "</question></quiz>", "nesting"),
    ],
)
def test_inp_12_moodle_files_that_are_refused(source, code):
    with pytest.raises(UnreadableFile, match=f"^{code}$"):
        read_moodle_xml(source, "ru")


def test_inp_05_html_keeps_its_structure_and_loses_its_tags():
    source = "<h2>Title</h2><ul><li>one</li><li>two &amp; 2<sup>3</sup></li></ul>a &lt;b&gt; <!-- no -->5 < 6<style>p{}</style>"

    assert by_language(source, {"ru"})["ru"] == "Title\n\n– one\n– two & 2^3\na <b> 5 < 6"


# The spreadsheet


def test_spreadsheet_single():
    (read,) = read_xlsx(
        book(
            row(
                key="q1",
                kind="single",
                question_ru="Что?",
                question_kk="Не?",
                answers_ru="*да\nнет",
                answers_kk="иә\nжоқ",
            )
        )
    )

    options = read.question["parts"][0]["options"]
    assert (read.line, read.problems) == (2, [])
    assert [(one["text"]["kk"], one["correct"]) for one in options] == [("иә", True), ("жоқ", False)]


def test_spreadsheet_numbers_and_truths_as_excel_keeps_them():
    reads = read_xlsx(
        book(
            row(key="q1", kind="number", question_ru="Сколько?", answers_ru=47.0, tolerance=0.5),
            row(key="q2", kind="true_false", question_ru="Так.", answers_ru=False),
        )
    )

    parts = [read.question["parts"][0] for read in reads]
    assert (parts[0]["value"], parts[0]["tolerance"], parts[1]["correct"]) == ("47", "0.5", False)


def test_spreadsheet_rows_with_the_same_code_are_parts():
    reads = read_xlsx(
        book(
            row(key="q1", kind="true_false", case_ru="Дело", question_ru="Так.", answers_ru="верно"),
            row(key="q1", kind="number", question_ru="Сколько?", answers_ru=3),
            row(kind="true_false", question_ru="И так.", answers_ru="неверно"),
        )
    )

    assert [len(read.question["parts"]) for read in reads] == [3]


def test_spreadsheet_comments_and_empty_rows_are_passed_over():
    reads = read_xlsx(
        book(row(key="# sample", kind="single"), row(), row(key="q1", kind="true_false", answers_ru="да"))
    )

    assert [(read.key, read.line) for read in reads] == [("q1", 4)]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"answers_ru": "*a\nb", "answers_kk": "*a\nb\nc"}, "lines_differ"),
        ({"answers_ru": "*a\nb", "answers_kk": "a\n*b"}, "marks_differ"),
        ({"answers_ru": "=1+1"}, "formula"),
        ({"answers_ru": "a" * 5001}, "cell_too_long"),
        ({"kind": "matching", "answers_ru": "a b"}, "no_arrow"),
        ({"kind": "guess"}, "unsupported"),
        ({"key": "ключ"}, "key"),
        ({"difficulty": "awful"}, "difficulty"),
        ({"kind": "number", "answers_ru": "много"}, "not_a_number"),
    ],
)
def test_spreadsheet_problems(cells, code):
    given = {"key": "q1", "kind": "single", "question_ru": "Что?"} | cells

    assert problem(read_xlsx(book(row(**given)))) == code


def test_imp_07_spreadsheet_with_macros_is_refused():
    file = io.BytesIO(book(row(key="q1")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    with pytest.raises(UnreadableFile, match="macros"):
        read_xlsx(file.getvalue())


def test_imp_03_spreadsheet_that_unpacks_to_too_much_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 61_000_000)

    assert len(file.getvalue()) < 100_000
    with pytest.raises(UnreadableFile, match="too_big"):
        read_xlsx(file.getvalue())


def test_spreadsheet_without_our_heading_is_refused():
    with pytest.raises(UnreadableFile, match="no_heading"):
        read_xlsx(book(["a", "b"], heading=["x", "y"]))


def test_imp_07_workbook_with_macros_is_refused_by_its_name():
    with pytest.raises(UnreadableFile, match="macros"):
        read_file("q.xlsm", book(row(key="q1")), language="ru")


# Encodings (IMP-05)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1251", "windows-1251"),
    ],
)
def test_encoding_is_found_out(codec, encoding):
    found = decoded(f"::a::{RUSSIAN} {{T}}".encode(codec))

    assert (found.encoding, found.text) == (encoding, f"::a::{RUSSIAN} {{T}}")


@pytest.mark.parametrize("codec", ["koi8-r", "cp866"])
def test_other_code_pages_are_refused_instead_of_garbled(codec):
    with pytest.raises(UnreadableFile, match="encoding"):
        decoded(RUSSIAN.encode(codec))


def test_declared_encoding_of_xml_is_believed():
    source = f'<?xml version="1.0" encoding="windows-1251"?><quiz>{RUSSIAN}</quiz>'

    assert decoded(source.encode("cp1251")).encoding == "windows-1251"


def test_asked_encoding_must_fit():
    with pytest.raises(UnreadableFile, match="encoding"):
        decoded(RUSSIAN.encode("cp1251"), "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN.encode().decode("cp1251", "replace"),
        RUSSIAN.encode().decode("latin-1"),
        "Адам ??????????? ж?не бостанды? же?е",
        "\ufffd\ufffd",
    ],
)
def test_garbled_text_is_a_problem(text):
    (read,) = read_gift(f"{text} {{T}}", "ru")

    assert ("garbled", {}) in problems_of(read.question)


def test_question_marks_between_sentences_are_none():
    (read,) = read_gift("Кто? Что? Где?Когда? {T}", "ru")

    assert list(problems_of(read.question)) == []
