"""What cells mean: numbers, days, units and categories as people write them."""

from datetime import date
from random import Random

import pytest

from agencies.models import Agency
from rosters.domain.judging import Units, judged
from rosters.domain.rows import FIELDS, ReadRow
from rosters.texts import sentences
from tests.factories.rosters import AS_OF

UNITS = Units(1, {"unit-a": 2, "отдел кадров": 3, "канцелярия": None})


def judge(**cells):
    return judged(ReadRow(2, cells), UNITS, AS_OF)


def codes(row):
    return [code for code, _params in row.problems]


@pytest.mark.parametrize(
    ("text", "number"), [("00123", "00123"), (" a-7/2 ", "A-7/2"), ("Ә-12.б", "Ә-12.Б"), ("x" * 30, "X" * 30)]
)
def test_imp_04_numbers(text, number):
    assert judge(number=text).number == number


@pytest.mark.parametrize("text", ["x" * 31, "-1", "1 2", "№7", "12,5", "=1"])
def test_what_is_no_number(text):
    assert codes(judge(number=text)) == ["number"]


@pytest.mark.parametrize("text", ["9.1E+11", "9,1E+11", "1E5"])
def test_imp_04_a_rounded_number_is_nobodys(text):
    row = judge(number=text)

    assert (row.number, codes(row)) == ("", ["number_rounded"])


@pytest.mark.parametrize(("text", "email"), [(" Anna@Demo.Example ", "anna@demo.example"), ("", "")])
def test_e_mails(text, email):
    assert (judge(email=text).email, codes(judge(email=text))) == (email, [])


@pytest.mark.parametrize("text", ["anna", "anna@", "a@b@c.example", "нет", "x" * 250 + "@demo.example"])
def test_what_is_no_e_mail(text):
    assert codes(judge(email=text)) == ["email"]


@pytest.mark.parametrize("text", ["01.02.2024", "1.2.2024", "2024-02-01", "01/02/2024", "2024-02-01 00:00:00"])
def test_imp_04_days(text):
    assert judge(since=text).since == date(2024, 2, 1)


@pytest.mark.parametrize("text", ["31.02.2024", "01.02.24", "45000", "весной", "01.02.1824", "2024-13-01"])
def test_what_is_no_day(text):
    assert codes(judge(since=text)) == ["since"]


def test_a_day_after_the_lists_own():
    assert codes(judge(since="21.11.2026")) == ["since_future"]
    assert codes(judge(since="20.11.2026")) == []


@pytest.mark.parametrize(
    ("text", "unit"), [("UNIT-A", 2), ("«Отдел  кадров»", 3), ("", 1), ("Отдел", None), ("Канцелярия", None)]
)
def test_units(text, unit):
    assert judge(unit=text).unit == unit


def test_a_list_without_the_column_says_nothing_about_units():
    assert (judge().unit, codes(judge())) == (None, [])


def test_a_unit_that_is_not_one_and_one_that_is_several():
    assert codes(judge(unit="Отдел")) == ["unit"]
    assert codes(judge(unit="Канцелярия")) == ["unit_shared"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Корпус «Б»", "corpus_b"),
        ("corpus “A”", "corpus_a"),
        ("«А» корпусы", "corpus_a"),
        ("b", "corpus_b"),
        ("political post", "political"),
        ("OTHER", "other"),
        ("", ""),
    ],
)
def test_categories(text, category):
    assert judge(category=text).category == category


def test_an_unknown_category():
    assert codes(judge(category="C")) == ["category"]


@pytest.mark.parametrize("text", ["РђРЅРЅР° РРІР°РЅРѕРІР°", "Г?лн?р ?лі?ызы", "Анна\ufffd"])
def test_names_that_lost_letters_are_never_stored(text):
    assert codes(judge(name_kk=text)) == ["garbled"]


def test_inp_04_invisible_characters_and_blanks_go():
    assert judge(name_ru="\u202eИванова \u200f  Анна\t").names[0].startswith("Иванова")
    assert judge(name_ru="  Иванова \n Анна ").names[0] == "Иванова Анна"


def test_units_that_share_a_name_are_told_apart_by_code_only():
    root = Agency(pk=1, code="root", name_ru="Министерство")
    units = Units.of(
        root,
        [
            root,
            Agency(pk=2, code="a", name_ru="Отдел", name_kk="Бөлім"),
            Agency(pk=3, code="b", name_ru="отдел", name_kk="Екінші бөлім"),
            Agency(pk=4, code="old", name_ru="Старый отдел", valid_to=date(2020, 1, 1)),
        ],
        AS_OF,
    )

    assert units.by_text == {
        "root": 1,
        "министерство": 1,
        "a": 2,
        "b": 3,
        "отдел": None,
        "бөлім": 2,
        "екінші бөлім": 3,
    }


@pytest.mark.parametrize("seed", range(100))
def test_whatever_stands_in_the_cells_there_is_a_row_and_a_sentence(seed):
    chance = Random(seed)
    letters = "аЯәҚ019 .,;:'\"«»@-–/\\=+\t\n\x00\x7f\u202e\ud800\ufeff٣²½🙂%"
    cells = {name: "".join(chance.choices(letters, k=chance.randrange(200))) for name in FIELDS}

    row = judge(**cells)

    assert len(sentences(row.problems)) == len(row.problems)
    assert all(len(name) <= 150 for name in (*row.names, row.post))
    assert len(row.number) <= 30
