"""QUIZ-01: until a quiz is handed in, nothing that is sent depends on which answer is right.

Two quizzes that differ in nothing but the key (and the explanation that goes with it) are taken the same way. Chance is
fixed, so that what is left between the two is the key alone: every body and header must be equal.
"""

import contextlib
import re
from itertools import count

import pytest
from django.db import transaction
from django.urls import reverse

from quizzes.domain import attempts
from quizzes.domain.publishing import freeze_quiz
from quizzes.models import Attempt
from tests.factories import make_course, make_item, make_module, make_question, make_quiz
from tests.factories.quizzes import (
    PUBLISHED_AT,
    matching,
    multiple,
    number,
    ordering,
    short_text,
    single,
    texts,
    true_false,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CHANCE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # the attempt
    r"|(?<=value=\")\w{64}(?=\")|csrftoken=\w+"
    r"|\d\d:\d\d(:\d\d)?|expires=[^;]+"
)


def marked(part, *right):
    """A choice part whose right options are exactly these; the order of the options stays."""
    for option in part["value"]["options"]:
        option["value"]["is_correct"] = option["id"] in right
    return part


def choice(*right):
    return marked(single(right="a", wrong=("b", "c")), *right)


def several(*right):
    return marked(multiple(right=("a", "b"), wrong=("c", "d")), *right)


TWINS = {
    "single": (choice("a"), choice("c")),
    "multiple": (several("a", "b"), several("b", "d")),
    "true_false": (true_false(is_true=True), true_false(is_true=False)),
    "matching": (matching(left="x", top="y", front="z"), matching(left="y", top="z", front="x")),
    "ordering": (ordering("Order.", "a", "b", "c"), ordering("Order.", "c", "a", "b")),
    "number": (number(value="35"), number(value="53", tolerance="2")),
    "short_text": (short_text("Called?", "review"), short_text("Called?", "report", "covenant")),
}
TYPED = {"number": ["12", "thirty"], "short_text": ["something", "x" * 300]}


@pytest.fixture
def item():
    quiz = make_quiz(make_question(), shuffle_questions=False)
    return make_item(make_module(make_course()), quiz=quiz)


@pytest.mark.parametrize("kind", TWINS)
def test_quiz_01_what_is_sent_is_the_same_whatever_the_key(kind, client, learner, item, monkeypatch):
    client.force_login(learner)

    sent = [everything_sent(client, item, part, monkeypatch) for part in TWINS[kind]]

    assert len(sent[0]) == len(sent[1]) > 8
    for one, other in zip(*sent, strict=True):
        assert one == other


@pytest.mark.parametrize("kind", TWINS)
def test_the_twins_do_differ_once_handed_in(kind, client, learner, item, monkeypatch):
    """Otherwise the test above would compare a quiz with itself."""
    client.force_login(learner)

    results = [everything_sent(client, item, part, monkeypatch, hand_in=True)[-1] for part in TWINS[kind]]

    assert results[0] != results[1]


def everything_sent(client, item, part, monkeypatch, *, hand_in=False):
    """Every response of a walk through the quiz whose one question is ``part``, without what chance puts in."""
    with undone():
        fix_chance(monkeypatch, part)
        publish(item.quiz, part)
        return [readable(response) for response in walk(client, item, part, hand_in=hand_in)]


@contextlib.contextmanager
def undone():
    """What is written inside is taken back, so that a second walk finds the same database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fix_chance(monkeypatch, part):
    """Tokens are counted; what people see is laid out by its text, one of the orders that a shuffle may give."""
    tokens = count(1)
    pairs = {pair["id"]: pair["value"]["right"]["ru"] for pair in part["value"].get("pairs", [])}
    monkeypatch.setattr(attempts, "new_token", lambda: f"token{next(tokens)}")
    monkeypatch.setattr(attempts, "shuffle", lambda ids: ids.sort(key=lambda one: pairs.get(one, one)))


def publish(quiz, part):
    """Put ``part`` into the quiz's one question, with an explanation that gives the key away."""
    question = quiz.slots.get().question
    question.parts = [part | {"id": "p1"}]
    for code, text in texts(f"Because of {part['value']}").items():
        setattr(question, f"feedback_{code}", text)
    question.save()
    freeze_quiz(quiz, now=PUBLISHED_AT)


def walk(client, item, part, *, hand_in):
    """All requests that a browser makes from the introduction to the summary, some of them wrong."""
    intro = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])
    yield client.get(intro)
    yield client.post(intro)
    attempt = Attempt.objects.get()
    address = {
        name: reverse(f"learning:{name}", args=[attempt.public_id, *args])
        for name, args in (("question", [1]), ("autosave", [1]), ("summary", []), ("result", []))
    }
    yield client.get(address["question"])
    for sequence, form in enumerate(forms_of(attempt, part), start=1):
        yield client.post(address["autosave"], form | {"sequence": sequence * 10})
        yield client.post(address["autosave"], form | {"sequence": 0})
        yield client.post(address["question"], form | {"go": "summary"})
        yield client.get(address["question"])
        yield client.get(address["question"].replace("/ru/", "/kk/"))
    yield client.get(address["summary"])
    yield client.get(address["result"])
    if hand_in:
        yield client.post(address["summary"])
        yield client.get(address["result"])


def forms_of(attempt, part):
    """What is posted: nothing, each option alone, all of them, typed words, an option that is not there."""
    layout = attempt.responses.get().layout[0]
    name = f"answer-{layout['token']}"
    tokens = [token for token, _one in layout.get("options", [])]
    forms = [{}, {name: "foreign"}, {name: tokens}, {name: tokens[::-1]}]
    forms += [{name: text} for text in TYPED.get(part["type"], [])]
    forms += [{f"{name}-{row}": token} for row, _left in layout.get("rows", []) for token in tokens]
    return forms + [{name: token} for token in tokens]


def readable(response):
    """Status, headers and body with the marks of chance taken out."""
    given = {name: value for name, value in response.headers.items() if name != "X-Request-Number"}
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(given.items()))
    text = f"{response.status_code}\n{headers}\n{response.cookies.output()}\n{response.content.decode()}"
    return CHANCE.sub("…", text)
