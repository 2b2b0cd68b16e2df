"""Which attempts statistics rest on, what they hold and when they are out of date."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from quizzes.choices import AttemptState, CorrectionRule, CorrectionState
from quizzes.domain.answer_keys import with_key
from quizzes.domain.publishing import freeze_quiz
from quizzes.domain.statistics import count_statistics, counted_attempts, stale_versions
from quizzes.models import KeyCorrection, QuestionVersion, QuizStatistics, QuizVersion, QuizVersionSlot, Response, Topic
from tests.factories import make_learner, make_published_quiz, make_question
from tests.factories.graded import SUBMITTED_AT, make_drawn_attempts, make_graded_attempts
from tests.factories.quizzes import PUBLISHED_AT, number, short_text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RIGHT, WRONG, WORSE = "right", "wrong", "worse"


def make_version(*questions, **fields) -> QuizVersion:
    """A published quiz of two single-choice questions by default."""
    return make_published_quiz(*questions, **fields).versions.get()


def figures(version: QuizVersion) -> dict:
    """What was counted."""
    return count_statistics(version, now=NOW).figures


def first(version: QuizVersion) -> dict:
    """The first question's figures."""
    return figures(version)["questions"][0]


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


def test_only_graded_first_attempts_of_learners_count():
    version = make_version()
    make_graded_attempts(version, [[RIGHT, RIGHT]])
    sheet = [[WRONG, WRONG]]
    make_graded_attempts(version, sheet, number=2)
    make_graded_attempts(version, sheet, is_preview=True)
    make_graded_attempts(version, sheet, state=AttemptState.VOID)
    make_graded_attempts(version, sheet, state=AttemptState.MARKING, points=None, passed=None)
    make_graded_attempts(version, sheet, state=AttemptState.OPEN, points=None, passed=None, submitted_at=None)

    statistics = count_statistics(version, now=NOW)

    assert (statistics.attempts, [one["all"]["n"] for one in statistics.figures["questions"]]) == (1, [1, 1])


def test_versions_are_counted_apart():
    quiz = make_published_quiz(make_question())
    old = quiz.versions.get()
    quiz.pass_mark = 50
    quiz.save()
    new = freeze_quiz(quiz, now=PUBLISHED_AT)
    make_graded_attempts(old, [[RIGHT]] * 10)
    make_graded_attempts(new, [[WRONG]] * 10)

    assert [first(version)["all"]["facility"] for version in (old, new)] == [1, 0]


def test_figures_by_hand():
    # The five sheets of test_item_statistics, six times over: sums × 6, so only n − 1 changes, which cancels in D and E.
    version = make_version(make_question(), make_question(), make_question())
    sheets = [
        [RIGHT, RIGHT, RIGHT],
        [RIGHT, RIGHT, WRONG],
        [RIGHT, WRONG, WRONG],
        [WRONG, RIGHT, WRONG],
        [WRONG, WRONG, WORSE],
    ]
    make_graded_attempts(version, sheets * 6)

    found = figures(version)

    one = found["questions"][0]["all"]
    assert (one["n"], one["facility"]) == (30, near(0.6))
    assert (one["discrimination"], one["efficiency"]) == (near(32.732683535), near(37.5))
    # Variances × 24/29 · 5/4 … cancel in CIC and ER; k₂ = 6·5.2/29; SE = 0.650443636·√1.075862069
    whole = found["whole"]
    assert (whole["consistency"], whole["error_ratio"]) == (near(57.692307692), near(65.044363558))
    assert (whole["mean"], whole["deviation"]) == (near(1.4), near(1.037237711))
    assert whole["standard_error"] == near(0.674664668)
    # Pass mark 70 % of 3 = 2.1 ± 0.67: only the total of 2.
    assert whole["near_pass_mark"] == near(0.2)


@pytest.mark.parametrize(
    ("people", "shown"), [(9, (False, False)), (10, (True, False)), (29, (True, False)), (30, (True, True))]
)
def test_too_few_answers_give_no_figure(people, shown):
    version = make_version()
    make_graded_attempts(
        version, [[[RIGHT, WRONG][place % 2], [RIGHT, WRONG][place % 3 == 0]] for place in range(people)]
    )

    found = figures(version)

    measures = found["questions"][0]["all"]
    has_facility, has_rest = shown
    assert (measures["facility"] is not None) == has_facility
    assert [measures[name] is not None for name in ("discrimination", "efficiency")] == [has_rest] * 2
    assert [bool(measures["parts"]), measures["is_enough"], found["whole"] is not None] == [has_rest] * 3


