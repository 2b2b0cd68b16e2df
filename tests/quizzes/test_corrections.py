"""Correcting a key: what is asked from then on, what may be proposed by whom, what it would change."""

from datetime import timedelta

import pytest

from quizzes.bank_filters import found
from quizzes.domain.answer_keys import as_written, asks_the_same, key_of, raw_with_key, with_key
from quizzes.domain.content import content_of, problems_of
from quizzes.domain.corrections import (
    CorrectionRefused,
    apply_correction,
    may_undo,
    start_undo,
    withdraw_correction,
)
from quizzes.domain.publishing import freeze_quiz, latest_version
from quizzes.exports import exported
from quizzes.formats.moodle_reading import read_moodle_xml
from quizzes.formats.xlsx_reading import read_xlsx
from quizzes.models import KeyCorrection, Question, QuestionVersion, Quiz, QuizSlot, Topic
from tests.factories import make_learner, make_published_quiz, make_question
from tests.factories.corrections import CORRECTED_AT, make_correction, put_in_force
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false

NEW_KEYS = [
    (single(), ["wrong"]),
    (multiple(right=("a", "b"), wrong=("c",)), ["b", "c"]),
    (true_false(), False),
    (number(), {"value": "36.5", "tolerance": "1"}),
    (short_text(), {"ru": ["слово", "речь"], "kk": ["сөз"], "en": []}),
    (ordering("Order.", "one", "two", "three"), ["two", "one", "three"]),
]


def version_of(question):
    return question.versions.order_by("-number").first()


def asked_by(quiz):
    return [slot.question_version.number for slot in latest_version(quiz).slots.select_related("question_version")]


@pytest.mark.parametrize(("part", "key"), NEW_KEYS, ids=[part["type"] for part, _key in NEW_KEYS])
@pytest.mark.django_db
def test_a_key_is_replaced_in_content_and_form_alike(part, key):
    question = make_question(part)
    before = content_of(question)

    after = with_key(before, {"p1": key})

    question.parts = raw_with_key(question.parts.get_prep_value(), after)
    question.save()
    assert key_of(after) == {"p1": key}
    assert content_of(Question.objects.get()) == after != before
    assert asks_the_same(before, after)


SWAPPED = {"p1": {"a": "b", "b": "a", "c": "c"}}


@pytest.mark.django_db
def test_pairs_matched_anew_keep_their_sides_and_name_the_right_one():
    question = make_question(matching(a="1", b="2", c="3"))
    before = content_of(question)

    after = with_key(before, SWAPPED)

    pairs = after["parts"][0]["pairs"]
    assert [pair["right"]["en"] for pair in pairs] == ["1 [en]", "2 [en]", "3 [en]"]
    assert [pair.get("answer") for pair in pairs] == ["b", "a", None]
    assert key_of(after) == SWAPPED
    assert asks_the_same(before, after)
    assert with_key(after, key_of(before)) == before
    question.parts = raw_with_key(question.parts.get_prep_value(), after)
    assert content_of(question) == as_written(after)
    assert [pair["right"]["en"] for pair in content_of(question)["parts"][0]["pairs"]] == ["2 [en]", "1 [en]", "3 [en]"]


@pytest.mark.django_db
def test_one_right_side_for_two_left_sides_is_a_problem():
    content = content_of(make_question(matching(a="1", b="2")))

    assert problems_of(with_key(content, {"p1": {"a": "b", "b": "b"}})) == [(1, "same_right")]


@pytest.mark.django_db
def test_another_right_side_is_another_question():
    before = content_of(make_question(matching(a="1", b="2")))
    after = content_of(make_question(matching(a="1", b="3")))

    assert not asks_the_same(before, after)


@pytest.mark.django_db
def test_publishing_again_after_pairs_were_matched_anew_finds_nothing_new():
    wrong = make_question(matching(a="1", b="2", c="3"))
    quiz = make_published_quiz(wrong)

    put_in_force(version_of(wrong), SWAPPED)

    assert asked_by(quiz) == [2]
    assert freeze_quiz(quiz, now=CORRECTED_AT).number == 2
    Question.objects.filter(pk=wrong.pk).update(feedback_en="Reworded.")
    assert freeze_quiz(quiz, now=CORRECTED_AT).number == 3
    assert not version_of(wrong).changes_score


@pytest.mark.django_db
def test_exports_write_the_corrected_pairs():
    wrong = make_question(matching(a="1", b="2", c="3"))
    make_published_quiz(wrong)

    put_in_force(version_of(wrong), SWAPPED)

    everything = Question.objects.all()
    assert "=a [en] -> 2 [en]" in exported(everything, "gift", "en").decode()
    for name, read in (
        ("xml", lambda data: read_moodle_xml(data.decode(), "ru")),
        ("xlsx", lambda data: read_xlsx(data)),
    ):
        (row,) = read(exported(everything, name, "ru"))
        pairs = [(pair["left"]["ru"], pair["right"]["ru"]) for pair in row.question["parts"][0]["pairs"]]
        assert pairs == [("a [ru]", "2 [ru]"), ("b [ru]", "1 [ru]"), ("c [ru]", "3 [ru]")]


@pytest.mark.django_db
def test_newly_accepted_wordings_are_found_at_once():
    wrong = make_question(short_text("What?", "word"))
    make_published_quiz(wrong)

    put_in_force(version_of(wrong), {"p1": {"ru": ["слово", "Реченьё"], "kk": ["сөз"], "en": []}})

    assert set(found(Question.objects.all(), "реченье")) == {wrong}


def frozen(question):
    make_published_quiz(question)
    return version_of(question)


