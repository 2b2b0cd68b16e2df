"""A site with its groups, a trainer with a course, a reviewer."""

from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from courses.models import CoursePage
from home.domain.editors import set_up_editors
from tests.factories import make_learner, make_trainer
from tests.factories.pages import Pages, make_indexes
from tests.factories.people import LONG_AGO
from workshop.choices import Template
from workshop.domain.course_making import make_course


@pytest.fixture
def indexes(db) -> Pages:
    """The lists of courses; the groups have their rights."""
    pages = make_indexes()
    set_up_editors([one.get_parent() for one in pages.values()], pages.values())
    return pages


@pytest.fixture
def trainer(indexes) -> User:
    """A trainer who writes in Russian."""
    return in_english(make_trainer(email="trainer@example.org", language="ru"))


@pytest.fixture
def reviewer(indexes) -> User:
    """A reviewer who reads Kazakh."""
    person = in_english(make_learner("Reviewer", email="reviewer@example.org", language="kk"))
    grant_role(person, Role.REVIEWER, since=LONG_AGO)
    return person


@pytest.fixture
def course(trainer) -> CoursePage:
    """Her course, made from the template of one lesson."""
    return make_course("Надзор", language="ru", template=Template.ONE_LESSON, by=trainer)


def in_english(person: User) -> User:
    """The admin speaks English to them, so that tests can be read."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    return person


def client_of(person: User) -> Client:
    """A browser in which they are signed in."""
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    """What the page says, on one line."""
    return " ".join(response.content.decode().split())
