"""One search over courses, lessons and glossary; the same first page on SQLite and PostgreSQL (ux 69, INP-03)."""

import pytest
from django.urls import reverse

from courses.models import Course, CourseItem, GlossaryTerm, LessonPage, SearchEntry
from courses.search import excerpt, search
from courses.search_words import search_words, typed_words
from tests.factories import make_learner, make_published_quiz, make_question
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_quiz_pages,
    publish,
)
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db


def make_term(key, ru, kk="", en="", **fields):
    return GlossaryTerm.objects.create(
        key=key, term_ru=ru, term_kk=kk or f"{ru} kk", term_en=en or f"{ru} en",
        definition_ru="Что это значит.", definition_kk="Анықтама.", definition_en="A definition.", **fields,
    )  # fmt: skip


@pytest.fixture
def world():
    """Two courses with a lesson each, a quiz and three terms; what is found is in the tests' questions."""
    indexes = make_indexes()
    first = make_module_pages(make_course_pages("Обзор", indexes=indexes, summary="Ёмкий рассказ."), "Модуль")
    make_lesson_pages(first, "Қайрат туралы сабақ", text="<p>Рекомендации. Ұлытау облысы: ұсынымдар.</p>")
    make_quiz_pages(first, make_published_quiz(make_question(single("Тайный вопрос"))), "Тест")
    second = make_module_pages(make_course_pages("Пакт", indexes=indexes), "Модуль")
    make_lesson_pages(second, "Статья", text="<p>Контракты и пакты. Пакт действует с 2006 года.</p>")
    make_term("covenant", "Пакт", "Пакт", "Covenant", abbreviation_ru="МПГПП")
    make_term("troika", "Тройка", "Үштік", "Troika")


def titles(typed, language="ru"):
    return [hit.entry.title for hit in search(typed, language)]


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("пакт", "ru", ["Пакт [ru]", "Пакт МПГПП", "Статья [ru]"]),
        ("ПАКТ", "kk", ["Пакт [kk]", "Пакт", "Статья [kk]"]),
        ("мпгпп", "ru", ["Пакт МПГПП"]),
        ("Кайрат", "ru", ["Қайрат туралы сабақ [ru]"]),
        ("Қайрат", "ru", ["Қайрат туралы сабақ [ru]"]),
        ("улытау обл", "ru", ["Қайрат туралы сабақ [ru]"]),
        ("емкий", "ru", ["Обзор [ru]"]),
        ("covenant", "ru", ["Covenant"]),
        ("уштик", "ru", ["Үштік"]),
        ("үштік", "kk", ["Үштік"]),
        ("контракт", "ru", ["Статья [ru]"]),
        ("тракт", "ru", []),
        ("пакт улытау", "ru", []),
        ("тайный", "ru", []),
        ("100%", "ru", []),
        ("%", "ru", []),
        ("_", "ru", []),
        ("", "ru", []),
        ("' OR 1=1 --", "ru", []),
    ],
)
def test_the_same_first_page_on_both_databases(world, typed, language, found):
    assert titles(typed, language) == found


def test_words_are_compared_without_case_punctuation_and_kazakh_letters():
    assert search_words("«Ұлытау» — (әлі) Ёлка, 3.5!") == ["улытау", "али", "елка", "3", "5"]
    assert len(typed_words("а " * 50)) == 8
    assert typed_words("х" * 200) == ["х" * 100]


def test_every_word_asks_for_more_and_a_thing_is_shown_once(world):
    assert titles("статья", "kk") == ["Статья [kk]"]
    assert titles("статья пакт") == ["Статья [ru]"]


def test_what_goes_offline_is_not_found_and_what_changes_is_found_as_it_is(world):
    item = CourseItem.objects.get(titles__ru="Статья [ru]")
    lesson = LessonPage.objects.get(pk=item.pages["ru"])
    lesson.title = "Новое имя"
    publish(lesson)
    assert titles("новое имя") == ["Новое имя"]
    assert "Новое имя" in titles("пакты")

    lesson.get_parent().get_parent().specific.unpublish()

    assert {hit.entry.language for hit in search("пакты", "ru")} <= {"kk", "en"}