@pytest.mark.django_db
def test_new_attempts_are_asked_the_corrected_version_and_the_form_shows_it():
    wrong, other = make_question(), make_question()
    quiz = make_published_quiz(wrong, other)
    elsewhere = make_published_quiz(other)

    put_in_force(version_of(wrong), {"p1": ["wrong"]})

    assert asked_by(quiz) == [2, 1]
    assert latest_version(elsewhere).number == 1
    assert content_of(Question.objects.get(pk=wrong.pk)) == version_of(wrong).content
    assert key_of(version_of(wrong).content) == {"p1": ["wrong"]}
    # Publishing again finds nothing new.
    assert freeze_quiz(quiz, now=CORRECTED_AT).number == 2


@pytest.mark.django_db
def test_what_the_author_has_not_published_stays_unpublished():
    wrong = make_question()
    quiz = make_published_quiz(wrong, pass_mark=60)
    quiz.pass_mark = 90
    quiz.save()
    Question.objects.filter(pk=wrong.pk).update(feedback_en="Being rewritten.")

    put_in_force(version_of(wrong), {"p1": ["wrong"]})

    assert latest_version(quiz).pass_mark == 60
    assert version_of(wrong).content["feedback"]["en"] != "Being rewritten."
    assert Question.objects.get(pk=wrong.pk).feedback_en == "Being rewritten."


@pytest.mark.django_db
def test_a_pool_draws_the_corrected_version():
    topic = Topic.add_root(slug="topic", name_ru="Тема", name_kk="Тақырып")
    wrong, other = make_question(topic=topic), make_question(topic=topic)
    quiz = Quiz.objects.create(name="Drawn")
    QuizSlot.objects.create(quiz=quiz, topic=topic, draws=1, points=2)
    freeze_quiz(quiz, now=CORRECTED_AT)

    put_in_force(version_of(wrong), {"p1": ["wrong"]})

    copy = latest_version(quiz).slots.get()
    assert (copy.topic, copy.draws, copy.points) == (topic, 1, 2)
    assert set(copy.pool.all()) == {version_of(wrong), version_of(other)}
    assert version_of(wrong).number == 2
    assert freeze_quiz(quiz, now=CORRECTED_AT).number == 2


@pytest.mark.django_db
def test_a_version_is_corrected_twice_and_quizzes_follow():
    wrong = make_question()
    quiz = make_published_quiz(wrong)
    first = version_of(wrong)
    KeyCorrection.objects.filter(pk=put_in_force(first, {"p1": ["wrong"]}).pk).update(state="applied")

    put_in_force(first, {"p1": ["worse"]}, now=CORRECTED_AT + timedelta(hours=1))

    assert asked_by(quiz) == [3]
    assert key_of(version_of(wrong).content) == {"p1": ["worse"]}


@pytest.mark.django_db
def test_a_rule_that_may_lower_waits_for_somebody_else():
    wrong, proposer, second = make_question(), make_learner(), make_learner()
    quiz = make_published_quiz(wrong)
    correction = make_correction(version_of(wrong), {"p1": ["wrong"]}, rule="new", by=proposer)

    assert asked_by(quiz) == [1]
    assert version_of(wrong).number == 1
    with pytest.raises(CorrectionRefused, match="same_person"):
        apply_correction(correction, by=proposer, now=CORRECTED_AT)
    with pytest.raises(CorrectionRefused, match="waiting"):
        make_correction(version_of(wrong), {"p1": ["worse"]})
    # Publishing meanwhile does not count the waiting version.
    assert freeze_quiz(quiz, now=CORRECTED_AT).number == 1

    assert apply_correction(correction, by=second, now=CORRECTED_AT).state == "running"
    assert asked_by(quiz) == [2]
    with pytest.raises(CorrectionRefused, match="not_waiting"):
        apply_correction(correction, by=second, now=CORRECTED_AT)


@pytest.mark.django_db
def test_a_withdrawn_proposal_leaves_nothing():
    wrong = make_question()
    make_published_quiz(wrong)
    correction = make_correction(version_of(wrong), {"p1": ["wrong"]}, rule="new")

    withdraw_correction(correction)

    assert not KeyCorrection.objects.exists()
    assert QuestionVersion.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_is_refused_except_to_give_everybody_full_points():
    wrong = make_question()
    make_published_quiz(wrong)

    with pytest.raises(CorrectionRefused, match="same_key"):
        make_correction(version_of(wrong), {"p1": ["right"]})

    assert put_in_force(version_of(wrong), {}, rule="all").corrected == version_of(wrong)
    assert QuestionVersion.objects.count() == 1


@pytest.mark.django_db
def test_one_run_at_a_time():
    one, other = make_question(), make_question()
    make_published_quiz(one, other)
    put_in_force(version_of(one), {"p1": ["wrong"]})

    with pytest.raises(CorrectionRefused, match="busy"):
        put_in_force(version_of(other), {"p1": ["wrong"]})


@pytest.mark.django_db
def test_undoing_is_possible_for_seven_days():
    wrong = make_question()
    make_published_quiz(wrong)
    correction = put_in_force(version_of(wrong), {"p1": ["wrong"]}, rule="future")
    assert correction.state == "applied"

    week = CORRECTED_AT + timedelta(days=7)
    assert [may_undo(correction, now) for now in (week, week + timedelta(seconds=1))] == [True, False]
    with pytest.raises(CorrectionRefused, match="too_late"):
        start_undo(correction, by=make_learner(), now=week + timedelta(seconds=1))

    assert start_undo(correction, by=make_learner(), now=week).state == "undone"
    with pytest.raises(CorrectionRefused, match="not_applied"):
        start_undo(correction, by=make_learner(), now=week)
