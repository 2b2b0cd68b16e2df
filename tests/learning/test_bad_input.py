"""Addresses that nobody should have: each answers with a page that says what to do, in the language of the address."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HEADINGS = {"ru": "Страница не найдена", "kk": "Бет табылмады", "en": "Page not found"}
languages = pytest.mark.parametrize("language", HEADINGS)


def address(language: str, name: str, *args: object, query: str = "") -> str:
    """The path in ``language``."""
    with translation.override(language):
        return reverse(name, args=args) + query


def assert_not_found(response, language: str) -> None:
    """404, with our page in the language of the address and a way on."""
    page = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}"' in page
    assert re.search(rf"<h1[^>]*>{HEADINGS[language]}</h1>", page)
    assert 'href="/"' in page


@languages
def test_unknown_course_module_and_lesson(client, language):
    client.force_login(make_learner())
    course = make_course()

    for path in (("nowhere",), ("nowhere", "module"), (course.slug, "nowhere"), (course.slug, "nowhere", "lesson")):
        name = ("course", "module", "item")[len(path) - 1]
        assert_not_found(client.get(address(language, f"learning:{name}", *path)), language)


@languages
def test_acc_11_lesson_that_is_still_a_draft(client, language):
    client.force_login(make_learner())
    courses = make_course_pages(indexes=make_indexes())
    modules = make_module_pages(courses)
    make_lesson_pages(modules)
    draft = make_lesson_pages(modules, published=False)[language]

    path = address(language, "learning:item", courses[language].slug, modules[language].slug, draft.slug)

    assert_not_found(client.get(path), language)
    assert_not_found(client.post(path), language)


@languages
@pytest.mark.parametrize("query", ["?page=-1", "?page=0", "?page=2", "?page=x", "?page=" + "9" * 5000])
def test_page_number_that_the_report_does_not_have(client, language, query):
    client.force_login(coordinator())

    assert_not_found(client.get(address(language, "reports:overview", query=query)), language)


@languages
def test_unknown_course_in_the_filter(client, language):
    client.force_login(coordinator())

    for name in ("overview", "agencies"):
        assert_not_found(client.get(address(language, f"reports:{name}", query="?course=nowhere")), language)


@languages
def test_anonymous_visitor_is_led_to_sign_in_and_back(client, language):
    course = make_course()
    paths = [
        address(language, "learning:home"),
        address(language, "learning:item", course.slug, "module", "lesson"),
        address(language, "learning:question", "0e1d1359-698d-4d94-809f-be81d4f8c679", 1),
        address(language, "reports:overview"),
    ]

    for path in paths:
        response = client.get(path)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={path}")


def coordinator():
    """Somebody with one region and one enrolment to look at."""
    agency = make_agency(region=make_region())
    make_duty(make_learner(agency=agency), make_course())
    return make_coordinator(region=agency.region)