def test_language_of_the_answer_goes_before_that_of_the_attempt():
    version = make_version(make_question())
    make_graded_attempts(version, [[RIGHT]] * 3, language="ru")
    made = make_graded_attempts(version, [[RIGHT]], language="ru")
    Response.objects.filter(attempt__in=made).update(language="kk")

    assert {code: one["n"] for code, one in first(version)["languages"].items()} == {"ru": 3, "kk": 1}


@pytest.mark.parametrize(
    ("russian", "kazakh", "people", "flagged"),
    [(38, 32, 40, True), (38, 33, 40, False), (29, 20, 29, False)],
)
def test_translation_is_flagged_from_a_gap_of_15_points_with_30_answers_each(russian, kazakh, people, flagged):
    version = make_version(make_question())
    for language, right in (("ru", russian), ("kk", kazakh)):
        make_graded_attempts(version, [[RIGHT]] * right + [[WRONG]] * (people - right), language=language)

    assert ("translation" in first(version)["flags"]) == flagged


@pytest.mark.parametrize(
    ("right", "people", "flag"),
    [(29, 100, "hard"), (30, 100, ""), (95, 100, ""), (96, 100, "easy"), (0, 9, "")],
)
def test_facility_is_flagged_at_both_ends(right, people, flag):
    version = make_version(make_question())
    make_graded_attempts(version, [[RIGHT]] * right + [[None]] * (people - right))

    assert first(version)["flags"] == ([flag] if flag else [])


def test_negative_discrimination_is_flagged():
    version = make_version(make_question(), make_question(), make_question())
    sheets = [[RIGHT, WRONG, WRONG]] * 15 + [[WRONG, RIGHT, RIGHT]] * 15
    make_graded_attempts(version, sheets)

    assert (first(version)["all"]["discrimination"], first(version)["flags"]) == (near(-100), ["negative"])


def test_wrong_option_that_beats_the_key_is_flagged_and_no_longer_once_the_key_is_corrected():
    version = make_version(make_question())
    faulty = QuestionVersion.objects.get()
    make_graded_attempts(version, [[RIGHT]] * 14 + [[WRONG]] * 16)
    assert (first(version)["flags"], figures(version)["flagged"]) == (["key"], 1)
    options = [one | {"correct": one["id"] == WRONG} for one in faulty.content["parts"][0]["options"]]
    content = faulty.content | {"parts": [faulty.content["parts"][0] | {"options": options}]}
    corrected = faulty.question.versions.create(number=2, content=content, content_hash="", published_at=NOW)

    correct(faulty, corrected)

    table = first(version)["all"]["parts"][0]["options"]
    assert (first(version)["flags"], [one["option"] for one in table if one["is_right"]]) == ([], [WRONG])


def correct(faulty: QuestionVersion, corrected: QuestionVersion, *, rule: str = CorrectionRule.NEW) -> KeyCorrection:
    """A correction that was applied after ``NOW``."""
    return KeyCorrection.objects.create(
        faulty=faulty, corrected=corrected, rule=rule, state=CorrectionState.APPLIED, proposed_by=make_learner(),
        proposed_at=NOW, applied_at=NOW + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        (CorrectionRule.BOTH, [RIGHT, WRONG]),
        (CorrectionRule.NEW, [WRONG]),
        (CorrectionRule.ALL, [RIGHT, WRONG, WORSE]),
        (CorrectionRule.FUTURE, [RIGHT]),
    ],
)
def test_options_are_right_as_the_rule_of_a_correction_says(rule, right):
    version = make_version(make_question())
    faulty = QuestionVersion.objects.get()
    make_graded_attempts(version, [[RIGHT]] * 30)
    options = [one | {"correct": one["id"] == WRONG} for one in faulty.content["parts"][0]["options"]]
    content = faulty.content | {"parts": [faulty.content["parts"][0] | {"options": options}]}
    correct(
        faulty, faulty.question.versions.create(number=2, content=content, content_hash="", published_at=NOW), rule=rule
    )

    table = first(version)["all"]["parts"][0]["options"]

    assert [one["option"] for one in table if one["is_right"]] == right


def test_given_answers_are_counted_by_language_from_30():
    version = make_version(make_question(number()))
    make_graded_attempts(version, [["35"]] * 20 + [["36"]] * 10)
    make_graded_attempts(version, [["36"]] * 5, language="kk")

    found = first(version)

    assert [(one["value"], one["count"], one["is_right"]) for one in found["all"]["given"][0]["rows"][0]["given"]] == [
        ("35", 20, True), ("36", 15, False),
    ]  # fmt: skip
    assert [one["count"] for one in found["languages"]["ru"]["given"][0]["rows"][0]["given"]] == [20, 10]
    assert (found["languages"]["kk"]["given"], found["all"]["parts"]) == ([], [])


