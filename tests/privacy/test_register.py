"""PRIV-01: nothing leads to a person that the register does not know."""

from django.apps import apps

from accounts.models import User
from privacy.choices import REASONS, Erasure, Purpose
from privacy.queries import register_by_purpose
from privacy.rules.register import ACTS, REGISTER, TIDIED, unregistered


def test_priv_01_every_key_to_a_person_is_registered():
    assert list(unregistered()) == []


def test_priv_01_a_new_key_to_a_person_is_noticed(monkeypatch):
    without = tuple(one for one in REGISTER if one.model not in ("quizzes.Attempt", "agencies.RoleAssignment"))
    monkeypatch.setattr("privacy.rules.register.REGISTER", without)
    monkeypatch.setattr("privacy.rules.register.ACTS", {**ACTS, "quizzes.Question": ()})

    assert sorted(unregistered()) == [
        "agencies.RoleAssignment.person",
        "quizzes.Attempt.learner",
        "quizzes.Question.changed_by",
        "quizzes.Question.owner",
    ]


def test_the_register_names_what_there_is():
    for one in REGISTER:
        fields = {field.name for field in one.model_class._meta.concrete_fields}
        assert one.emptied.keys() <= fields, one.model
        assert one.told_late <= fields, one.model
        assert (one.erasure == Erasure.EMPTIED) == bool(one.emptied), one.model
    for label, names in ACTS.items():
        for name in names:
            assert apps.get_model(label)._meta.get_field(name).related_model is User
    assert all(apps.get_model(label) for label in TIDIED)


def test_every_purpose_says_what_for_and_who_sees_it(db):
    told = register_by_purpose()

    assert set(REASONS) == set(Purpose)
    assert [purpose for purpose, *_rest in told] == [purpose.label for purpose in Purpose]
    assert sum(len(lines) for *_rest, lines in told) == len(REGISTER)
    assert all(lines for *_rest, lines in told)


def test_secrets_are_handed_to_nobody():
    handed = {(one.model, field.name) for one in REGISTER for field in one.fields()}
    secret = {"password", "token", "token_secret", "token_hash", "code_hash", "key_hash", "session_key", "secret"}

    assert {pair for pair in handed if pair[1] in secret} == set()
