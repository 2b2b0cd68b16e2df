"""The correction flow in the admin: two steps, the second person, progress, ledger, rights."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.domain.regrading import run_correction
from quizzes.models import Attempt, KeyCorrection, RegradeEntry
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.corrections import CORRECTED_AT, hand_in_with, make_correction, put_in_force
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false

pytestmark = pytest.mark.django_db

REASON = "Article 9 says otherwise."
EVERY_PART = [
    single("One?"),
    multiple("Several?", right=("a", "b"), wrong=("c",)),
    true_false(),
    number(value="35.5"),
    short_text("Word?", "word"),
    ordering("Order.", "one", "two"),
    matching(x="1", y="2"),
]


def make_editor(*codes):
    codes = ("access_admin", "view_attempt", *codes)
    editor = make_learner()
    editor.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return editor


@pytest.fixture
def item():
    return make_item(make_module(make_course()), quiz=make_published_quiz(make_question(), make_question()))


@pytest.fixture
def faulty(item):
    return item.quiz.versions.get().slots.first().question_version


@pytest.fixture
def editor(client):
    editor = make_editor("add_keycorrection")
    client.force_login(editor)
    return editor


def correct(version):
    return reverse("learning_admin:correct", args=[version.pk])


def decide(client, version, rule="both", key="wrong", **fields):
    return client.post(correct(version), {"part1": key, "rule": rule, "reason": REASON, "decide": "1"} | fields)


def page(correction):
    return reverse("learning_admin:correction", args=[correction.pk])


def test_key_then_impact_then_applied_and_counted(client, editor, item, faulty):
    hand_in_with(item, ["wrong", "right"])

    first = client.get(correct(faulty))
    assert re.search(r'value="right"[^>]*checked', first.text)
    preview = client.post(correct(faulty), {"part1": "wrong"})
    assert 'name="part1" value="wrong"' in preview.text
    assert not KeyCorrection.objects.exists()

    answer = decide(client, faulty)
    correction = KeyCorrection.objects.get()
    assert answer.headers["location"] == page(correction)
    assert (correction.rule, correction.reason, correction.proposed_by) == ("both", REASON, editor)


def test_the_background_run_starts_once_the_decision_is_stored(
    client, editor, item, faulty, django_capture_on_commit_callbacks
):
    attempt = hand_in_with(item, ["wrong", "right"])

    with django_capture_on_commit_callbacks(execute=True):
        decide(client, faulty)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (2, True)
    assert KeyCorrection.objects.get().state == "applied"
    shown = client.get(page(KeyCorrection.objects.get()))
    assert REASON in shown.text
    assert "Refresh" not in shown.headers

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(KeyCorrection.objects.get()), {"act": "undo"})

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (1, False)
    assert KeyCorrection.objects.get().undone_by == editor


@pytest.mark.parametrize("fields", [{"reason": " "}, {"rule": "none"}, {"part1": "unknown"}])
def test_a_decision_without_reason_rule_or_key_changes_nothing(client, editor, faulty, fields):
    answer = client.post(correct(faulty), {"part1": "wrong", "rule": "both", "reason": REASON, "decide": "1"} | fields)

    assert answer.status_code == 422
    assert not KeyCorrection.objects.exists()


def test_the_same_key_is_refused_in_words(client, editor, faulty):
    answer = decide(client, faulty, key="right")

    assert answer.status_code == 422
    assert not KeyCorrection.objects.exists()


def test_what_may_lower_is_confirmed_by_somebody_else(client, editor, item, faulty, django_capture_on_commit_callbacks):
    attempt = hand_in_with(item, ["right", "right"])
    decide(client, faulty, rule="new")
    correction = KeyCorrection.objects.get()

    assert correction.state == "draft"
    assert 'value="confirm"' not in client.get(page(correction)).text
    client.post(page(correction), {"act": "confirm"})
    correction.refresh_from_db()
    assert correction.state == "draft"

    second = make_editor("add_keycorrection")
    client.force_login(second)
    assert 'value="confirm"' in client.get(page(correction)).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(correction), {"act": "confirm"})

    correction.refresh_from_db()
    attempt.refresh_from_db()
    assert (correction.state, correction.confirmed_by, attempt.passed) == ("applied", second, False)
    shown = client.get(page(correction)).text
    assert str(attempt.learner) in shown


def test_a_proposal_can_be_withdrawn(client, editor, faulty):
    correction = make_correction(faulty, {"p1": ["wrong"]}, rule="new")

    answer = client.post(page(correction), {"act": "withdraw"})

    assert answer.headers["location"] == reverse("learning_admin:corrections")
    assert not KeyCorrection.objects.exists()


def test_a_stopped_run_is_shown_and_gone_on_with(client, editor, item, faulty, django_capture_on_commit_callbacks):
    hand_in_with(item, ["wrong", "right"])
    correction = put_in_force(faulty, {"p1": ["wrong"]})

    assert client.get(page(correction)).headers["Refresh"] == "3"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(correction), {"act": "go_on"})

    correction.refresh_from_db()
    assert (correction.state, correction.done) == ("applied", 1)


def test_an_unknown_act_does_nothing(client, editor, faulty):
    correction = make_correction(faulty, {"p1": ["wrong"]}, rule="new")

    assert client.post(page(correction), {"act": "delete"}).status_code == 302
    assert KeyCorrection.objects.get().state == "draft"


def test_every_kind_of_part_can_be_corrected(client, editor, django_capture_on_commit_callbacks):
    quiz = make_published_quiz(make_question(*EVERY_PART))
    version = quiz.versions.get().slots.get().question_version
    form = {
        "part1": "worse",
        "part2": ["b", "c"],
        "part3": "false",
        "part4": "36,25",
        "part4_tolerance": "0,5",
        "part5_ru": "слово\nречь",
        "part5_kk": "сөз",
        "part5_en": "",
        "part6_1": "2",
        "part6_2": "1",
        "part7_1": "y",
        "part7_2": "x",
    }

    assert client.get(correct(version)).status_code == 200
    preview = client.post(correct(version), form)
    assert preview.status_code == 200
    hidden = re.findall(r'<input type="hidden" name="(part[^"]+)"', preview.text)
    assert sorted(hidden) == sorted(["part2", *form])

    client.post(correct(version), form | {"rule": "both", "reason": REASON, "decide": "1"})

    parts = KeyCorrection.objects.get().corrected.content["parts"]
    assert [option["id"] for option in parts[1]["options"] if option["correct"]] == ["b", "c"]
    assert parts[2]["correct"] is False
    assert (parts[3]["value"], parts[3]["tolerance"]) == ("36.25", "0.5")
    assert parts[4]["accepted"] == {"ru": ["слово", "речь"], "kk": ["сөз"], "en": []}
    assert [one["id"] for one in parts[5]["items"]] == ["two", "one"]
    assert [pair["answer"] for pair in parts[6]["pairs"]] == ["y", "x"]


@pytest.mark.parametrize("fields", [{"part1_1": "1", "part1_2": "1"}, {"part1_1": "1"}])
def test_steps_need_a_place_each(client, editor, fields):
    quiz = make_published_quiz(make_question(ordering("Order.", "one", "two")))
    version = quiz.versions.get().slots.get().question_version

    assert client.post(correct(version), fields).status_code == 422


def test_pairs_matched_anew_are_counted_again_and_undone(client, editor, django_capture_on_commit_callbacks):
    quiz = make_published_quiz(make_question(matching(x="1", y="2", z="3")), make_question())
    item = make_item(make_module(make_course()), quiz=quiz)
    version = quiz.versions.get().slots.first().question_version
    by_old, by_new = (
        hand_in_with(item, [{"x": first, "y": second, "z": "z"}, "right"]) for first, second in ("xy", "yx")
    )
    assert (by_old.points, by_new.points) == (2, Decimal("1.3333"))

    form = client.get(correct(version)).text
    assert re.search(r'name="part1_1".*?<option value="x" selected>1 \[', form, re.DOTALL)
    key = {"part1_1": "y", "part1_2": "x", "part1_3": "z"}
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(client, version, key="", **key).status_code == 302

    assert points(by_old, by_new) == [2, 2]
    correction = KeyCorrection.objects.get()
    assert "x [ru] — 2 [ru]; y [ru] — 1 [ru]" in client.get(page(correction)).text
    assert re.search(r'name="part1_1".*?<option value="y" selected>2 \[', client.get(correct(version)).text, re.DOTALL)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(correction), {"act": "undo"})
    assert points(by_old, by_new) == [2, Decimal("1.3333")]


def points(*attempts):
    return [Attempt.objects.get(pk=one.pk).points for one in attempts]


def test_a_right_side_belongs_to_one_left_side(client, editor):
    quiz = make_published_quiz(make_question(matching(x="1", y="2")))
    version = quiz.versions.get().slots.get().question_version

    assert client.post(correct(version), {"part1_1": "x", "part1_2": "x"}).status_code == 422


def test_other_answered_versions_are_named(client, editor, item, faulty):
    hand_in_with(item, ["right", "right"])
    newer = put_in_force(faulty, {"p1": ["wrong"]}).corrected

    assert correct(faulty) in client.get(correct(newer)).text


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_for_many_as_for_one(client, editor, item, faulty, count, django_assert_max_num_queries):
    correction = make_correction(faulty, {"p1": ["wrong"]}, rule="new")
    for _ in range(count):
        entry = {"points_before": 0, "points_after": 1, "total_before": 1, "total_after": 2}
        attempt = hand_in_with(item, ["wrong", "right"])
        RegradeEntry.objects.create(
            correction=correction,
            attempt=attempt,
            response=attempt.responses.first(),
            passed_before=False,
            passed_after=True,
            written_at=CORRECTED_AT,
            **entry,
        )
        KeyCorrection.objects.create(
            faulty=faulty, corrected=faulty, rule="all", reason=REASON, proposed_by=editor, proposed_at=CORRECTED_AT
        )
    ledger = reverse("learning_admin:ledger", args=[correction.pk])
    client.get(ledger)

    with django_assert_max_num_queries(12):
        assert client.get(ledger).text.count("0 → 1") == count
    with django_assert_max_num_queries(12):
        assert client.get(reverse("learning_admin:corrections")).text.count('class="title"') == count + 1


def test_only_those_who_may_correct_keys_get_in(client, faulty):
    correction = make_correction(faulty, {"p1": ["wrong"]}, rule="new")
    addresses = [
        correct(faulty),
        page(correction),
        reverse("learning_admin:corrections"),
        reverse("learning_admin:ledger", args=[correction.pk]),
    ]
    client.force_login(make_editor())

    answers = [client.get(address) for address in addresses]
    answers.append(client.post(page(correction), {"act": "withdraw"}))

    assert {answer.headers["location"] for answer in answers} == {reverse("wagtailadmin_home")}
    assert KeyCorrection.objects.exists()
    assert not Attempt.objects.exists()


def test_a_correction_asks_as_much_for_many_as_for_one(client, editor, item, faulty):
    one = make_published_quiz(make_question(), make_question())
    other_item = make_item(item.module, quiz=one)
    other = one.versions.get().slots.first().question_version
    hand_in_with(item, ["right", "right"])
    for _ in range(3):
        hand_in_with(other_item, ["right", "right"])

    client.get(reverse("learning_admin:corrections"))

    asked = {queries_of(client, lowered(version)) for version in (faulty, other)}

    assert len(asked) == 1


def lowered(version):
    correction = put_in_force(version, {"p1": ["wrong"]}, rule="new")
    run_correction(correction, clock=lambda: CORRECTED_AT)
    return correction


def queries_of(client, correction):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page(correction)).status_code == 200
    return len(queries)
