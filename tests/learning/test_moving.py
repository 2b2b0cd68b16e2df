"""People in progress finish what they began, or are moved by an act that tells first whom it changes (features B2)."""

from datetime import UTC, datetime

import pytest

from audit.models import Entry
from certificates.models import Certificate
from courses.outlines import course_outline
from learning.domain.moving import Move, move_learners, moves
from learning.domain.reading import complete_lesson
from learning.models import CourseCompletion, CourseProgress
from learning.queries import course_state
from tests.factories import make_administrator, make_course, make_item, make_learner, make_module

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 11, 1, 10, tzinfo=UTC)
CHANGED = datetime(2026, 11, 10, 10, tzinfo=UTC)
AFTER = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def module():
    return make_module(make_course("Course"))


@pytest.fixture
def lessons(module):
    """Two lessons."""
    return [make_item(module, "One"), make_item(module, "Two")]


def read(learner, item, now):
    complete_lesson(learner, item, language="ru", now=now)


def in_progress(lessons, now=BEFORE):
    learner = make_learner()
    read(learner, lessons[0], now)
    return learner


def test_lesson_added_later_is_asked_of_beginners_only(module, lessons):
    old = in_progress(lessons)
    added = make_item(module, "Added", opened_at=CHANGED)
    new = in_progress(lessons, AFTER)

    read(old, lessons[1], AFTER)
    read(new, lessons[1], AFTER)

    assert list(CourseCompletion.objects.values_list("learner", flat=True)) == [old.pk]
    outline = course_outline(module.course.slug)
    states = [course_state(one, outline) for one in (old, new)]
    assert [(one.items_done, one.items_total, one.next_item) for one in states] == [(2, 2, None), (2, 3, added)]
    assert [one.voluntary for one in states] == [{added.pk}, frozenset()]


def test_entry_test_is_asked_of_nobody_and_begins_nothing(module, lessons):
    test = make_item(module, "Before", is_pretest=True)
    learner = in_progress(lessons)

    read(learner, lessons[1], AFTER)

    assert CourseCompletion.objects.filter(learner=learner).count() == 1
    assert test.pk in course_state(learner, course_outline(module.course.slug)).voluntary


def test_move_is_told_before_it_is_made(module, lessons):
    more, done = in_progress(lessons), in_progress(lessons)
    make_item(module, "Added", opened_at=CHANGED)
    lessons[1].is_open = False
    lessons[1].save()
    gone = in_progress(lessons)
    gone.is_active = False
    gone.save()
    make_learner()

    found = list(moves(module.course))

    # "Two" was taken away: nothing of the old outline is left, so the act completes the course.
    assert found == [Move(more.pk, 0, 1), Move(done.pk, 0, 1)]
    assert [one.completes for one in found] == [True, True]


def test_moved_people_are_asked_for_what_stands_now(module, lessons):
    learner, admin = in_progress(lessons), make_administrator()
    added = make_item(module, "Added", opened_at=CHANGED)

    assert list(moves(module.course)) == [Move(learner.pk, 1, 2)]
    assert move_learners(module.course, by=admin, now=AFTER) == 1
    read(learner, lessons[1], AFTER)

    assert CourseCompletion.objects.count() == 0
    assert CourseProgress.objects.get().outline_of == AFTER
    read(learner, added, AFTER)
    assert (CourseCompletion.objects.count(), Certificate.objects.count()) == (1, 1)
    entry = Entry.objects.get(event="learners_moved")
    assert (entry.actor, entry.after) == (admin.pk, {"people": 1})


def test_who_has_done_everything_is_completed_by_the_act_and_once(module, lessons):
    learner, admin = in_progress(lessons), make_administrator()
    lessons[1].is_open = False
    lessons[1].save()

    counts = [move_learners(module.course, by=admin, now=AFTER) for _time in range(2)]

    assert counts == [1, 0]
    assert list(CourseCompletion.objects.values_list("learner", "completed_at")) == [(learner.pk, AFTER)]


def test_nothing_changes_for_people_who_are_in_step_or_done(module, lessons):
    in_progress(lessons)
    done = in_progress(lessons)
    read(done, lessons[1], BEFORE)

    assert list(moves(module.course)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_telling_asks_the_same_number_of_queries_for_all(module, lessons, count, django_assert_num_queries):
    for _number in range(count):
        in_progress(lessons)
    make_item(module, "Added", opened_at=CHANGED)

    with django_assert_num_queries(8):
        assert len(list(moves(module.course))) == count