def test_a_changed_term_is_found_as_it_is_now(world):
    term = GlossaryTerm.objects.get(key="troika")
    term.term_ru = "Докладчики"
    term.save()

    assert (titles("тройка"), titles("докладч")) == ([], ["Докладчики"])
    term.delete()
    assert titles("докладч") == []


@pytest.mark.parametrize("number", [1, 3])
def test_costs_one_query_for_any_number(number, django_assert_num_queries):
    for one in range(number):
        make_term(f"term-{one}", f"Слово {one}")

    with django_assert_num_queries(1):
        assert len(search("слово", "ru")) == number


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Первое. Пакт действует. Третье.", "пакт", "Пакт действует."),
        ("Первое. Второе.", "третье", "Первое."),
        ("", "слово", ""),
        ("слово " * 60, "слово", f"{('слово ' * 40).strip()} …"),
    ],
)
def test_an_excerpt_is_a_sentence_with_the_word(text, typed, shown):
    assert excerpt(text, typed) == shown


def get(client, typed, **more):
    return client.get(reverse("learning:search"), {"q": typed, **more})


def test_acc_11_visitors_see_titles_of_lessons_and_not_their_text(client, world):
    visitor = get(client, "пакты").content.decode()
    client.force_login(make_learner())
    learner = get(client, "пакты").content.decode()

    assert ("Статья [ru]" in visitor, "Контракты и пакты." in visitor) == (True, False)
    assert ("Статья [ru]" in learner, "Контракты и пакты." in learner) == (True, True)


def test_quiz_09_questions_are_never_found(client, world):
    client.force_login(make_learner())

    assert "Тайный" not in get(client, "тест").content.decode()
    assert not SearchEntry.objects.filter(folded_text__contains="таиныи").exists()
    assert not SearchEntry.objects.filter(folded_text__contains="тайный").exists()


def test_every_hit_leads_to_what_was_found(client, world):
    client.force_login(make_learner())
    course = Course.objects.get(titles__ru="Пакт [ru]")

    urls = [row["url"] for row in get(client, "пакт").context["rows"]]

    assert urls[:2] == [reverse("learning:course", args=[course.slug]), f"{reverse('learning:glossary')}#covenant"]
    assert {client.get(url.split("#")[0]).status_code for url in urls} == {200}


def test_ten_a_page_and_the_words_stay_in_the_address(client):
    for number in range(12):
        make_term(f"term-{number:02}", f"Слово {number:02}")

    first, second = get(client, "слово"), get(client, "слово", page=2)

    assert (len(first.context["rows"]), len(second.context["rows"])) == (10, 2)
    assert "page=2" in first.content.decode()
    assert "q=%D1%81%D0%BB%D0%BE%D0%B2%D0%BE" in first.content.decode()


def test_dos_04_sixty_searches_a_minute_from_one_address(client):
    answers = [get(client, "слово").status_code for _number in range(61)]

    assert (answers[59], answers[60]) == (200, 429)
    assert client.get(reverse("learning:search")).status_code == 200


def test_glossary_stands_in_the_order_of_the_alphabet_with_all_names(client):
    make_term("b", "Үштік", "Үштік", "Troika")
    make_term("a", "Ұсыным", "Ұсыным", "Recommendation", abbreviation_en="REC")

    page = client.get("/kk/glossary/").content.decode()

    assert page.index('id="a"') < page.index('id="b"')
    assert "Recommendation (REC)" in page


def test_choices_of_blocks_are_no_words_of_the_lesson():
    """Their labels speak the language of whoever published, not the text's."""
    body = [
        {"type": "scheme", "value": {"form": "layers", "title": "Қабаттар", "points": []}, "id": "1"},
        {
            "type": "quotation",
            "value": {"quote": "Сөз", "document": "Қарар", "paragraph": "5", "authentic": "en"},
            "id": "2",
        },
    ]
    page = LessonPage(title="Сабақ", body=body)

    assert page.body.stream_block.get_searchable_content(page.body) == ["Қабаттар", "Сөз", "Қарар", "5"]
