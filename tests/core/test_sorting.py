"""ux 69: alphabetical lists in three languages."""

import pytest

from core.sorting import alphabetical_key


def in_order(texts: list[str], language: str) -> list[str]:
    return sorted(texts, key=lambda text: alphabetical_key(text, language))


def test_kazakh_letters_stand_where_the_alphabet_puts_them():
    alphabet = list("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ")

    assert in_order(alphabet[::-1], "kk") == alphabet


def test_inp_03_kazakh_names_sort_by_the_alphabet_not_by_code_points():
    names = ["Қуанышева", "Ким", "Ілиясова", "Әбенова", "Абенова", "Өтегенов", "Орлова", "Яковлев"]

    assert in_order(names, "kk") == [
        "Абенова", "Әбенова", "Ким", "Қуанышева", "Орлова", "Өтегенов", "Ілиясова", "Яковлев",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", ["Елена", "Ёлкин", "Ельцова"]), ("kk", ["Елена", "Ельцова", "Ёлкин"])],
)
def test_yo_is_one_letter_with_ye_in_russian_and_its_own_in_kazakh(language, expected):
    assert in_order(["Ельцова", "Ёлкин", "Елена"], language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", ["1-й отдел", "Алматы", "Astana"]), ("en", ["1-й отдел", "Astana", "Алматы"])],
)
def test_own_script_comes_first_after_digits(language, expected):
    assert in_order(["Алматы", "Astana", "1-й отдел"], language) == expected


def test_case_quotes_and_accents_do_not_count():
    assert in_order(["бета", "«Аргумент»", "Вега", "arc", "Ápex"], "ru") == [
        "«Аргумент»",
        "бета",
        "Вега",
        "Ápex",
        "arc",
    ]


def test_blank_and_hyphen_come_before_letters():
    assert in_order(["Западная", "Запад край", "Запад-Юг"], "ru") == ["Запад край", "Запад-Юг", "Западная"]


def test_inp_04_composed_and_decomposed_spellings_are_one():
    assert alphabetical_key("Андрей", "ru") == alphabetical_key("Андреи\u0306", "ru")


def test_signs_of_other_kinds_do_not_break_the_order():
    assert in_order(["王", "½", "Ян", "٣"], "ru") == ["½", "٣", "Ян", "王"]
