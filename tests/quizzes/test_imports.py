"""From a file to the bank: what the preview says is what happens (IMP-01, IMP-02, IMP-10)."""

from uuid import UUID, uuid4

import pytest

from quizzes.choices import QuestionState
from quizzes.domain.attempts import save_answer, start_attempt
from quizzes.domain.bank_forms import form_of
from quizzes.domain.importing import BankChanged, ImportClosed, confirm_import
from quizzes.domain.publishing import freeze_quiz
from quizzes.exports import exported
from quizzes.formats.gift_writing import fits_gift
from quizzes.imports import start_import
from quizzes.models import Norm, Question, QuestionImport, Topic
from tests.factories import make_learner, make_question, make_quiz, make_trainer
from tests.factories.quizzes import (
    PUBLISHED_AT,
    matching,
    multiple,
    number,
    ordering,
    short_text,
    single,
    true_false,
)

pytestmark = pytest.mark.django_db

EVERY_KIND = [
    single(),
    multiple(right=("a", "b"), wrong=("c",)),
    true_false(),
    matching(a="x", b="y"),
    ordering("In order?", "1", "2", "3"),
    number(value="2.5", tolerance="0.1"),
    short_text("Called?", "one", "two"),
]
NAMES = {"xlsx": "q.xlsx", "xml": "q.xml", "gift": "q.txt"}


def read(source: str | bytes, name: str = "q.txt", *, language: str = "ru", owner=None) -> QuestionImport:
    """A preview of the source."""
    data = source.encode() if isinstance(source, str) else source
    return start_import(owner or make_trainer(), name, data, language=language, now=PUBLISHED_AT)


def take(record: QuestionImport) -> int:
    """Take over everything."""
    return confirm_import(record, range(len(record.rows)), now=PUBLISHED_AT)


def statuses(record: QuestionImport) -> list[str]:
    """What would happen, row by row."""
    return [row["status"] for row in record.rows]


def problems(record: QuestionImport) -> list[str]:
    """The codes of everything that is said of the rows."""
    return [code for row in record.rows for code, _params in row["problems"]]


def answered_question(**fields) -> Question:
    """A question that a learner has answered."""
    question = make_question(**fields)
    quiz = make_quiz(question)
    freeze_quiz(quiz, now=PUBLISHED_AT)
    attempt = start_attempt(make_learner(), quiz, item_key=quiz_key(), language="ru", now=PUBLISHED_AT)
    save_answer(attempt.responses.get(), {"p1": "right"}, sequence=1, language="ru", now=PUBLISHED_AT)
    return question


def quiz_key() -> UUID:
    """Some item of a course."""

    return uuid4()


@pytest.mark.parametrize("file_format", NAMES)
def test_own_file_changes_nothing(file_format):
    for part in EVERY_KIND:
        make_question(part)
    make_question(single(), number(), case_ru="Дело", case_kk="Іс", case_en="Case")

    record = read(exported(Question.objects.all(), file_format, "ru"), NAMES[file_format])

    assert set(statuses(record)) == {"unchanged"}
    assert len(record.rows) == (6 if file_format == "gift" else 8)


@pytest.mark.parametrize("file_format", ["xlsx", "xml"])
def test_file_brings_a_lost_bank_back(file_format):
    topic = Topic.add_root(slug="iccpr", name_ru="Пакт", name_kk="Пакт")
    norm = Norm.objects.create(kind="article", code="ICCPR 9", title_ru="Свобода", title_kk="Бостандық")
    for place, part in enumerate(EVERY_KIND):
        question = make_question(part, topic=topic if place % 2 else None, difficulty="hard")
        question.norms.set([norm])
        question.save()
    before = {one.key: without_ids(form_of(one)) for one in Question.objects.all()}
    data = exported(Question.objects.all(), file_format, "ru")
    Question.objects.all().delete()

    record = read(data, NAMES[file_format])
    count = take(record)

    assert count == len(EVERY_KIND)
    assert {one.key: without_ids(form_of(one)) for one in Question.objects.all()} == before
    assert set(Question.objects.values_list("state", flat=True)) == {QuestionState.READY}
    assert set(statuses(read(data, NAMES[file_format]))) == {"unchanged"}


def without_ids(value):
    """The form without the ids that are made anew."""
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    return {name: without_ids(one) for name, one in value.items() if name != "id"} if isinstance(value, dict) else value


def test_nothing_is_saved_before_confirmation():
    read("::a::A {T}")

    assert Question.objects.count() == 0


def test_new_upload_replaces_the_unconfirmed_one():
    owner = make_trainer()
    for _time in range(2):
        read("::a::A {T}", owner=owner)

    assert QuestionImport.objects.count() == 1


def test_question_without_kazakh_comes_in_as_a_draft():
    record = read("::a::A {T}")

    take(record)

    assert record.rows[0]["state"] == "draft"
    assert problems(record) == ["content_language"]
    assert Question.objects.get().state == QuestionState.DRAFT
    assert Question.objects.get().owner == record.owner


def test_second_language_is_added_and_the_first_one_kept():
    take(read("::a::Так? {=да ~нет}"))
    take(read("::a::Солай ма? {=иә ~жоқ}", language="kk"))

    question = Question.objects.get()
    option = question.parts[0].value["options"][0]
    assert (option["text"]["ru"], option["text"]["kk"]) == ("да", "иә")
    assert question.state == QuestionState.READY


def test_ids_stay_with_their_texts():
    make_question(single(right="a", wrong=("b", "c")), key="one")

    record = read("::one::Which? [ru] {~c [ru] =a [ru] ~b, put better}")
    take(record)

    options = Question.objects.get().parts[0].value["options"].bound_blocks
    assert [option.id for option in options] == ["c", "a", "b"]
    assert options[2].value["text"] == {"ru": "b, put better", "kk": "b [kk]", "en": "b [en]"}
    assert Question.objects.get().parts[0].id == "p1"


