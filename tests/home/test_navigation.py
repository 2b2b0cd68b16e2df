"""The main menu: who sees what, and what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from home.templatetags.navigation import main_navigation
from tests.factories import make_administrator, make_coordinator, make_learner, make_region, make_trainer

pytestmark = pytest.mark.django_db


def menu(rf, person, path: str = "/ru/") -> list[str]:
    """Labels of the entries, the current one with a star."""
    request = rf.get(path)
    request.user = person
    with override("en"):
        return [entry.label + "*" * entry.is_current for entry in main_navigation({"request": request})]


def test_visitor_sees_courses_and_sign_in(rf):
    assert menu(rf, AnonymousUser()) == ["Courses", "Search", "Sign in"]


def test_learner_sees_own_screens(rf):
    assert menu(rf, make_learner()) == ["My learning", "Courses", "Search", "Certificates"]


def test_coordinator_sees_reports(rf):
    own = ["My learning", "Courses", "Search", "Certificates"]
    added = ["Reports", "Obligations", "Reminders", "Staff lists"]
    assert menu(rf, make_coordinator(region=make_region())) == [*own, *added]


def test_trainer_sees_authoring(rf):
    assert menu(rf, make_trainer()) == ["My learning", "Courses", "Search", "Certificates", "Authoring"]


def test_administrator_sees_authoring(rf):
    assert "Authoring" in menu(rf, make_administrator())


def test_entry_of_the_page_shown_is_current(rf):
    assert menu(rf, make_learner(), "/en/courses/upr/") == ["My learning", "Courses*", "Search", "Certificates"]


@pytest.mark.parametrize("make", [make_learner, make_trainer, make_coordinator, make_administrator])
def test_menu_costs_one_query(rf, django_assert_num_queries, make):
    person = make()

    with django_assert_num_queries(1):
        menu(rf, person)


def test_menu_of_visitor_costs_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        menu(rf, AnonymousUser())
