"""One rule for every door (features B1, ACC-14): an examination is never published by one person alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from courses.domain.going_live import NotReady, obstacles
from courses.domain.schedule import publish_due, unpublish_expired
from courses.models import QuizPage
from courses.signals import held_back
from home.domain.editors import set_up_editors
from quizzes.choices import QuestionState
from quizzes.models import Question
from tests.factories import make_learner, make_quiz, make_trainer
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_quiz_pages,
    publish,
)
from tests.factories.people import LONG_AGO
from tests.factories.sounds import MP3, OPUS, make_recording

pytestmark = pytest.mark.django_db
ALONE = "nobody publishes an examination alone"


@pytest.fixture
def page() -> QuizPage:
    """A quiz page in Russian, not live, of a finished quiz; the groups have their rights."""
    indexes = make_indexes()
    set_up_editors([one.get_parent() for one in indexes.values()], indexes.values())
    modules = make_module_pages(make_course_pages(indexes=indexes))
    return make_quiz_pages({"ru": modules["ru"]}, make_quiz(), published=False)["ru"]


@pytest.fixture
def reviewer(client: Client) -> User:
    """A reviewer, who is signed in and reads English."""
    person = make_learner()
    grant_role(person, Role.REVIEWER, since=LONG_AGO)
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return person


def touch(page: QuizPage, person: User) -> Question:
    """``person`` changes a question of the page's quiz."""
    question = page.quiz.slots.first().question
    question.changed_by = person
    question.save()
    return question


def texts_of(response) -> str:
    """The messages that a response leaves for the next page."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def press_publish(client: Client, page: QuizPage):
    """The button of the form."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    form = {"comments": empty, "title": page.title, "summary": "", "quiz": page.quiz_id, "action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form))


def publish_in_bulk(client: Client, page: Page, **form: str):
    """The list's own action."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={page.pk}", {"include_descendants": "", **form})


def approve(client: Client, page: QuizPage, by: User):
    """Send the page for approval and approve it."""
    page.save_revision(user=by)
    state = Workflow.objects.get().start(page, by)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return client.post(address, {"comment": "", "next": "/admin/"})


@pytest.mark.parametrize("door", ["button", "bulk", "bulk_below", "workflow"])
def test_acc_14_nobody_publishes_an_examination_of_their_own_by_any_door(page, client, reviewer, door):
    page.save_revision()
    touch(page, reviewer)

    if door == "button":
        response = press_publish(client, page)
    elif door == "bulk":
        response = publish_in_bulk(client, page)
    elif door == "bulk_below":
        response = publish_in_bulk(client, page.get_parent(), include_descendants="on")
    else:
        response = approve(client, page, make_learner())

    assert ALONE in texts_of(response)
    assert (QuizPage.objects.get().live, page.quiz.versions.count()) == (False, 0)


@pytest.mark.parametrize("door", ["button", "bulk", "workflow"])
def test_somebody_elses_examination_goes_live_by_any_door(page, client, reviewer, door):
    page.save_revision()
    touch(page, make_trainer())

    {"button": press_publish, "bulk": publish_in_bulk, "workflow": lambda c, p: approve(c, p, make_learner())}[door](
        client, page
    )

    assert (QuizPage.objects.get().live, page.quiz.versions.count()) == (True, 1)


def test_what_is_published_already_is_nobodys_own_work(page, reviewer):
    question = touch(page, reviewer)
    Question.objects.filter(pk=question.pk).update(changed_by=None)
    page = publish(page)
    Question.objects.filter(pk=question.pk).update(changed_by=reviewer, updated_at=LONG_AGO_AT)

    assert obstacles(page, by=reviewer) == []


LONG_AGO_AT = datetime(2020, 1, 1, tzinfo=UTC)


def test_lesson_may_be_mended_and_published_by_one_person(page, reviewer):
    lesson = make_lesson_pages({"ru": page.get_parent()})["ru"]

    assert obstacles(lesson, by=reviewer) == []


@pytest.mark.parametrize(
    ("name", "content", "minutes", "codes"),
    [
        ("a.mp3", MP3, 7, []),
        ("a.ogg", OPUS, 7, []),
        ("a.mp3", MP3, None, ["audio_minutes"]),
        ("a.mp3", b"%PDF", 7, ["audio_kind"]),
        ("a.pdf", MP3, None, ["audio_minutes", "audio_kind"]),
    ],
)
def test_recording_that_lacks_something_keeps_a_lesson_back(page, name, content, minutes, codes):
    audio = make_recording(name, content)
    lesson = make_lesson_pages({"ru": page.get_parent()}, published=False, audio=audio, audio_minutes=minutes)["ru"]

    assert [one.code for one in obstacles(lesson, by=None)] == codes
    if codes:
        with pytest.raises(NotReady):
            publish(lesson)


def test_recording_whose_file_is_gone_keeps_a_lesson_back(page):
    audio = make_recording()
    lesson = make_lesson_pages({"ru": page.get_parent()}, published=False, audio=audio, audio_minutes=7)["ru"]
    audio.file.storage.delete(audio.file.name)

    assert [one.code for one in obstacles(lesson, by=None)] == ["audio_kind"]


@pytest.mark.parametrize("door", ["button", "bulk"])
def test_what_the_recording_lacks_is_said_at_every_door(page, client, reviewer, door):
    lesson = make_lesson_pages({"ru": page.get_parent()}, published=False, audio=make_recording())["ru"]
    lesson.save_revision()

    response = press_publish_lesson(client, lesson) if door == "button" else publish_in_bulk(client, lesson)

    assert "Say how many minutes the recording of the lesson takes." in texts_of(response)
    lesson.refresh_from_db()
    assert not lesson.live


def test_file_that_is_no_recording_is_told_in_the_form(page, client, reviewer):
    lesson = make_lesson_pages({"ru": page.get_parent()}, published=False)["ru"]
    lesson.audio = make_recording("a.pdf", b"%PDF")

    response = press_publish_lesson(client, lesson)

    assert "Save the recording as MP3, M4A or Ogg (Opus)" in response.content.decode()


def press_publish_lesson(client: Client, lesson: Page):
    """The button of a lesson's form."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    form = {"comments": empty, "title": lesson.title, "summary": "", "minutes": "", "action-publish": "1"}
    form |= {"body": streamfield([("text", rich_text("<p>One</p>"))]), "norms": []}
    form |= {"audio": lesson.audio_id or "", "audio_minutes": ""}
    return client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), nested_form_data(form))


