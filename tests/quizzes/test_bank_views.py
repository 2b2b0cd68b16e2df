"""The question bank in the admin: list, form, versions, topics and norms."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from home.domain.editors import set_up_editors
from quizzes.choices import QuestionState
from quizzes.domain.attempts import save_answer, start_attempt
from quizzes.domain.publishing import freeze_quiz
from quizzes.domain.question_texts import search_text_of
from quizzes.models import Norm, Question, Topic
from tests.factories import make_learner, make_question, make_quiz, make_trainer
from tests.factories.labels import make_norm, make_topic
from tests.factories.pages import make_indexes
from tests.factories.quizzes import PUBLISHED_AT, single, texts
from tests.quizzes.test_wagtail_hooks import question_form, said, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    set_up_editors([], make_indexes().values())
    person = make_trainer()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    return person


@pytest.fixture
def trainer(client: Client, author: User) -> Client:
    """The author's browser, in English."""
    client.force_login(author)
    return client


@pytest.fixture
def owner(client: Client) -> Client:
    """The browser of somebody who may do everything, in English."""
    set_up_editors([], make_indexes().values())
    person = User.objects.create_superuser("root@example.org", "x", name_en="Root")
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


def answered(question: Question) -> Question:
    """The question once a learner has answered it."""
    quiz = make_quiz(question)
    freeze_quiz(quiz, now=PUBLISHED_AT)
    attempt = start_attempt(make_learner(), quiz, item_key=uuid4(), language="ru", now=PUBLISHED_AT)
    save_answer(attempt.responses.get(), {"p1": "right"}, sequence=1, language="ru", now=PUBLISHED_AT)
    return question


def filled_form(question: Question, *, right: str = "right", prompt: str = "Which?", **fields: object) -> dict:
    """The posted form of a question as ``make_question`` makes it."""
    options = [("right", "right"), ("wrong", "wrong"), ("worse", "worse")]
    form: dict[str, object] = {"key": question.key, "state": question.state, "parts-count": 1}
    form |= {
        f"parts-0-{name}": value for name, value in {"deleted": "", "order": 0, "type": "single", "id": "p1"}.items()
    }
    form |= {f"parts-0-value-prompt-{code}": text for code, text in texts(prompt).items()}
    form["parts-0-value-options-count"] = len(options)
    for place, (identity, text) in enumerate(options):
        stem = f"parts-0-value-options-{place}"
        form |= {f"{stem}-deleted": "", f"{stem}-order": place, f"{stem}-id": identity}
        form |= {f"{stem}-value-text-{code}": one for code, one in texts(text).items()}
        if identity == right:
            form[f"{stem}-value-is_correct"] = "on"
    for name in ("case", "feedback", "source"):
        form |= {f"{name}_{code}": "" if name == "case" else texts(name)[code] for code in ("ru", "kk", "en")}
    return form | fields


def listed(browser: Client, **query: object) -> set[str]:
    """Codes of the questions in the list."""
    page = browser.get(url(Question, "list"), query)
    return {one.key for one in page.context["object_list"]}


def test_list_shows_what_an_author_asks_about(trainer):
    topic = make_topic("Liberty")
    question = make_question(
        single("Что?"), topic=topic, difficulty="hard", review_by=date(2020, 1, 2), case_ru="Случай", key="q-9"
    )
    freeze_quiz(make_quiz(question), now=PUBLISHED_AT)

    content = trainer.get(url(Question, "list")).content.decode()

    for words in ("Что? [en]", "Liberty en", "hard", "RU ready", "KK missing: 1", "overdue since"):
        assert words in content


