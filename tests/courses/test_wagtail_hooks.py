"""Authors in the Wagtail admin: what they may, what is refused and in which words."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from courses.models import CoursePage, GlossaryTerm, LessonPage, ModulePage, QuizPage
from home.domain.editors import set_up_editors
from quizzes.choices import QuestionState
from quizzes.models import Question, Quiz
from tests.factories import make_learner, make_question, make_quiz, make_trainer
from tests.factories.pages import (
    Pages,
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_pages,
    make_quiz_pages,
    make_team,
)
from tests.factories.people import LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def indexes() -> Pages:
    """The lists of courses, and the groups with their rights to them."""
    pages = make_indexes()
    set_up_editors([page.get_parent() for page in pages.values()], pages.values())
    return pages


@pytest.fixture
def trainer(indexes, client: Client) -> Client:
    """A trainer's browser."""
    return sign_in(client, make_trainer())


@pytest.fixture
def author(client: Client) -> User:
    """A trainer; ``client`` is their browser."""
    person = make_trainer()
    sign_in(client, person)
    return person


@pytest.fixture
def administrator(indexes, client: Client) -> Client:
    """An administrator's browser: the one role that makes, publishes and deletes anything."""
    person = make_learner()
    grant_role(person, Role.ADMINISTRATOR, since=LONG_AGO)
    return sign_in(client, person)


