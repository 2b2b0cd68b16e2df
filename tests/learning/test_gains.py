"""Gains by region: means of the same people before and after, and nobody told from the rest (features B14)."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from learning.domain.gains import Pair, count_gains, told_regions
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.gain import region_gain
from learning.models import CourseGain
from quizzes.models import Response
from tests.factories import (
    make_agency,
    make_course,
    make_item,
    make_learner,
    make_module,
    make_published_quiz,
    make_question,
    make_region,
)
from tests.factories.quizzes import single

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def pairs(**people):
    """``pairs(a=10)``: ten people of region "a"."""
    return [Pair(region, 10, 90) for region, count in people.items() for _one in range(count)]


def sizes(told):
    return {region: len(group) for region, group in told.items()}


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({"a": 10, "b": 9}, {"a": 10}),
        ({"a": 10, "b": 4}, {}),  # the country's figure less a's would tell of four people
        ({"a": 10, "b": 11, "c": 4}, {"b": 11}),
        ({"a": 10, "b": 11, "c": 5}, {"a": 10, "b": 11}),
        ({"a": 12, "b": 10}, {"a": 12, "b": 10}),
    ],
)
def test_small_regions_are_not_told_nor_to_be_found_by_subtraction(people, told):
    assert sizes(told_regions(pairs(**people))) == told


def test_people_without_a_region_count_as_the_rest():
    assert sizes(told_regions([*pairs(a=10), *[Pair(None, 0, 0)] * 3])) == {}


@pytest.fixture
def course(db):
    """A course with an entry test and a final quiz of two questions each."""
    module = make_module(make_course())
    for title, is_pretest in (("Before", True), ("Final", False)):
        quiz = make_published_quiz(*(make_question(single()) for _one in range(2)), pause_hours=0)
        make_item(module, title, quiz=quiz, is_pretest=is_pretest)
    return module.course


def take(learner, course, *, before: list[str], after: list[str]):
    attempts = []
    for item, answers in zip(course.modules.get().items.order_by("-is_pretest"), (before, after), strict=True):
        attempt = start_quiz(learner, item, language="ru", now=NOW)
        for position, answer in enumerate(answers, start=1):
            Response.objects.filter(attempt=attempt, position=position).update(answer={"p1": answer})
        attempts.append(submit_quiz(attempt, language="ru", now=NOW))
    return attempts[-1]


def test_country_and_large_regions_get_a_row_each_and_small_ones_none(course):
    north, south = make_agency(region=make_region("North")), make_agency(region=make_region("South"))
    for _one in range(10):
        take(make_learner(agency=north), course, before=["right", "wrong"], after=["right", "right"])
    for _one in range(5):
        last = make_learner(agency=south)
        take(last, course, before=["wrong", "wrong"], after=["right", "wrong"])
    north_person = make_learner(agency=north)
    start_quiz(north_person, course.modules.get().items.get(is_pretest=True), language="ru", now=NOW)

    count_gains(course)
    count_gains(course)

    rows = CourseGain.objects.filter(course=course).order_by("people")
    assert [(one.region, one.people, one.before, one.after) for one in rows] == [
        (north.region, 10, 50, 100),
        (None, 15, 33, 83),
    ]
    assert region_gain(north_person, course).people == 10
    assert region_gain(last, course) is None


def test_four_people_are_told_nowhere(course):
    for _one in range(4):
        take(make_learner(), course, before=["wrong", "wrong"], after=["right", "right"])

    count_gains(course)

    assert list(CourseGain.objects.all()) == []


@pytest.mark.parametrize("people", [1, 3])
def test_counting_costs_the_same_for_any_number(course, people, django_assert_max_num_queries):
    for _one in range(people):
        take(make_learner(), course, before=["wrong", "wrong"], after=["right", "right"])

    with django_assert_max_num_queries(10):
        count_gains(course)


def test_the_result_tells_the_region_s_gain_beside_one_s_own(course, client):
    agency = make_agency(region=make_region("North"))
    learner = make_learner(agency=agency)
    attempt = take(learner, course, before=["right", "wrong"], after=["right", "right"])
    CourseGain.objects.create(course=course, region=agency.region, people=12, before=48, after=81)
    CourseGain.objects.create(course=course, region=make_region("South"), people=40, before=11, after=22)
    client.force_login(learner)

    page = " ".join(client.get(reverse("learning:result", args=[attempt.public_id])).content.decode().split())

    assert "входной тест, в среднем 48 %, после курса, в среднем 81 %. Людей: 12." in page
    assert "11 %" not in page