def test_given_answers_are_right_by_the_corrected_key():
    version = make_version(make_question(short_text("What?", "word")))
    faulty = QuestionVersion.objects.get()
    make_graded_attempts(version, [["word"]] * 20 + [["term"]] * 10)
    content = with_key(faulty.content, {"p1": {"ru": ["term"], "kk": ["term"], "en": []}})
    correct(faulty, faulty.question.versions.create(number=2, content=content, content_hash="", published_at=NOW))

    rows = first(version)["all"]["given"][0]["rows"]

    assert [(one["value"], one["is_right"]) for one in rows[0]["given"]] == [("word", False), ("term", True)]


def test_drawn_questions_are_counted_by_question_and_consistency_by_place():
    quiz = make_published_quiz(make_question())
    version = quiz.versions.get()
    fixed = version.slots.get().question_version
    easy, hard = (freeze_quiz_question(make_question()) for _question in range(2))
    topic = Topic.add_root(slug="topic", name_ru="Тема", name_kk="Тақырып")
    QuizVersionSlot.objects.create(quiz_version=version, position=2, topic=topic, draws=1, points=1).pool.set(
        [easy, hard]
    )
    sheets = [
        [(fixed, RIGHT), (easy, RIGHT)],
        [(fixed, RIGHT), (hard, RIGHT)],
        [(fixed, WRONG), (easy, RIGHT)],
        [(fixed, WRONG), (hard, WRONG)],
    ]
    make_drawn_attempts(version, sheets * 10)

    found = figures(version)

    assert [(one["question_version"], one["all"]["n"]) for one in found["questions"]] == [
        (fixed.pk, 40), (easy.pk, 20), (hard.pk, 20),
    ]  # fmt: skip
    assert [one["all"]["facility"] for one in found["questions"]] == [near(0.5), near(1), near(0.5)]
    # Places: 0.5 and 0.75 right, so var = 40/39·(0.25 + 0.1875); totals 2 2 1 0, mean 1.25, var = 40/39·0.6875
    assert found["whole"]["consistency"] == near(200 * (1 - 0.4375 / 0.6875))


def freeze_quiz_question(question) -> QuestionVersion:
    """The question as a quiz of its own would ask it."""
    return make_published_quiz(question).versions.get().slots.get().question_version


def test_quiz_without_attempts_has_no_figures():
    assert figures(make_version()) == {"flagged": 0, "questions": [], "whole": None}


def test_counting_again_replaces_what_was_stored():
    version = make_version()
    count_statistics(version, now=NOW)
    make_graded_attempts(version, [[RIGHT, WRONG]])

    count_statistics(version, now=NOW + timedelta(days=1))

    assert list(QuizStatistics.objects.values_list("attempts", "counted_at")) == [(1, NOW + timedelta(days=1))]


@pytest.mark.parametrize("questions", [1, 3])
def test_counting_costs_the_same_for_any_number_of_questions(django_assert_num_queries, questions):
    version = make_version(*(make_question() for _question in range(questions)))
    make_graded_attempts(version, [[RIGHT] * questions] * 3)

    with django_assert_num_queries(12):
        count_statistics(version, now=NOW)


@pytest.mark.parametrize("questions", [1, 3])
def test_counting_written_answers_costs_one_query_more(django_assert_num_queries, questions):
    version = make_version(make_question(), *(make_question(number()) for _question in range(questions)))
    make_graded_attempts(version, [[RIGHT] + ["35"] * questions] * 3)

    with django_assert_num_queries(14):
        count_statistics(version, now=NOW)


def test_versions_with_new_attempts_or_corrected_keys_are_stale():
    never, fresh, more, corrected, untouched = (make_version(make_question()) for _version in range(5))
    for version in (never, fresh, more, corrected):
        make_graded_attempts(version, [[RIGHT]])
    for version in (fresh, more, corrected):
        count_statistics(version, now=NOW)
    make_graded_attempts(more, [[RIGHT]], submitted_at=SUBMITTED_AT)
    key = corrected.slots.get().question_version
    correct(key, key)

    assert set(stale_versions()) == {never, more, corrected}
    assert counted_attempts(untouched).count() == 0


def test_command_counts_what_is_stale(capsys):
    version = make_version()
    make_graded_attempts(version, [[RIGHT, WRONG]])

    call_command("count_statistics")
    call_command("count_statistics")

    assert capsys.readouterr().out.splitlines() == ["Quizzes: 1 counted", "Quizzes: 0 counted"]
    assert QuizStatistics.objects.get().attempts == 1
