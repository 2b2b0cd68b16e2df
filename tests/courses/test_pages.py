"""The page types: where they may stand, the addresses they get, and what their previews show."""

import pytest
from django.http import Http404
from django.test import Client

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage
from home.domain.site_setup import set_up_site
from home.models import HomePage, StandardPage
from tests.factories import make_quiz
from tests.factories.pages import (
    make_course_pages,
    make_indexes,
    make_lesson_pages,
    make_module_pages,
    make_pages,
    make_quiz_pages,
)
from tests.factories.sounds import make_recording

pytestmark = pytest.mark.django_db

PLACES = [
    (HomePage, {"Page"}, {"CourseIndexPage", "StandardPage"}),
    (CourseIndexPage, {"HomePage"}, {"CoursePage"}),
    (CoursePage, {"CourseIndexPage"}, {"ModulePage"}),
    (ModulePage, {"CoursePage"}, {"LessonPage", "QuizPage"}),
    (LessonPage, {"ModulePage"}, set()),
    (QuizPage, {"ModulePage"}, set()),
    (StandardPage, {"HomePage", "StandardPage"}, {"StandardPage"}),
]


@pytest.mark.parametrize(("model", "above", "below"), PLACES)
def test_page_type_stands_only_where_it_makes_sense(model, above, below):
    assert {one.__name__ for one in model.allowed_parent_page_models()} == above
    assert {one.__name__ for one in model.allowed_subpage_models()} == below


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Что такое УПО", "chto-takoe-upo"), ("Әмбебап кезеңдік шолу", "ambebap-kezengdik-sholu"), ("№ …", "no")],
)
def test_new_page_gets_latin_address(title, slug):
    page = make_pages(CoursePage, {"ru": make_indexes()["ru"]}, title, published=False, slug="", summary="x")["ru"]

    assert page.slug == f"{slug}-ru"


def test_second_page_of_one_title_gets_address_of_its_own():
    index = {"ru": make_indexes()["ru"]}

    slugs = [make_pages(CoursePage, index, "Курс", published=False, slug="", summary="x")["ru"].slug for _time in "12"]

    assert slugs == ["kurs-ru", "kurs-ru-2"]


def test_acc_11_lesson_answers_404_at_wagtails_own_door(rf):
    page = make_lesson_pages(make_module_pages(make_course_pages()))["ru"]

    with pytest.raises(Http404):
        page.serve(rf.get("/"))


def test_every_page_type_has_a_preview_in_its_language():
    set_up_site()
    indexes = {page.locale.language_code: page for page in CourseIndexPage.objects.all()}
    courses = make_course_pages("Course", indexes=indexes, published=False)
    modules = make_module_pages(courses, "Module", published=False)
    lessons = make_lesson_pages(modules, "Lesson", published=False)
    quizzes = make_quiz_pages(modules, make_quiz(), "Quiz", published=False)

    for pages in (courses, modules, lessons, quizzes):
        for code, page in pages.items():
            response = page.make_preview_request()
            content = response.content.decode()
            assert response.status_code == 200
            assert f'<html lang="{code}"' in content
            assert page.title in content


def test_preview_of_a_lesson_has_its_recording():
    set_up_site()
    indexes = {page.locale.language_code: page for page in CourseIndexPage.objects.all()}
    modules = make_module_pages(make_course_pages(indexes=indexes, published=False), published=False)
    page = make_lesson_pages(modules, published=False, audio=make_recording())["kk"]

    content = page.make_preview_request().content.decode()

    assert f'<source src="{page.audio.url}" type="audio/mpeg">' in content


def test_preview_of_quiz_page_without_quiz_works():
    set_up_site()
    indexes = {page.locale.language_code: page for page in CourseIndexPage.objects.all()}
    module = make_module_pages(make_course_pages(indexes=indexes))["ru"]

    page = QuizPage(title="Тест", slug="test", path=f"{module.path}0001", depth=module.depth + 1)

    assert page.make_preview_request().status_code == 200


@pytest.mark.parametrize("courses", [1, 3])
def test_list_of_courses_shows_open_courses_at_constant_cost(client: Client, django_assert_max_num_queries, courses):
    set_up_site()
    indexes = {page.locale.language_code: page for page in CourseIndexPage.objects.all()}
    for number in range(courses):
        make_course_pages(f"Course {number}", indexes=indexes)
    client.get("/kk/courses/")

    with django_assert_max_num_queries(9):
        content = client.get("/kk/courses/").content.decode()

    assert [f"Course {number} [kk]" in content for number in range(4)] == [number < courses for number in range(4)]
