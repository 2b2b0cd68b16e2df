"""Taking a quiz by plain form posts, and everything a form may do wrong."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from learning.domain.quiz_taking import start_quiz
from learning.models import ItemCompletion
from quizzes.models import Attempt, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def quiz_item(*questions, **rules):
    return make_item(make_module(make_course()), quiz=make_published_quiz(*questions, **rules))


def started(learner, *questions, **rules):
    return start_quiz(learner, quiz_item(*questions, **rules), language="ru", now=NOW)


def url(name, attempt, *args):
    return reverse(f"learning:{name}", args=[attempt.public_id, *args])


def row(attempt, position=1):
    return Response.objects.get(attempt=attempt, position=position)


def token(response, option, part=0, key="options"):
    return next(token for token, one in response.layout[part][key] if one == option)


def field(response, part=0):
    return f"answer-{response.layout[part]['token']}"


def test_start_answer_next_summary_submit_result(signed_in, learner):
    item = quiz_item(make_question(single()), make_question(number()))
    address = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])
    assert signed_in.get(address).status_code == 200

    first = signed_in.post(address)
    attempt = Attempt.objects.get()
    assert first.url == url("question", attempt, 1)
    one, two = row(attempt, 1), row(attempt, 2)
    then = signed_in.post(first.url, {field(one): token(one, "right"), "go": "2"})
    assert then.url == url("question", attempt, 2)
    assert signed_in.post(then.url, {field(two): "35", "go": "summary"}).url == url("summary", attempt)
    assert signed_in.get(url("summary", attempt)).status_code == 200

    done = signed_in.post(url("summary", attempt))

    assert done.url == url("result", attempt)
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.points) == (True, 2)
    assert ItemCompletion.objects.get().attempt == attempt
    page = signed_in.get(done.url)
    assert page.status_code == 200
    assert "feedback [ru]" in page.content.decode()


@pytest.mark.parametrize(
    ("part", "posted", "stored"),
    [
        (multiple(right=("a", "b"), wrong=("c",)), lambda r: {field(r): [token(r, "b"), token(r, "a")]}, ["a", "b"]),
        (true_false(), lambda r: {field(r): token(r, "true")}, "true"),
        (
            matching(left="right", port="starboard"),
            lambda r: {f"{field(r)}-{token(r, 'left', key='rows')}": token(r, "port")},
            {"left": "port"},
        ),
        (
            ordering("Order.", "a", "b", "c"),
            lambda r: {field(r): [token(r, one) for one in "cab"]},
            ["c", "a", "b"],
        ),
        (number(), lambda r: {field(r): " 1 234,50 "}, "1234.50"),
        (short_text(), lambda r: {field(r): "  a   word "}, "a word"),
    ],
)
def test_each_type_is_answered_by_a_plain_form(signed_in, learner, part, posted, stored):
    attempt = started(learner, make_question(part))
    page = signed_in.get(url("question", attempt, 1))
    assert page.status_code == 200

    signed_in.post(url("question", attempt, 1), posted(row(attempt)))

    assert row(attempt).answer == {"p1": stored}


def test_scenario_parts_are_answered_apart(signed_in, learner):
    attempt = started(learner, make_question(single(), number(), case_ru="A case"))
    response = row(attempt)

    signed_in.post(url("question", attempt, 1), {field(response, 1): "7"})

    assert row(attempt).answer == {"p2": "7"}
    assert "A case" in signed_in.get(url("question", attempt, 1)).content.decode()


def test_move_button_reorders_without_scripts(signed_in, learner):
    attempt = started(learner, make_question(ordering("Order.", "a", "b", "c")))
    response = row(attempt)
    shown = [one for one, _id in response.layout[0]["options"]]
    form = {field(response): shown, "move": f"{response.layout[0]['token']}:{shown[0]}:down"}

    answer = signed_in.post(url("question", attempt, 1), form)

    assert answer.url == url("question", attempt, 1)
    ids = dict(response.layout[0]["options"])
    assert row(attempt).answer == {"p1": [ids[shown[1]], ids[shown[0]], ids[shown[2]]]}


def test_unreadable_number_gets_a_sentence_and_keeps_what_was_saved(signed_in, learner):
    attempt = started(learner, make_question(number()))
    signed_in.post(url("question", attempt, 1), {field(row(attempt)): "35"})

    for typed in ("NaN", "1e999", "Infinity", "thirty", "12,5,5", "9" * 40):
        page = signed_in.post(url("question", attempt, 1), {field(row(attempt)): typed, "go": "summary"})
        assert (page.status_code, row(attempt).answer) == (422, {"p1": "35"})
        assert f'href="#part-{row(attempt).layout[0]["token"]}"' in page.content.decode()


def test_inp_07_tampered_options_are_refused_and_change_nothing(signed_in, learner):
    attempt = started(learner, make_question(single()))
    other = started(make_learner(), make_question(single()))
    response, foreign = row(attempt), row(other)
    signed_in.post(url("question", attempt, 1), {field(response): token(response, "wrong")})

    for value in ("right", "0", str(response.pk), token(foreign, "right"), "\x00", "<script>"):
        assert signed_in.post(url("question", attempt, 1), {field(response): value}).status_code == 400
    twice = {field(response): [token(response, "wrong"), token(response, "right")]}
    assert signed_in.post(url("question", attempt, 1), twice).status_code == 400
    assert row(attempt).answer == {"p1": "wrong"}


def test_ten_megabytes_are_413(signed_in, learner):
    attempt = started(learner, make_question(short_text()))

    page = signed_in.post(url("question", attempt, 1), {field(row(attempt)): "x" * 10_000_000})

    assert (page.status_code, row(attempt).answer) == (413, None)


def test_acc_06_another_learners_attempt_is_404_in_every_view(signed_in):
    other = started(make_learner(), make_question(single()))
    response = row(other)
    answer = {field(response): token(response, "right"), "sequence": "1"}

    for name, args in (("question", [1]), ("summary", []), ("result", []), ("autosave", [1])):
        assert signed_in.post(url(name, other, *args), answer).status_code in (404, 405)
        if name != "autosave":
            assert signed_in.get(url(name, other, *args)).status_code == 404
    assert row(other).answer is None
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize("position", ["0", "3", "-1", "99999999999999999999", "x"])
def test_acc_06_a_position_outside_the_sheet_is_404(signed_in, learner, position):
    attempt = started(learner)
    address = url("question", attempt, 1).replace("/1/", f"/{position}/")

    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address, {}).status_code == 404


def test_quiz_05_answers_after_submission_are_409_and_change_nothing(signed_in, learner):
    attempt = started(learner, make_question(single()), make_question(single()))
    response = row(attempt)
    signed_in.post(url("summary", attempt))
    form = {field(response): token(response, "right")}

    assert signed_in.post(url("question", attempt, 1), form).status_code == 409
    autosaved = signed_in.post(url("autosave", attempt, 1), form | {"sequence": "5"})
    assert (autosaved.status_code, autosaved.json()) == (409, {"error": "closed"})
    assert row(attempt).answer is None
    assert signed_in.get(url("question", attempt, 1)).url == url("result", attempt)


def test_quiz_08_second_submit_finds_the_first_result(signed_in, learner):
    attempt = started(learner)
    results = [signed_in.post(url("summary", attempt)).url for _ in range(3)]

    assert results == [url("result", attempt)] * 3
    assert Attempt.objects.count() == 1


def test_quiz_09_stale_autosave_loses_and_says_so(signed_in, learner):
    attempt = started(learner, make_question(single()))
    response = row(attempt)
    new = signed_in.post(url("autosave", attempt, 1), {field(response): token(response, "right"), "sequence": "7"})
    old = signed_in.post(url("autosave", attempt, 1), {field(response): token(response, "wrong"), "sequence": "6"})

    assert (new.status_code, new.json()["sequence"], old.status_code, old.json()) == (200, 7, 409, {"error": "stale"})
    assert row(attempt).answer == {"p1": "right"}


def test_save_repeated_after_a_lost_reply_is_taken_for_saved(signed_in, learner):
    attempt = started(learner, make_question(single()))
    response = row(attempt)
    form = {field(response): token(response, "right"), "sequence": "1"}

    replies = [signed_in.post(url("autosave", attempt, 1), form).status_code for _time in range(2)]

    assert (replies, row(attempt).sequence) == ([200, 200], 1)


def test_unchanged_form_of_an_old_window_undoes_nothing(signed_in, learner):
    attempt = started(learner, make_question(single()), make_question(single()))
    response = row(attempt)
    old_window = signed_in.get(url("question", attempt, 1)).context["shown"]
    signed_in.post(url("autosave", attempt, 1), {field(response): token(response, "right"), "sequence": "1"})

    then = signed_in.post(url("question", attempt, 1), {"shown": old_window, "go": "2"})

    assert (then.url, row(attempt).answer) == (url("question", attempt, 2), {"p1": "right"})


def test_changed_form_wins_whatever_was_saved_meanwhile(signed_in, learner):
    attempt = started(learner, make_question(single()))
    response = row(attempt)
    shown = signed_in.get(url("question", attempt, 1)).context["shown"]
    signed_in.post(url("autosave", attempt, 1), {field(response): token(response, "wrong"), "sequence": "5"})

    signed_in.post(url("question", attempt, 1), {field(response): token(response, "right"), "shown": shown})

    assert (row(attempt).answer, row(attempt).sequence) == ({"p1": "right"}, 6)


def test_form_after_back_wins_over_what_was_saved_before(signed_in, learner):
    attempt = started(learner, make_question(single()), make_question(single()))
    response = row(attempt)
    signed_in.post(url("autosave", attempt, 1), {field(response): token(response, "wrong"), "sequence": "9"})

    signed_in.post(url("question", attempt, 1), {field(response): token(response, "right"), "go": "2"})

    assert row(attempt).answer == {"p1": "right"}


@pytest.mark.parametrize("sequence", ["", "x", "NaN", "1" * 400, "-1", "1.5"])
def test_autosave_with_a_broken_sequence_saves_nothing(signed_in, learner, sequence):
    attempt = started(learner, make_question(single()))
    response = row(attempt)

    answer = signed_in.post(
        url("autosave", attempt, 1), {field(response): token(response, "right"), "sequence": sequence}
    )

    assert answer.status_code in (400, 409)
    assert row(attempt).answer is None


def test_flag_is_toggled_with_the_answer_kept(signed_in, learner):
    attempt = started(learner, make_question(single()))
    form = {field(row(attempt)): token(row(attempt), "right"), "flag": "1"}

    signed_in.post(url("question", attempt, 1), form)
    assert (row(attempt).is_flagged, row(attempt).answer) == (True, {"p1": "right"})
    signed_in.post(url("question", attempt, 1), form)
    assert row(attempt).is_flagged is False


def test_attempt_limit_is_said_and_holds(signed_in, learner):
    item = quiz_item(make_question(single()), max_attempts=1)
    signed_in.post(url("summary", start_quiz(learner, item, language="ru", now=NOW)))
    address = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])

    assert signed_in.post(address).url == address
    assert Attempt.objects.count() == 1


def test_quiz_starts_at_the_language_of_the_page_and_keeps_order(signed_in, learner):
    attempt = started(learner, make_question(single(wrong=tuple("abcdef"))))
    russian = signed_in.get(url("question", attempt, 1)).content.decode()
    kazakh = signed_in.get(url("question", attempt, 1).replace("/ru/", "/kk/")).content.decode()

    tokens = [re.findall(r'id="option-(\w+)"', page) for page in (russian, kazakh)]
    assert tokens[0] == tokens[1] == [one for one, _id in row(attempt).layout[0]["options"]]
    assert "Which? [ru]" in russian
    assert "Which? [kk]" in kazakh


def test_signed_out_autosave_is_told(client, learner):
    attempt = started(learner)

    answer = client.post(url("autosave", attempt, 1), {"sequence": "1"})

    assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})
