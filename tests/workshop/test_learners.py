"""People on the way: who would be touched by a move, and who may make it (features B2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from courses.models import CourseItem
from learning.domain.reading import complete_lesson
from learning.models import CourseCompletion
from tests.factories import make_learner, make_trainer
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, make_team
from tests.workshop.conftest import client_of, in_english, text_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def address(indexes, trainer) -> str:
    """The screen of a live course of one lesson that one learner has begun, and of another that was added since."""
    courses = make_course_pages("Course", indexes=indexes)
    make_team(courses, trainer)
    modules = make_module_pages(courses)
    make_lesson_pages(modules, "First")
    make_lesson_pages(modules, "Second")
    first, second = CourseItem.objects.order_by("position")
    CourseItem.objects.update(opened_at=None)
    learner = make_learner("Nobody Else")
    complete_lesson(learner, first, language="ru", now=NOW - timedelta(days=2))
    CourseItem.objects.filter(pk=second.pk).update(is_open=False)
    return reverse("workshop:learners", args=[courses["ru"].translation_key])


def test_trainer_sees_numbers_and_moves_nobody(trainer, address):
    client = client_of(trainer)
    said = text_of(client.get(address))

    assert "Would complete the course by it</dt><dd>1</dd>" in said
    assert ("Nobody Else" in said, "Reviewers move them." in said) == (False, True)
    assert client.post(address)["Location"] == "/admin/"
    assert CourseCompletion.objects.count() == 0


def test_reviewer_sees_who_would_complete_and_moves_them(reviewer, address, django_capture_on_commit_callbacks):
    client = client_of(reviewer)
    said = text_of(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)

    assert "Nobody Else" in said
    assert CourseCompletion.objects.count() == 1
    assert "Everybody in progress follows the course as it is now." in text_of(client.get(address))
    assert Entry.objects.filter(event="names_opened", actor=reviewer.pk).count() == 1


def test_course_of_another_team_is_not_found(address):
    stranger = client_of(in_english(make_trainer()))

    assert stranger.get(address, follow=True).status_code == 404
