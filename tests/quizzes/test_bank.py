"""Topics, texts and uses of questions, apart from screens."""

from io import StringIO

import pytest
from django.core.management import call_command

from quizzes.bank_filters import found
from quizzes.domain.bank import retire_question, write_question
from quizzes.domain.labelling import TopicBelowItself, place_topic, write_norm, write_topic
from quizzes.domain.question_texts import Place, first_words, missing_texts, search_text_of
from quizzes.domain.usage import is_label_in_use, quizzes_using, with_usage
from quizzes.models import Question, QuizSlot, Topic
from tests.factories import make_question, make_quiz
from tests.factories.labels import make_norm, make_topic
from tests.factories.quizzes import matching, number, ordering, short_text, single, texts

pytestmark = pytest.mark.django_db

FIELDS = {f"{name}_{code}": "x" for name in ("case", "feedback", "source") for code in ("ru", "kk", "en")}
PARTS = [single() | {"id": "p1"}]


def tree() -> list[tuple[int, str]]:
    return [(one.depth, one.slug) for one in Topic.objects.order_by("path")]


def test_place_topic_puts_it_last_below_its_parent():
    top = make_topic(slug="top")
    make_topic(slug="one", below=top)
    make_topic(slug="two", below=top)

    assert tree() == [(1, "top"), (2, "one"), (2, "two")]


def test_place_topic_moves_it_up_and_elsewhere():
    top, other = make_topic(slug="top"), make_topic(slug="other")
    make_topic(slug="one", below=top)
    two = make_topic(slug="two", below=Topic.objects.get(slug="top"))

    moved_up = place_topic(two, Topic.objects.get(slug="top"), move_up=True)
    assert tree() == [(1, "top"), (2, "two"), (2, "one"), (1, "other")]

    place_topic(moved_up, Topic.objects.get(pk=other.pk))
    assert tree() == [(1, "top"), (2, "one"), (1, "other"), (2, "two")]

    place_topic(Topic.objects.get(slug="two"), None)
    assert tree() == [(1, "top"), (2, "one"), (1, "other"), (1, "two")]


def test_place_topic_refuses_a_place_below_itself():
    top = make_topic()
    child = make_topic(below=top)

    with pytest.raises(TopicBelowItself):
        place_topic(Topic.objects.get(pk=top.pk), child)


def test_write_topic_and_norm_twice_bring_names_up_to_date():
    names = {f"name_{code}": "One" for code in ("ru", "kk", "en")}
    titles = {f"title_{code}": "Nine" for code in ("ru", "kk", "en")}
    for name in ("One", "Two"):
        write_topic("t", names=names | {"name_ru": name}, parent=None)
        norm = write_norm("ICCPR 9", fields=titles | {"kind": "article", "title_ru": name})

    assert (Topic.objects.get().name_ru, norm.title_ru) == ("Two", "Two")


def test_write_question_labels_without_touching_what_is_not_said():
    topic, norm = make_topic(), make_norm()
    question = write_question("q", fields=FIELDS, parts=PARTS, topic=topic, norms=[norm], difficulty="hard")
    again = write_question("q", fields=FIELDS, parts=PARTS)

    stored = Question.objects.get()
    assert (stored.topic, list(stored.norms.all()), stored.difficulty) == (topic, [norm], "hard")
    assert question.updated_at == again.updated_at == stored.updated_at
    assert "right" in stored.search_text


def test_missing_texts_name_every_place():
    part = {"type": "single", "id": "p1", "value": {"prompt": texts("x") | {"kk": ""}, "options": [
        {"type": "item", "id": "a", "value": {"text": texts("a") | {"kk": " ", "en": ""}, "is_correct": True}},
    ]}}  # fmt: skip
    question = Question(key="q", parts=[part], feedback_ru="x", feedback_en="x")

    assert missing_texts(question) == {
        "ru": [],
        "kk": [Place(1, "prompt"), Place(1, "text", 1), Place(0, "feedback")],
        "en": [Place(1, "text", 1)],
    }


def test_texts_of_every_kind_of_part_are_found_by_any_keyboard():
    question = make_question(
        single("Қазақстан"), matching("M", сол="оң"), ordering("O", "бірінші", "екінші"),
        number("N", value="5"), short_text("S", "сөзтіркес"), key="q-x",
    )  # fmt: skip
    Question.objects.update(search_text=search_text_of(question))

    counts = {typed: found(Question.objects.all(), typed).count() for typed in (
        "казакстан", "ҚАЗАҚСТАН", "сол он", "екинши", "созтиркес", "q-x", "казак нет", "",
    )}  # fmt: skip
    assert counts == {
        "казакстан": 1, "ҚАЗАҚСТАН": 1, "сол он": 1, "екинши": 1, "созтиркес": 1, "q-x": 1, "казак нет": 0, "": 1,
    }  # fmt: skip


def test_first_words_of_nothing_are_nothing():
    assert first_words(Question(key="q")) == ""


def test_rebuild_search_text_puts_right_what_is_wrong():
    make_question()
    told = [StringIO(), StringIO()]
    for out in told:
        call_command("rebuild_search_text", stdout=out)

    assert [out.getvalue() for out in told] == ["Questions put right: 1.\n", "Questions put right: 0.\n"]


def test_usage_counts_quizzes_that_name_it_and_that_draw_from_its_topic():
    top = make_topic()
    below = make_topic(below=top)
    elsewhere = make_topic()
    question, other = make_question(topic=below), make_question(topic=elsewhere)
    naming, drawing = make_quiz(question), make_quiz(make_question())
    QuizSlot.objects.create(quiz=drawing, topic=top)

    counts = {one.pk: (one.quiz_count, one.version_count) for one in with_usage(Question.objects.all())}

    assert (counts[question.pk], counts[other.pk]) == ((2, 0), (0, 0))
    assert set(quizzes_using(Question.objects.get(pk=question.pk))) == {naming, drawing}


def test_label_is_in_use_by_questions_slots_and_topics_below():
    top, free, drawn = make_topic(), make_topic(), make_topic()
    make_topic(below=top)
    QuizSlot.objects.create(quiz=make_quiz(), topic=drawn)
    cited, uncited = make_norm("ICCPR 9"), make_norm("ICCPR 10")
    question = make_question(topic=make_topic(slug="asked"))
    question.norms.add(cited)
    question.save()

    labels = [*(Topic.objects.get(pk=one.pk) for one in (top, free, drawn)), question.topic, cited, uncited]
    assert [is_label_in_use(one) for one in labels] == [True, False, True, True, True, False]


def test_retired_question_is_kept():
    question = make_question()

    retire_question(question)

    assert Question.objects.get().state == "retired"
