"""Figures about questions in the Wagtail admin."""

import io
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from wagtail.users.models import UserProfile

from home.domain.editors import set_up_editors
from quizzes.domain.statistics import count_statistics
from quizzes.models import Quiz, QuizStatistics, QuizVersion
from tests.factories import make_learner, make_published_quiz, make_question, make_trainer
from tests.factories.graded import make_graded_attempts
from tests.factories.pages import make_indexes
from tests.factories.quizzes import matching, number, ordering, short_text, true_false

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def trainer(client: Client) -> Client:
    """A trainer's browser, in English."""
    indexes = make_indexes()
    set_up_editors([], indexes.values())
    person = make_trainer()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


def make_counted(*, sheets: int = 15, questions: int = 2, **fields: object) -> QuizVersion:
    """A quiz that twice as many people took, some right and some wrong, counted."""
    quiz = make_published_quiz(*(make_question() for _question in range(questions)), **fields)
    version = quiz.versions.get()
    make_graded_attempts(version, [["right"] * questions, ["wrong"] * questions] * sheets)
    count_statistics(version, now=NOW)
    return version


def address(name: str, *args: object) -> str:
    return reverse(f"quizzes_admin:{name}", args=args)


def read(client: Client, name: str, *args: object) -> str:
    """The page's text with every run of blanks as one."""
    response = client.get(address(name, *args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_list_names_quizzes_that_were_taken(trainer):
    taken, fresh = make_published_quiz(name="Taken"), make_published_quiz(name="Fresh")
    make_counted(name="Counted")
    make_graded_attempts(taken.versions.get(), [["right", "wrong"]])

    page = read(trainer, "statistics")

    assert [name in page for name in ("Counted", "Taken", fresh.name)] == [True, True, False]
    assert "not counted yet" in page
    assert "22.11.2026 14:00" in page


def test_list_of_one_quiz_shows_only_its_versions(trainer):
    chosen, other = make_counted(name="Chosen"), make_counted(name="Other")

    page = trainer.get(address("statistics"), {"quiz": chosen.quiz_id}).content.decode()

    assert (chosen.quiz.name in page, other.quiz.name in page) == (True, False)


@pytest.mark.parametrize("quiz", ["x", "²", "9" * 30])
def test_list_of_an_unreadable_quiz_is_the_whole_list(trainer, quiz):
    make_counted(name="Counted")

    assert "Counted" in trainer.get(address("statistics"), {"quiz": quiz}).content.decode()


def test_quiz_shows_figures_and_reliability(trainer):
    version = make_counted()

    page = read(trainer, "quiz_statistics", version.pk)

    assert [text in page for text in ("50.0%", "100.0%", "Standard error", "too few")] == [True, True, True, False]
    assert 'class="statistics__part" width="50.0"' in page


def test_quiz_with_few_answers_says_so_instead_of_numbers(trainer):
    page = read(trainer, "quiz_statistics", make_counted(sheets=6).pk)

    assert ("50.0%" in page, page.count("too few")) == (True, 4)
    assert "reliability is counted from 30 attempts" in page


def test_learning_quiz_has_no_reliability(trainer):
    assert "Standard error" not in read(trainer, "quiz_statistics", make_counted(preset="learning").pk)


def test_quiz_that_was_never_counted_says_so(trainer):
    version = make_published_quiz().versions.get()

    assert "have not been counted yet" in read(trainer, "quiz_statistics", version.pk)


def test_quiz_says_when_its_figures_are_out_of_date(trainer):
    version = make_counted()
    before = read(trainer, "quiz_statistics", version.pk)
    make_graded_attempts(version, [["right", "right"]])

    assert ["Count again for fresh figures" in page for page in (before, read(trainer, "quiz_statistics", version.pk))] == [
        False, True,
    ]  # fmt: skip


def test_count_again_counts_in_the_background(trainer, django_capture_on_commit_callbacks):
    version = make_published_quiz().versions.get()
    make_graded_attempts(version, [["right", "right"]])

    with django_capture_on_commit_callbacks(execute=True):
        response = trainer.post(address("count_statistics", version.pk))

    assert response.url == address("quiz_statistics", version.pk)
    assert QuizStatistics.objects.get().attempts == 1


def test_counting_is_asked_for_by_post_only(trainer):
    assert trainer.get(address("count_statistics", make_counted().pk)).status_code == 405


def test_question_shows_who_chose_what(trainer):
    version = make_published_quiz(make_question(true_false()), make_question()).versions.get()
    make_graded_attempts(version, [["true", "right"], ["false", "wrong"], ["false", "wrong"]] * 10)
    count_statistics(version, now=NOW)
    statement, choice = (slot.question_version_id for slot in version.slots.all())

    pages = [read(trainer, "question_statistics", version.pk, pk) for pk in (statement, choice)]

    assert ["check the key" in page for page in pages] == [True, True]
    assert "True <strong>(right)</strong>" in pages[0]
    assert "chosen more often than a right option" in pages[0]
    assert "hardly anybody chooses it" in pages[1]


GIVEN = [
    (short_text("Name?", "доклад"), ["доклад"], ["отчёт"], ["доклад <strong>(accepted)</strong>", "отчёт"]),
    (number(value="35.5"), ["35.5"], ["36"], ["35.5 <strong>(accepted)</strong>", ">36<"]),
    (
        matching(x="1", y="2"),
        [{"x": "x", "y": "y"}],
        [{"x": "y"}],
        ["x [en]", "<td>2 [en]</td>", "1 [en] <strong>(right)</strong>", "No answer"],
    ),
    (ordering("Order.", "one", "two"), [["one", "two"]], [["two", "one"]], ["1. one [en]", "<td>1.3</td>", "70.0%"]),
]


def make_given(part: dict, right: list, wrong: list) -> tuple[QuizVersion, int]:
    """A question of one part, answered by 21 people in one way and by 9 in another, counted."""
    version = make_published_quiz(make_question(part)).versions.get()
    make_graded_attempts(version, [right] * 21 + [wrong] * 9)
    count_statistics(version, now=NOW)
    return version, version.slots.get().question_version_id


@pytest.mark.parametrize(("part", "right", "wrong", "shown"), GIVEN, ids=[part["type"] for part, *_rest in GIVEN])
def test_question_shows_what_was_given_where_there_are_no_options(trainer, part, right, wrong, shown):
    version, question = make_given(part, right, wrong)

    page = read(trainer, "question_statistics", version.pk, question)

    assert [text for text in shown if text not in page] == []


def test_question_with_few_answers_shows_none(trainer):
    version = make_published_quiz(make_question(short_text("Name?", "доклад"))).versions.get()
    make_graded_attempts(version, [["отчёт"]] * 29)
    count_statistics(version, now=NOW)

    page = read(trainer, "question_statistics", version.pk, version.slots.get().question_version_id)

    assert ("отчёт" in page, "once 30 people have given one" in page) == (False, True)


def test_figures_of_an_earlier_release_have_no_given_answers(trainer):
    version, question = make_given(*GIVEN[0][:3])
    statistics = QuizStatistics.objects.get()
    for one in (statistics.figures["questions"][0]["all"], *statistics.figures["questions"][0]["languages"].values()):
        del one["given"]
    statistics.save()

    assert "отчёт" not in read(trainer, "question_statistics", version.pk, question)


def test_file_of_a_question_holds_who_answered_what(trainer):
    found = []
    for part, right, wrong, _shown in [*GIVEN, (true_false("So."), ["true"], ["false"], [])]:
        version, question = make_given(part, right, wrong)
        response = trainer.get(address("question_statistics_file", version.pk, question))
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
        found += [row[2:] for row in rows if row[1:2] == ["all"]]

    assert found == [
        ["", "доклад", 21, 0.7, "right"],
        ["", "отчёт", 9, 0.3, ""],
        ["", "35.5", 21, 0.7, "right"],
        ["", "36", 9, 0.3, ""],
        ["x [en]", "1 [en]", 21, 0.7, "right"],
        ["x [en]", "2 [en]", 9, 0.3, ""],
        ["y [en]", "2 [en]", 21, 0.7, "right"],
        ["y [en]", "No answer", 9, 0.3, ""],
        ["one [en]", "place 1", 21, 0.7, "right"],
        ["one [en]", "place 2", 9, 0.3, ""],
        ["two [en]", "place 1", 9, 0.3, ""],
        ["two [en]", "place 2", 21, 0.7, "right"],
        ["", "True", 21, 0.7, "right"],
        ["", "False", 9, 0.3, ""],
        ["", "No answer", 0, 0, ""],
    ]


def test_question_of_another_quiz_is_not_found(trainer):
    one, other = make_counted(), make_counted()
    foreign = other.slots.first().question_version_id

    assert trainer.get(address("question_statistics", one.pk, foreign), follow=True).status_code == 404


def test_file_holds_the_rows_of_the_page(trainer):
    version = make_counted(sheets=6)

    response = trainer.get(address("statistics_file", version.pk))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    key = version.slots.first().question_version.question.key
    found = [row[2:] for row in rows if row[1] == key]
    assert [row[1:] for row in found] == [
        ["all", 12, 0.5, "too few", "too few", ""],
        ["Русский", 12, 0.5, "too few", "too few", ""],
    ]


def test_file_of_a_quiz_that_was_never_counted_is_not_found(trainer):
    assert (
        trainer.get(address("statistics_file", make_published_quiz().versions.get().pk), follow=True).status_code == 404
    )


def test_others_see_no_figures(client):
    version = make_counted()
    question = version.slots.first().question_version_id
    client.force_login(make_learner())
    addresses = [
        address("statistics"),
        address("quiz_statistics", version.pk),
        address("question_statistics", version.pk, question),
        address("statistics_file", version.pk),
        address("question_statistics_file", version.pk, question),
    ]

    assert [client.get(one).status_code for one in addresses] == [302] * 5
    assert client.post(address("count_statistics", version.pk)).status_code == 302
    assert not any(b"statistics__table" in client.get(one).content for one in addresses)


def test_list_of_quizzes_leads_to_statistics(trainer):
    version = make_counted()

    page = trainer.get(reverse(Quiz.snippet_viewset.get_url_name("list"))).content.decode()

    assert f"{address('statistics')}?quiz={version.quiz_id}" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_any_number_of_rows(trainer, django_assert_max_num_queries, rows):
    versions = [make_counted(questions=rows) for _row in range(rows)]
    question = versions[0].slots.first().question_version_id
    pages = [("statistics",), ("quiz_statistics", versions[0].pk), ("question_statistics", versions[0].pk, question)]
    for name, *args in pages:
        trainer.get(address(name, *args))

    for name, *args in pages:
        with django_assert_max_num_queries(16):
            read(trainer, name, *args)
