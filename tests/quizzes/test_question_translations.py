"""Texts of questions that say something else than they were translated from (features B12, ux 81)."""

import pytest

from quizzes.domain.publishing import blockers_of
from quizzes.domain.question_translations import (
    confirm_texts,
    outdated_texts,
    remember_changes,
    texts_by_path,
    write_texts,
)
from quizzes.models import Question
from tests.factories import make_question, make_quiz, make_trainer
from tests.factories.quizzes import short_text, single

pytestmark = pytest.mark.django_db


def say(question: Question, code: str, prompt: str) -> None:
    """Change the prompt in one language, as the form does."""
    before, parts = texts_by_path(question), question.parts.get_prep_value()
    parts[0]["value"]["prompt"] = parts[0]["value"]["prompt"] | {code: prompt}
    question.parts = parts
    remember_changes(question, before)
    question.save()


def test_edit_of_the_source_marks_what_was_not_translated_anew():
    question = make_question(single("Срок?"))

    say(question, "ru", "Какой срок?")

    assert question.outdated == {"kk": {"p1.prompt": "Срок? [ru]"}, "en": {"p1.prompt": "Срок? [ru]"}}
    (text,) = outdated_texts(Question.objects.get())["kk"]
    assert (text.place.part, text.before, text.now, text.target) == (1, "Срок? [ru]", "Какой срок?", "Срок? [kk]")


def test_translation_that_changes_too_is_in_step_again():
    question = make_question(single("Срок?"))
    say(question, "ru", "Какой срок?")

    say(question, "kk", "Мерзімі қандай?")

    assert question.outdated == {"en": {"p1.prompt": "Срок? [ru]"}}


def test_source_that_goes_back_leaves_nothing_behind():
    question = make_question(single("Срок?"))
    say(question, "ru", "Какой срок?")

    say(question, "ru", "Срок? [ru]")

    assert question.outdated == {}


def test_edits_of_a_translation_mark_nothing_and_kazakh_can_be_the_source():
    question = make_question(single("Срок?"), source_language="kk")

    say(question, "ru", "Какой срок?")
    edited = question.outdated
    say(question, "kk", "Мерзімі?")

    assert (edited, set(question.outdated)) == ({}, {"ru", "en"})


def test_new_texts_and_accepted_answers_are_nobodys_translation():
    question = make_question(short_text("Слово?"), feedback_kk="")
    before, parts = texts_by_path(question), question.parts.get_prep_value()
    parts[0]["value"]["accepted"] |= {"ru": "пакт"}
    question.parts, question.feedback_ru = parts, "Потому что."

    remember_changes(question, before)

    assert question.outdated == {"en": {"feedback": "feedback [ru]"}}


def test_outdated_option_keeps_a_quiz_from_being_published_until_somebody_has_looked():
    question = make_question(single("Срок?"))
    quiz = make_quiz(question)
    say(question, "ru", "Какой срок?")

    held = [(one.code, one.question) for one in blockers_of(quiz)]
    confirm_texts(question, "kk")
    still = [one.code for one in blockers_of(quiz)]
    confirm_texts(question, "en")

    assert (held, still, blockers_of(quiz)) == ([("outdated", question)], ["outdated"], [])


def test_texts_written_from_outside_are_stored_by_path():
    question, trainer = make_question(single("Срок?")), make_trainer()
    say(question, "ru", "Какой срок?")

    texts = {"p1.prompt": "Мерзімі?", "p1.right.text": "дұрыс", "feedback": "Себебі.", "p9.prompt": "?", "source": ""}
    count = write_texts(question, "kk", texts, by=trainer)

    stored = Question.objects.get()
    found = {path: one["kk"] for path, one in texts_by_path(stored).items()}
    assert (count, stored.changed_by, set(stored.outdated)) == (3, trainer, {"en"})
    assert [found[path] for path in ("p1.prompt", "p1.right.text", "feedback")] == ["Мерзімі?", "дұрыс", "Себебі."]
    assert "мерзiмi" in stored.search_text or "мерзими" in stored.search_text
    assert write_texts(stored, "kk", texts, by=trainer) == 0
