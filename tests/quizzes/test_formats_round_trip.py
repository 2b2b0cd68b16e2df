"""Written and read again, a question is the same: for every type and format that can carry it (IMP-10, features B13)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.gift_reading import read_gift
from quizzes.formats.gift_writing import fits_gift, gift
from quizzes.formats.moodle_reading import read_moodle_xml
from quizzes.formats.moodle_writing import moodle_xml
from quizzes.formats.plain import problems_of
from quizzes.formats.xlsx_layout import columns
from quizzes.formats.xlsx_reading import read_xlsx
from quizzes.formats.xlsx_writing import xlsx
from tests.factories.question_files import KINDS, LANGUAGES, questions

TRIES = settings(max_examples=12, deadline=None)


def category(question: dict) -> dict:
    """The question with its topic as a path, the way Moodle and GIFT write it."""
    return question | {"topic": f"$course$/top/{question['topic']}".rstrip("/")}


def only(question: dict, language: str) -> dict:
    """What GIFT carries of the question: its texts in one language, and no option that stays last."""

    def cut(value):
        if isinstance(value, list):
            return [cut(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == set(LANGUAGES):
            return {code: one if code == language else type(one)() for code, one in value.items()}
        return {name: cut(one) for name, one in value.items() if name != "pinned"}

    return {name: cut(value) for name, value in question.items() if name != "case"}


@pytest.mark.parametrize("kind", [*KINDS, "essay"])
@TRIES
@given(data=st.data())
def test_moodle_xml_gives_the_same_question(kind, data):
    question = data.draw(questions(kind))

    (read,) = read_moodle_xml(moodle_xml([("q-1", question)]).decode(), "ru")

    assert (read.key, read.problems, read.remarks) == ("q-1", [], [])
    assert read.question == category(question)
    assert list(problems_of(read.question)) == []


@pytest.mark.parametrize("kind", KINDS)
@TRIES
@given(data=st.data())
def test_spreadsheet_gives_the_same_question(kind, data):
    question = data.draw(questions(kind))

    (read,) = read_xlsx(xlsx([("q-1", question)], headings=columns(), help_lines=["Help."]))

    assert (read.key, read.problems, read.remarks) == ("q-1", [], [])
    assert read.question == question


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "ordering"])
@TRIES
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_gift_gives_the_same_question_in_its_language(kind, data, language):
    question = data.draw(questions(kind, most_parts=1).filter(lambda one: fits_gift(one, language)))

    (read,) = read_gift(gift([("q-1", question)], language).decode(), language)

    assert (read.key, read.problems, read.remarks) == ("q-1", [], [])
    assert read.question == only(category(question), language)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_many_questions_stay_apart(kind, data):
    asked = [
        (f"q-{place}", one) for place, one in enumerate(data.draw(st.lists(questions(kind), max_size=4, min_size=1)))
    ]

    from_xml = read_moodle_xml(moodle_xml(asked).decode(), "ru")
    from_xlsx = read_xlsx(xlsx(asked, headings=columns()))

    assert [(one.key, one.question) for one in from_xlsx] == asked
    assert [(one.key, one.question) for one in from_xml] == [(key, category(one)) for key, one in asked]
