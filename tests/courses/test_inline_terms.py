"""Words of the glossary inside a lesson (issue of the learner's experience, search and glossary)."""

import pytest

from courses.inline_terms import with_terms
from courses.models import GlossaryTerm

UPR = GlossaryTerm(
    pk=1, key="upr", term_ru="Универсальный периодический обзор", term_kk="Әмбебап кезеңдік шолу", abbreviation_ru="УПО",
    definition_ru='Обзор "всех" & каждого.', definition_kk="Шолу.",
)  # fmt: skip
TROIKA = GlossaryTerm(
    pk=2, key="troika", term_ru="Тройка", term_kk="Үштік", definition_ru="Трое.", definition_kk="Үшеу."
)


def linked(body, language="ru"):
    """What was made a link, in order."""
    found = with_terms(body, [UPR, TROIKA], language, "/ru/glossary/")
    parts = found.split('<a class="el-term" ')[1:]
    return [(part.split('href="')[1].split('"')[0], part.split(">")[1].split("<")[0]) for part in parts]


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("<p>УПО и снова УПО</p>", [("/ru/glossary/#upr", "УПО")]),
        (
            "<p>универсальный периодический обзор (УПО)</p>",
            [("/ru/glossary/#upr", "универсальный периодический обзор")],
        ),
        ("<p>тройка, Тройка</p><p>УПО</p>", [("/ru/glossary/#troika", "тройка"), ("/ru/glossary/#upr", "УПО")]),
        ("<p>упо, УПОР, тройками</p>", []),
        ("<h2>УПО</h2><p>УПО</p>", [("/ru/glossary/#upr", "УПО")]),
        ('<p><a href="/x">УПО</a> <b>УПО</b></p>', [("/ru/glossary/#upr", "УПО")]),
        ("<blockquote><p>УПО</p></blockquote>", []),
        ('<p title="УПО">нет</p>', []),
        ("", []),
    ],
)
def test_the_first_use_in_running_text_leads_to_its_meaning(body, links):
    assert linked(body) == links


def test_the_words_are_those_of_the_text_s_language():
    assert linked("<p>Үштік, Тройка, УПО</p>", "kk") == [("/ru/glossary/#troika", "Үштік")]


def test_inp_05_what_is_written_in_a_term_stays_text():
    found = with_terms("<p>УПО</p>", [UPR], "ru", "/ru/glossary/")

    assert found == (
        '<p><a class="el-term" href="/ru/glossary/#upr" title="Универсальный периодический обзор: Обзор &quot;всех&quot; '
        '&amp; каждого.">УПО</a></p>'
    )


def test_without_terms_the_text_stays_as_it_is():
    assert with_terms("<p>УПО</p>", [], "ru", "/ru/glossary/") == "<p>УПО</p>"