def test_list_narrows_down_and_searches(trainer):
    top = make_topic()
    below, norm = make_topic(below=top), make_norm()
    make_question(key="plain", state=QuestionState.DRAFT)
    labelled = make_question(
        single("Қазақстан"), key="labelled", topic=below, difficulty="hard", owner=make_trainer(), case_ru="x",
        review_by=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    labelled.norms.add(norm)
    labelled.save()
    Question.objects.filter(pk=labelled.pk).update(search_text=search_text_of(labelled))

    queries = (
        {"topic": top.pk}, {"norms": norm.pk}, {"difficulty": "hard"}, {"state": "ready"},
        {"owner": labelled.owner_id}, {"missing": "kk"}, {"review": "overdue"}, {"q": "казакстан"},
    )  # fmt: skip
    assert [listed(trainer, **query) for query in queries] == [{"labelled"}] * len(queries)
    assert listed(trainer, state="draft") == {"plain"}
    assert listed(trainer, missing="ru") == set()


def test_list_costs_the_same_for_any_number_of_rows(trainer):
    costs = []
    for rows in (1, 2):
        for _row in range(rows):
            question = make_question(topic=make_topic(), owner=make_trainer())
            freeze_quiz(make_quiz(question), now=PUBLISHED_AT)
        trainer.get(url(Question, "list"))
        with CaptureQueriesContext(connection) as queries:
            trainer.get(url(Question, "list"))
        costs.append(len(queries))

    assert Question.objects.count() == 3
    assert costs[0] == costs[1] <= 16


def test_new_question_belongs_to_its_author_and_is_found(trainer, author):
    page = trainer.get(url(Question, "add"))
    assert page.context["form"]["owner"].value() == author.pk

    trainer.post(url(Question, "add"), question_form(state="ready", key="q-1") | {"owner": author.pk})

    question = Question.objects.get()
    assert (question.owner, listed(trainer, q="что")) == (author, {"q-1"})


def test_form_shows_gaps_uses_and_versions(trainer, author):
    question = make_question(case_ru="Случай", key="q-1")
    quiz = make_quiz(question, name="Final")
    freeze_quiz(quiz, now=PUBLISHED_AT, by=author)
    Question.objects.filter(pk=question.pk).update(feedback_en="New words")
    freeze_quiz(quiz, now=PUBLISHED_AT, by=author)

    content = trainer.get(url(Question, "edit", question.pk)).content.decode()

    for words in ("Kazakh: Case", "Used in quizzes: 1", "Final", "no effect on score", str(author)):
        assert words in content
    assert f"{reverse('quizzes_admin:diff', args=[question.pk])}?to=2" in content


def test_wording_of_answered_question_is_free(trainer):
    question = answered(make_question())

    trainer.post(url(Question, "edit", question.pk), filled_form(question, prompt="Which one?"))

    assert Question.objects.get().first_prompt == "Which one? [ru]"


def test_key_of_answered_question_is_not_changed_silently(trainer):
    question = answered(make_question())

    response = trainer.post(url(Question, "edit", question.pk), filled_form(question, right="wrong"))

    content = response.content.decode()
    assert "Learners have answered this question" in content
    assert reverse("learning_admin:correct", args=[question.versions.get().pk]) in content
    assert Question.objects.get().parts[0].value["options"][0]["is_correct"] is True


def test_key_of_unanswered_question_is_changed(trainer):
    question = make_question()
    freeze_quiz(make_quiz(question), now=PUBLISHED_AT)

    trainer.post(url(Question, "edit", question.pk), filled_form(question, right="wrong"))

    assert Question.objects.get().parts[0].value["options"][1]["is_correct"] is True


def two_versions() -> Question:
    question = make_question()
    quiz = make_quiz(question)
    freeze_quiz(quiz, now=PUBLISHED_AT)
    question.parts = [single("Which one?", right="wrong", wrong=("right", "worse")) | {"id": "p1"}]
    question.save()
    freeze_quiz(quiz, now=PUBLISHED_AT)
    return question


def test_diff_shows_words_and_marks_the_key(trainer):
    question = two_versions()

    content = trainer.get(reverse("quizzes_admin:diff", args=[question.pk])).content.decode()

    assert "<ins>Which one?</ins>" in content
    assert "the same answers score differently" in content
    assert "Part 1, right answer" in content


def test_diff_of_a_version_with_itself_is_empty(trainer):
    address = reverse("quizzes_admin:diff", args=[two_versions().pk])

    assert "Nothing differs" in trainer.get(address, {"from": 1, "to": 1}).content.decode()


@pytest.mark.parametrize("query", [{"from": 9}, {"to": "x"}, {"to": "1" * 30}])
def test_diff_of_versions_that_are_not_there_is_that_of_the_newest(trainer, query):
    page = trainer.get(reverse("quizzes_admin:diff", args=[two_versions().pk]), query)

    assert (page.context["older"].number, page.context["newer"].number) == (1, 2)


def test_diff_of_question_without_versions_is_not_found(trainer):
    response = trainer.get(reverse("quizzes_admin:diff", args=[make_question().pk]), follow=True)

    assert response.status_code == 404


def test_retiring_explains_itself_and_retires(trainer):
    question = make_question(key="q-1")
    make_quiz(question, name="Final")
    address = reverse("quizzes_admin:retire", args=[question.pk])

    explained = trainer.get(address).content.decode()
    response = trainer.post(address)

    assert "Final" in explained
    assert "The question is retired. Code: q-1" in said(response)
    assert Question.objects.get().state == "retired"
    assert address not in trainer.get(url(Question, "edit", question.pk)).content.decode()


def test_screens_of_the_bank_are_for_authors_only(client):
    client.force_login(make_learner())
    question = two_versions()

    for name in ("diff", "retire"):
        assert client.get(reverse(f"quizzes_admin:{name}", args=[question.pk])).status_code in (302, 403)


def topic_form(slug: str, **fields: object) -> dict[str, object]:
    return {"slug": slug, "name_ru": "Тема", "name_kk": "Тақырып", "name_en": "Topic", "parent": ""} | fields


def test_topics_are_added_below_and_moved_up(trainer):
    trainer.post(url(Topic, "add"), topic_form("top"))
    top = Topic.objects.get()
    assert trainer.get(url(Topic, "add"), {"parent": top.pk}).context["form"]["parent"].value() == str(top.pk)
    for slug in ("one", "two"):
        trainer.post(url(Topic, "add"), topic_form(slug, parent=top.pk))

    two = Topic.objects.get(slug="two")
    trainer.post(url(Topic, "edit", two.pk), topic_form("two", parent=top.pk, move_up="on"))

    assert [one.slug for one in Topic.objects.order_by("path")] == ["top", "two", "one"]
    content = trainer.get(url(Topic, "list")).content.decode()
    assert "– Topic" in content
    assert f"parent={top.pk}" in content


def test_topic_does_not_go_below_itself(trainer):
    top = make_topic(slug="top")
    child = make_topic(below=top)

    response = trainer.post(url(Topic, "edit", top.pk), topic_form("top", parent=child.pk))

    assert "A topic cannot stand below itself." in response.content.decode()


def test_used_topic_norm_and_question_are_not_deleted(owner):
    norm = make_norm()
    question = make_question(topic=make_topic())
    question.norms.add(norm)
    question.save()
    make_quiz(question, name="Final")

    told = [said(owner.post(url(type(one), "delete", one.pk))) for one in (question.topic, norm, question)]

    assert "This topic has questions" in told[0]
    assert "Lessons or questions cite this norm" in told[1]
    assert "Quizzes: Final" in told[2]
    assert (Topic.objects.count(), Norm.objects.count(), Question.objects.count()) == (1, 1, 1)


def test_free_topic_is_deleted(owner):
    topic = make_topic()

    owner.post(url(Topic, "delete", topic.pk))

    assert not Topic.objects.exists()


def test_norms_are_found_by_code(trainer):
    make_norm("ICCPR 9")
    make_norm("ICCPR 14")

    page = trainer.get(url(Norm, "list"), {"q": "14"})

    assert [one.code for one in page.context["object_list"]] == ["ICCPR 14"]
