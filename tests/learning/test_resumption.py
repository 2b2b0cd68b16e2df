"""Where a learner goes on: the heading, the question, on any device and in any language (ux 9, 21; features A2)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from courses.lesson_bodies import heading_of, with_part_ids
from courses.models import CourseItem
from learning.domain.enrolment import enrol
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson, note_place
from learning.models import ReadingPlace
from quizzes.models import Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TEXT = "<h2>First &amp; foremost</h2><p>One.</p><h3>Second <b>thing</b></h3><p>Two.</p><h2>Third</h2>"


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def lesson(learner) -> CourseItem:
    make_lesson_pages(make_module_pages(make_course_pages("Course"), "Module"), "Lesson", text=TEXT)
    item = CourseItem.objects.select_related("module__course").get()
    enrol(learner, item.module.course, now=NOW)
    return item


def address_of(item: CourseItem, name: str = "item") -> str:
    return reverse(f"learning:{name}", args=[item.module.course.slug, item.module.slug, item.slug])


def current(client):
    return client.get(reverse("learning:home")).context["current"]


def test_headings_are_numbered_in_the_order_of_the_text():
    body = with_part_ids(TEXT)

    assert body == (
        '<h2 id="part-1">First &amp; foremost</h2><p>One.</p><h3 id="part-2">Second <b>thing</b></h3><p>Two.</p>'
        '<h2 id="part-3">Third</h2>'
    )
    assert [heading_of(body, part) for part in (0, 1, 2, 3, 4)] == ["", "First & foremost", "Second thing", "Third", ""]


def test_ux_21_lesson_offers_the_heading_where_its_reader_stopped(signed_in, lesson):
    before = signed_in.get(address_of(lesson)).content.decode()
    answer = signed_in.post(address_of(lesson, "place"), {"part": "2"})
    after = signed_in.get(address_of(lesson).replace("/ru/", "/kk/"))

    assert (answer.status_code, answer.content) == (204, b"")
    assert 'href="#part-2"' not in before
    assert 'href="#part-2"' in after.content.decode()
    assert after.context["stopped_at"] == "Second thing"
    assert current(signed_in).url == f"{address_of(lesson)}#part-2"


def test_the_newest_place_counts_also_when_it_is_further_up(signed_in, learner, lesson):
    for part in ("3", "2"):
        signed_in.post(address_of(lesson, "place"), {"part": part})

    assert list(ReadingPlace.objects.values_list("learner", "item", "part")) == [(learner.pk, lesson.pk, 2)]


@pytest.mark.parametrize("part", ["", "0", "-1", "1.5", "x", "1000", "٣"])
def test_a_place_that_is_no_number_is_refused(signed_in, lesson, part):
    assert signed_in.post(address_of(lesson, "place"), {"part": part}).status_code == 400
    assert ReadingPlace.objects.count() == 0


def test_a_place_is_kept_in_lessons_only_and_with_an_account(client, signed_in, learner, lesson):
    quiz = make_item(make_module(make_course()), quiz=make_published_quiz(make_question()))

    assert signed_in.post(address_of(quiz, "place"), {"part": "1"}).status_code == 404
    signed_in.logout()
    assert client.post(address_of(lesson, "place"), {"part": "1"}).status_code == 302
    assert ReadingPlace.objects.count() == 0


def test_places_of_others_are_nobodys_business(signed_in, lesson):
    note_place(make_learner(), lesson, 3, now=NOW)

    assert signed_in.get(address_of(lesson)).context["stopped_at"] == ""
    assert current(signed_in).url == address_of(lesson)


def test_what_has_been_read_is_not_offered_again(signed_in, learner, lesson):
    note_place(learner, lesson, 2, now=NOW)
    complete_lesson(learner, lesson, language="ru", now=NOW)

    assert signed_in.get(address_of(lesson)).context["stopped_at"] == ""


def begun(learner, *, now=NOW, **rules):
    course = make_course()
    item = make_item(make_module(course), quiz=make_published_quiz(make_question(), make_question(), **rules))
    enrol(learner, course, now=now)
    return start_quiz(learner, item, language="ru", now=now)


def answer(attempt, position):
    row = Response.objects.get(attempt=attempt, position=position)
    row.answer = {"p1": "right"}
    row.save()


def test_ux_9_an_open_attempt_goes_on_at_its_first_question_without_an_answer(signed_in, learner, lesson):
    attempt = begun(learner)
    answer(attempt, 1)

    now = current(signed_in)

    assert (now.position, now.questions) == (2, 2)
    assert now.url == reverse("learning:question", args=[attempt.public_id, 2])
    assert "вопрос 2 из 2" in signed_in.get(reverse("learning:home")).content.decode()


def test_all_answered_leads_to_the_summary(signed_in, learner):
    attempt = begun(learner)
    answer(attempt, 1)
    answer(attempt, 2)

    now = current(signed_in)

    assert (now.position, now.url) == (0, reverse("learning:summary", args=[attempt.public_id]))
    assert "завершить тест" in signed_in.get(reverse("learning:home")).content.decode()


def test_the_attempt_begun_last_comes_first(signed_in, learner):
    begun(learner)
    later = begun(learner, now=NOW + timedelta(hours=1))

    assert current(signed_in).url == reverse("learning:question", args=[later.public_id, 1])


def test_handed_in_late_and_previewed_attempts_are_not_gone_on_with(signed_in, learner, lesson):
    submit_quiz(begun(learner), language="ru", now=NOW)
    begun(learner, time_limit=1)  # its minute is over long ago
    preview = begun(learner)
    preview.is_preview = True
    preview.save()

    assert current(signed_in).questions == 0


def test_nothing_is_left_when_all_is_done(signed_in, learner, lesson):
    complete_lesson(learner, lesson, language="ru", now=NOW)

    assert current(signed_in) is None