def sign_in(client: Client, person: User) -> Client:
    """A browser in which ``person`` reads the admin in English."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


def texts_of(response) -> list[str]:
    """The messages a response leaves for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def fields(**values: object) -> dict[str, object]:
    """A posted page form without comments."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return nested_form_data({"comments": empty} | values)


def test_course_is_made_without_asking_for_an_address(administrator, indexes):
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", indexes["kk"].pk])
    form = fields(title="Құқық негіздері", summary="Не туралы", hours=2, window_months=2, **{"action-publish": "1"})

    page = administrator.get(address)
    administrator.post(address, form)

    assert b'name="slug"' not in page.content
    assert [(one.slug, one.live) for one in CoursePage.objects.all()] == [("quqyq-negizderi", True)]


def test_trainer_writes_lesson_with_blocks(author, client, indexes):
    courses = make_course_pages(indexes=indexes)
    make_team(courses, author)
    modules = make_module_pages(courses)
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", modules["ru"].pk])
    options = streamfield([])
    body = streamfield([("key_facts", {"items": options})])

    response = client.post(address, fields(title="Урок", summary="", minutes="", body=body))

    assert response.status_code == 302
    assert [(one.title, one.live) for one in LessonPage.objects.all()] == [("Урок", False)]


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_role_opens_the_admin_and_nothing_of_users(indexes, client, role):
    person = make_learner()
    grant_role(person, role, since=LONG_AGO)
    client.force_login(person)

    opened = [
        client.get(reverse(name)).status_code
        for name in ("wagtailadmin_home", "wagtailusers_users:index", "wagtailusers_groups:index")
    ]

    assert opened == [200, 302, 302]


@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.TRAINER, (False, False, False)), (Role.REVIEWER, (False, True, False)), (Role.ADMINISTRATOR, (True, True, True))],
)  # fmt: skip
def test_role_reaches_its_pages(indexes, role, expected):
    person = make_learner()
    grant_role(person, role, since=LONG_AGO)
    home = indexes["kk"].get_parent()

    index = indexes["kk"].permissions_for_user(person)

    assert (index.can_add_subpage(), index.can_publish_subpage() or index.can_publish(), home.permissions_for_user(person).can_edit()) == expected  # fmt: skip


def test_learner_finds_no_admin(indexes, client):
    client.force_login(make_learner())

    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 302


def test_menu_of_trainer_is_short(trainer):
    response = trainer.get(reverse("wagtailadmin_home"))

    content = response.content.decode()
    assert [word in content for word in (reverse("wagtailadmin_reports:locked_pages"), "docs.wagtail.org")] == [
        False,
        False,
    ]
    assert all(
        reverse(model.snippet_viewset.get_url_name("list")) in content for model in (Question, Quiz, GlossaryTerm)
    )


def post_quiz_page(client: Client, parent: Page, quiz: Quiz, **more: str):
    """Make a quiz page for ``quiz`` and press "publish"."""
    address = reverse("wagtailadmin_pages:add", args=["courses", "quizpage", parent.pk])
    return client.post(address, fields(title="Тест", summary="", quiz=quiz.pk, **{"action-publish": "1"} | more))


def test_publishing_finished_quiz_opens_it(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes))
    quiz = make_quiz()

    post_quiz_page(administrator, modules["ru"], quiz)

    assert (QuizPage.objects.get().live, quiz.versions.count()) == (True, 1)


def test_publishing_unfinished_quiz_is_refused_in_sentences_and_kept_as_draft(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes))
    quiz = make_quiz(make_question(key="q-draft", state=QuestionState.DRAFT))

    response = post_quiz_page(administrator, modules["ru"], quiz)

    page = QuizPage.objects.get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert texts_of(response) == [
        "The page was saved, but not published. Mend this first:",
        "Question q-draft: finish it and set its state to “ready”.",
    ]
    assert (page.live, page.has_unpublished_changes, quiz.versions.count()) == (False, True, 0)


def test_publishing_quiz_of_another_place_is_refused(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes))
    quiz = make_quiz()
    make_quiz_pages(modules, quiz)

    response = post_quiz_page(administrator, modules["ru"], quiz)

    assert texts_of(response)[1:] == [
        "The quiz stands in another place of a course already. Make a quiz of its own for this page."
    ]
    assert QuizPage.objects.filter(live=True).count() == 3


def test_publishing_language_version_of_quiz_is_no_other_place(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes))
    pages = make_quiz_pages(modules, make_quiz(), published=False)

    for page in pages.values():
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        administrator.post(address, fields(title=page.title, summary="", quiz=page.quiz_id, **{"action-publish": "1"}))

    assert QuizPage.objects.filter(live=True).count() == 3


def test_sending_unfinished_quiz_for_approval_warns(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes))
    page = make_quiz_pages(modules, Quiz.objects.create(name="Empty"), published=False)["ru"]

    response = administrator.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        fields(title=page.title, summary="", quiz=page.quiz_id, **{"action-submit": "1"}),
    )

    assert "The quiz has no questions yet." in texts_of(response)


def test_publishing_lesson_below_draft_module_warns(administrator, indexes):
    modules = make_module_pages(make_course_pages(indexes=indexes), published=False)
    page = make_lesson_pages(modules, published=False)["ru"]
    body = streamfield([("text", rich_text("<p>Слова</p>"))])

    response = administrator.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        fields(title=page.title, summary="", minutes="", body=body, **{"action-publish": "1"}),
    )

    assert "Learners will find this page once the pages above it are published too." in texts_of(response)


def delete(client: Client, instance):
    """Press "delete" and confirm."""
    return client.post(reverse(type(instance).snippet_viewset.get_url_name("delete"), args=[instance.pk]))


def test_deleting_unused_question_works(administrator):
    question = make_question()

    delete(administrator, question)

    assert Question.objects.count() == 0


def test_deleting_used_question_is_refused(administrator):
    quiz = make_quiz(make_question())

    response = delete(administrator, Question.objects.get())

    assert texts_of(response) == [
        "This question was put into a quiz or shown to learners. Set its state to “retired” instead.",
        f"Quizzes: {quiz.name}",
    ]
    assert quiz.slots.count() == 1


def test_deleting_quiz_of_a_page_is_refused(administrator, indexes):
    quiz = make_quiz()
    make_quiz_pages(make_module_pages(make_course_pages(indexes=indexes)), quiz, published=False)

    response = delete(administrator, quiz)

    assert texts_of(response) == [
        "This quiz stands in a course or was published. Take its page off the course instead."
    ]


def test_deleting_explained_term_is_refused(administrator, indexes):
    names = {f"{name}_{code}": "x" for name in ("term", "definition") for code in ("ru", "kk", "en")}
    term = GlossaryTerm.objects.create(key="term", **names)
    items = [{"type": "item", "value": term.pk, "id": "one"}]
    body = [{"type": "glossary", "value": {"terms": items}, "id": "block"}]
    make_pages(LessonPage, make_module_pages(make_course_pages(indexes=indexes)), body=body)

    response = delete(administrator, term)

    assert texts_of(response) == ["Lessons explain this term. Take it out of them first."]
    assert GlossaryTerm.objects.count() == 1


def test_trainer_may_not_delete_questions(trainer):
    question = make_question()

    delete(trainer, question)

    assert Question.objects.count() == 1


def test_module_page_may_be_added_below_course_only(indexes):
    assert [model.__name__ for model in ModulePage.allowed_parent_page_models()] == ["CoursePage"]


def test_preview_may_stand_in_the_editors_frame(administrator, indexes):
    page = make_lesson_pages(make_module_pages(make_course_pages(indexes=indexes)))["kk"]
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    body = streamfield([("text", rich_text("<p>Сөздер</p>"))])
    administrator.post(address, fields(title="Сабақ", summary="", minutes="", body=body))

    response = administrator.get(address)

    assert "Сөздер</p>" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