def test_change_in_one_language_is_remarked():
    make_question(single(), key="one")

    record = read("::one::Which one? {=right [ru] ~wrong [ru] ~worse [ru]}")

    assert (statuses(record), problems(record)) == (["changed"], ["other_languages"])


def test_key_of_an_answered_question_is_left_to_the_correction():
    answered_question(key="one")

    record = read("::one::Which? [ru] {~right [ru] =wrong [ru] ~worse [ru]}")

    assert (statuses(record), problems(record)) == (["problem"], ["answered"])
    assert take(record) == 0


def test_words_of_an_answered_question_may_change():
    answered_question(key="one")

    record = read("::one::Which? [ru] {=right, put better ~wrong [ru] ~worse [ru]}")

    assert statuses(record) == ["changed"]


def test_pairs_of_an_answered_question_may_not_be_swapped():
    question = answered_question(key="one")
    Question.objects.filter(pk=question.pk).update(parts=[matching(a="x", b="y") | {"id": "p1"}])

    record = read("::one::Match. [ru] {=a [ru] -> y [ru] =b [ru] -> x [ru]}")

    assert problems(record) == ["answered"]


def test_scenario_is_not_flattened():
    make_question(single(), number(), key="one")

    assert problems(read("::one::Which? {=right ~wrong}")) == ["scenario"]


def test_retired_question_stays_retired():
    make_question(single(), key="one", state=QuestionState.RETIRED)

    take(read("::one::Which one? {=right [ru] ~wrong [ru] ~worse [ru]}"))

    assert Question.objects.get().state == QuestionState.RETIRED


def test_code_used_twice_is_taken_once():
    record = read("::a::A {T}\n\n::a::B {F}")

    assert statuses(record) == ["new", "problem"]
    assert problems(record)[-1] == "duplicate"


def test_topics_and_norms_are_found_by_name_and_left_out_when_unknown():
    Topic.add_root(slug="iccpr", name_ru="Пакт", name_kk="Пакт (kk)")
    Norm.objects.create(kind="article", code="ICCPR 9", title_ru="Свобода", title_kk="Бостандық")

    record = read(
        "$CATEGORY: $course$/top/пакт\n\n// [tag:norm:iccpr 9]\n::a::A {T}\n\n"
        "$CATEGORY: $course$/top/Прочее\n\n// [tag:norm:XX 1]\n::b::B {T}"
    )
    take(record)

    first, second = Question.objects.order_by("key")
    assert (first.topic.slug, [norm.code for norm in first.norms.all()]) == ("iccpr", ["ICCPR 9"])
    assert (second.topic, list(second.norms.all())) == (None, [])
    assert {"topic", "norm"} <= set(problems(record))


@pytest.mark.parametrize("change", ["edited", "made", "gone", "answered"])
def test_preview_that_is_no_longer_true_is_refused(change):
    question = None if change == "made" else make_question(single(), key="one")
    record = read("::zero::Zero {T}\n\n::one::Which? [ru] {~right [ru] =wrong [ru] ~worse [ru]}")
    if change == "edited":
        Question.objects.filter(pk=question.pk).update(feedback_ru="Other")
    elif change == "made":
        make_question(key="one")
    elif change == "gone":
        question.delete()
    else:
        quiz = make_quiz(question)
        freeze_quiz(quiz, now=PUBLISHED_AT)
        attempt = start_attempt(make_learner(), quiz, item_key=quiz_key(), language="ru", now=PUBLISHED_AT)
        save_answer(attempt.responses.get(), {"p1": "right"}, sequence=1, language="ru", now=PUBLISHED_AT)

    with pytest.raises(BankChanged):
        take(record)

    assert not Question.objects.filter(key="zero").exists()


def test_rel_07_confirmed_once_only():
    record = read("::a::A {T}")
    take(record)

    with pytest.raises(ImportClosed):
        take(record)


def test_failure_in_the_middle_leaves_nothing(monkeypatch):
    record = read("::a::A {T}\n\n::b::B {T}")
    monkeypatch.setattr("quizzes.domain.bank_forms._write_norms", lambda *_args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take(record)

    assert Question.objects.count() == 0
    assert QuestionImport.objects.get().confirmed_at is None


def test_imported_questions_are_found_by_folded_words():
    take(read("::a::Қазақстан {T}"))

    assert "казакстан" in Question.objects.get().search_text


@pytest.mark.parametrize("count", [1, 3])
def test_import_takes_the_same_queries_for_any_number(django_assert_max_num_queries, count):
    owner = make_trainer()
    source = "\n\n".join(f"::k{place}::K {{T}}" for place in range(count))

    with django_assert_max_num_queries(35):
        take(read(source, owner=owner))


def test_draft_without_its_number_can_be_completed():
    question = make_question(number(), key="one", state=QuestionState.DRAFT)
    Question.objects.filter(pk=question.pk).update(
        parts=[{"type": "number", "id": "p1", "value": {"prompt": {"ru": "", "kk": "", "en": ""}, "value": None}}]
    )

    record = read("::one::How many? {#3}")

    assert statuses(record) == ["changed"]
    assert take(record) == 1
    assert exported(Question.objects.all(), "xml", "ru")


def test_gift_cannot_carry_a_scenario():
    assert not fits_gift(form_of(make_question(single(), number())), "ru")


def test_unreadable_rows_without_a_code_are_no_duplicates():
    assert problems(read("A { =b\n\nC { =d")) == ["brace", "brace"]