def schedule(page: Page, by: User | None, at: datetime) -> Revision:
    """Publish a revision for ``at``."""
    page.go_live_at = at
    revision = page.save_revision(user=by)
    revision.publish(user=by)
    revision.refresh_from_db()
    return revision


def come(revision: Revision) -> None:
    """Let the appointed time be just past: Wagtail looks at the clock itself."""
    past = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = past.isoformat()
    Revision.objects.filter(pk=revision.pk).update(content=revision.content, approved_go_live_at=past)


def test_scheduled_page_goes_live_at_its_time_and_not_before(page, reviewer):
    revision = schedule(page, reviewer, timezone.now() + timedelta(hours=1))

    early = publish_due(now=timezone.now())
    before = QuizPage.objects.get().live
    come(revision)
    late = publish_due(now=timezone.now())
    again = publish_due(now=timezone.now())

    assert (early, before, late, again) == (0, False, 1, 0)


def test_wrong_scheduling_is_refused_before_it_waits(page, reviewer):
    touch(page, reviewer)

    with pytest.raises(NotReady):
        schedule(page, reviewer, timezone.now() + timedelta(hours=1))

    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


@pytest.mark.parametrize("what", ["changed_since", "quiz"])
def test_what_changed_after_approval_is_held_back_alone(page, reviewer, what):
    at = timezone.now() + timedelta(hours=1)
    lesson = make_lesson_pages({"ru": page.get_parent()}, published=False)["ru"]
    revisions = [schedule(page, reviewer, at), schedule(lesson, reviewer, at)]
    question = touch(page, make_trainer())
    if what == "quiz":
        question.state = QuestionState.DRAFT
        question.save()
    told: list[tuple[int, set[str]]] = []

    def hear(page: Page, obstacles: list, **kwargs: object) -> None:
        told.append((page.pk, {one.code for one in obstacles}))

    held_back.connect(hear)
    for revision in revisions:
        come(revision)
    count = publish_due(now=timezone.now())

    lesson.refresh_from_db()
    assert (count, QuizPage.objects.get().live, lesson.live) == (1, False, True)
    assert told == [(page.pk, {"changed_since"} | ({"quiz"} if what == "quiz" else set()))]
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


def test_expired_page_goes_off_the_site(page):
    lesson = make_lesson_pages({"ru": page.get_parent()})["ru"]
    type(lesson).objects.filter(pk=lesson.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    count = unpublish_expired(now=timezone.now())

    lesson.refresh_from_db()
    assert (count, lesson.live, lesson.expired) == (1, False, True)
