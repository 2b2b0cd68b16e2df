"""Counting again after a key was corrected: sheets, ledger, courses and certificates, crash and undoing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from certificates.models import Certificate
from learning.domain import regrading
from learning.domain.quiz_taking import submit_quiz
from learning.domain.regrading import completions_gained, completions_in_question, impact_of, run_correction
from learning.models import CourseCompletion, ItemCompletion
from quizzes.domain.answer_keys import with_key
from quizzes.domain.attempts import recomputed_grade, rounded
from quizzes.domain.corrections import recounted_on, start_undo
from quizzes.models import Attempt, KeyCorrection, QuestionVersion, RegradeEntry
from tests.factories import (
    make_course,
    make_item,
    make_learner,
    make_module,
    make_published_quiz,
    make_question,
)
from tests.factories.corrections import CORRECTED_AT, hand_in_with, put_in_force, start_with

pytestmark = pytest.mark.django_db

WRONG_KEY = {"p1": ["wrong"]}
LATER = CORRECTED_AT + timedelta(hours=1)


@pytest.fixture
def item():
    return make_item(make_module(make_course()), quiz=make_published_quiz(make_question(), make_question()))


@pytest.fixture
def faulty(item):
    return item.quiz.versions.get().slots.first().question_version


def run(correction, **options):
    correction.refresh_from_db()
    run_correction(correction, clock=lambda: LATER, **options)
    correction.refresh_from_db()
    return correction


def results():
    return list(Attempt.objects.order_by("pk").values_list("points", "passed"))


def sheets():
    """The three kinds of sheet: right by the old key, by the new one, by none."""
    return [["right", "right"], ["wrong", "right"], ["worse", "right"]]


def assert_stored_is_recomputable():
    for attempt in Attempt.objects.filter(state="graded"):
        grade = recomputed_grade(attempt)
        assert (attempt.points, attempt.passed) == (rounded(grade.points), grade.passed)


@pytest.mark.parametrize(
    ("rule", "points"), [("both", [2, 2, 1]), ("new", [1, 2, 1]), ("all", [2, 2, 2]), ("future", [2, 1, 1])]
)
def test_four_rules(item, faulty, rule, points):
    for answers in sheets():
        hand_in_with(item, answers)

    correction = run(put_in_force(faulty, WRONG_KEY, rule=rule))

    assert results() == [(Decimal(one), one == 2) for one in points]
    assert correction.state == "applied"
    assert correction.done == correction.total == (0 if rule == "future" else 3)
    assert_stored_is_recomputable()


def test_the_preview_tells_what_each_rule_will_do_and_changes_nothing(item, faulty):
    for answers in sheets():
        hand_in_with(item, answers)
    before = results()

    impacts = {one.rule: one for one in impact_of(faulty, with_key(faulty.content, WRONG_KEY))}

    found = {rule: (one.attempts, one.rising, one.falling, one.passing, one.failing) for rule, one in impacts.items()}
    assert found == {"both": (3, 1, 0, 1, 0), "new": (3, 1, 1, 1, 1), "all": (3, 2, 0, 2, 0), "future": (3, 0, 0, 0, 0)}
    certificates = {rule: (one.certificates_gained, one.certificates_in_question) for rule, one in impacts.items()}
    assert certificates == {"both": (1, 0), "new": (1, 1), "all": (2, 0), "future": (0, 0)}
    assert results() == before
    assert QuestionVersion.objects.count() == 2


@pytest.mark.parametrize("rule", ["both", "new", "all"])
def test_what_the_preview_says_is_what_happens(item, faulty, rule):
    for answers in sheets():
        hand_in_with(item, answers)
    impact = next(one for one in impact_of(faulty, with_key(faulty.content, WRONG_KEY)) if one.rule == rule)
    certificates = Certificate.objects.count()

    correction = run(put_in_force(faulty, WRONG_KEY, rule=rule))

    entries = list(correction.entries.all())
    assert sum(one.points_after > one.points_before for one in entries) == impact.rising
    assert sum(one.points_after < one.points_before for one in entries) == impact.falling
    assert sum(one.passed_after and not one.passed_before for one in entries) == impact.passing
    assert sum(one.passed_before and not one.passed_after for one in entries) == impact.failing
    assert Certificate.objects.count() == certificates + impact.certificates_gained
    assert completions_in_question(correction).filter(has_certificate=True).count() == impact.certificates_in_question


def test_only_the_last_item_of_a_course_brings_a_certificate(item, faulty):
    make_item(item.module)
    hand_in_with(item, ["wrong", "right"])

    impact = impact_of(faulty, with_key(faulty.content, WRONG_KEY))[0]
    run(put_in_force(faulty, WRONG_KEY))

    assert (impact.passing, impact.certificates_gained) == (1, 0)
    assert ItemCompletion.objects.count() == 1
    assert not Certificate.objects.exists()


def test_whoever_passes_by_it_completes_the_course_and_gets_the_certificate(item, faulty):
    attempt = hand_in_with(item, ["wrong", "right"])

    run(put_in_force(faulty, WRONG_KEY))

    completion = ItemCompletion.objects.get()
    assert (completion.attempt, completion.completed_at, completion.evidence) == (attempt, LATER, "passed")
    assert CourseCompletion.objects.get().learner == attempt.learner
    assert Certificate.objects.get().holder == attempt.learner


def test_where_the_first_attempt_counts_a_later_one_completes_nothing():
    quiz = make_published_quiz(make_question(), make_question(), counting_rule="first")
    item = make_item(make_module(make_course()), quiz=quiz)
    learner = hand_in_with(item, ["worse", "worse"]).learner
    hand_in_with(item, ["wrong", "right"], learner)
    faulty = quiz.versions.get().slots.first().question_version

    impact = impact_of(faulty, with_key(faulty.content, WRONG_KEY))[0]
    run(put_in_force(faulty, WRONG_KEY))

    assert (impact.passing, impact.certificates_gained) == (1, 0)
    assert [passed for _points, passed in results()] == [False, True]
    assert not ItemCompletion.objects.exists()


def test_the_ledger_says_what_changed(item, faulty):
    attempt = hand_in_with(item, ["wrong", "right"])
    hand_in_with(item, ["right", "right"])

    correction = run(put_in_force(faulty, WRONG_KEY))

    entry = RegradeEntry.objects.get()
    assert (entry.correction, entry.attempt, entry.response.position) == (correction, attempt, 1)
    assert (entry.points_before, entry.points_after, entry.total_before, entry.total_after) == (0, 1, 1, 2)
    assert (entry.passed_before, entry.passed_after, entry.is_undo, entry.written_at) == (False, True, False, LATER)
    assert recounted_on(attempt) == entry


def test_running_twice_changes_nothing(item, faulty):
    for answers in sheets():
        hand_in_with(item, answers)
    correction = run(put_in_force(faulty, WRONG_KEY))
    once = results(), list(RegradeEntry.objects.values()), Certificate.objects.count()

    KeyCorrection.objects.update(state="running")
    run(correction)

    assert (results(), list(RegradeEntry.objects.values()), Certificate.objects.count()) == once
    assert (correction.state, correction.done) == ("applied", 3)


def test_a_crash_in_the_middle_is_gone_on_with(item, faulty, monkeypatch):
    for _ in range(5):
        hand_in_with(item, ["wrong", "right"])
    correction = put_in_force(faulty, WRONG_KEY)
    complete = regrading.complete_if_passed
    calls = []

    def crashing(*args, **kwargs):
        calls.append(args)
        if len(calls) == 4:
            raise ConnectionError
        return complete(*args, **kwargs)

    monkeypatch.setattr(regrading, "complete_if_passed", crashing)
    with pytest.raises(ConnectionError):
        run(correction, size=2)
    correction.refresh_from_db()
    # The batch in which it happened left no trace: no points without what follows from them.
    assert (correction.state, correction.done) == ("running", 2)
    assert RegradeEntry.objects.count() == ItemCompletion.objects.count() == 2
    assert [passed for _points, passed in results()] == [True, True, False, False, False]

    run(correction, size=2)

    assert (correction.state, correction.done) == ("applied", 5)
    assert RegradeEntry.objects.count() == ItemCompletion.objects.count() == Certificate.objects.count() == 5
    assert results() == [(Decimal(2), True)] * 5


def test_open_attempts_are_left_alone_and_graded_with_the_correction(item, faulty):
    attempt = start_with(item, ["wrong", "right"])

    run(put_in_force(faulty, WRONG_KEY))

    assert not RegradeEntry.objects.exists()
    assert results() == [(None, None)]
    assert submit_quiz(attempt, language="ru", now=LATER).points == 2


def test_new_attempts_are_graded_by_the_corrected_key_alone(item, faulty):
    run(put_in_force(faulty, WRONG_KEY))

    assert [hand_in_with(item, answers).points for answers in sheets()] == [1, 2, 1]
    assert not RegradeEntry.objects.exists()


def test_certificates_are_never_taken_away_but_listed(item, faulty):
    attempt = hand_in_with(item, ["right", "right"])

    correction = run(put_in_force(faulty, WRONG_KEY, rule="new"))

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (1, False)
    assert Certificate.objects.get(holder=attempt.learner).revoked_at is None
    assert CourseCompletion.objects.exists()
    (listed,) = completions_in_question(correction)
    assert (listed.learner, listed.has_certificate) == (attempt.learner, True)


def test_two_corrections_in_a_row(item, faulty):
    for answers in sheets():
        hand_in_with(item, answers)
    run(put_in_force(faulty, WRONG_KEY))
    second = run(put_in_force(faulty, {"p1": ["worse"]}, now=LATER))

    assert results() == [(Decimal(2), True)] * 3
    assert second.entries.count() == 1
    assert_stored_is_recomputable()

    # Undoing the second leaves the first in force.
    run(start_undo(second, by=make_learner(), now=LATER))
    assert [points for points, _passed in results()] == [2, 2, 1]
    assert_stored_is_recomputable()


def test_undoing_restores_points_and_keeps_what_was_gained(item, faulty):
    for answers in sheets():
        hand_in_with(item, answers)
    before = results()
    correction = run(put_in_force(faulty, WRONG_KEY))

    correction = run(start_undo(correction, by=make_learner(), now=LATER))

    assert results() == before
    assert correction.state == "undone"
    assert list(correction.entries.order_by("pk").values_list("is_undo", "points_after")) == [(False, 1), (True, 0)]
    assert Certificate.objects.count() == ItemCompletion.objects.count() == 2
    assert completions_gained(correction) == 1
    assert completions_in_question(correction).count() == 1
    assert_stored_is_recomputable()


def test_previews_count_nowhere(item, faulty):
    attempt = hand_in_with(item, ["wrong", "right"])
    Attempt.objects.filter(pk=attempt.pk).update(is_preview=True)

    correction = run(put_in_force(faulty, WRONG_KEY))

    assert correction.total == 0
    assert not ItemCompletion.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_asks_as_much_for_many_as_for_one(item, faulty, count, django_assert_num_queries):
    for _ in range(count):
        hand_in_with(item, ["wrong", "right"])
    content = with_key(faulty.content, WRONG_KEY)

    with django_assert_num_queries(19):
        impact_of(faulty, content)
