"""One place to work: my courses, a new one in three clicks, its team."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from agencies.models import Team
from audit.choices import Event
from audit.models import Entry
from courses.models import CoursePage, LessonPage
from quizzes.models import Quiz
from tests.factories import make_trainer
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, make_team
from tests.workshop.conftest import client_of, in_english, text_of
from workshop.choices import PageState, Template
from workshop.domain.course_making import make_course
from workshop.queries import board_of, boards_of, recent_changes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("template", "titles"),
    [
        (Template.THREE_LESSONS, ["Модуль 1", "Урок 1", "Урок 2", "Урок 3", "Тест"]),
        (Template.ONE_LESSON, ["Модуль 1", "Урок 1", "Тест"]),
        (Template.EMPTY, ["Модуль 1"]),
    ],
)
def test_template_makes_the_whole_tree_as_drafts_of_a_team(trainer, template, titles):
    course = make_course("Надзор", language="ru", template=template, by=trainer, hours=4)

    below = Page.objects.descendant_of(course).order_by("path")
    assert [page.title for page in below] == titles
    assert not Page.objects.descendant_of(course, inclusive=True).live().exists()
    made = [("Надзор", Team.objects.get())] if len(titles) > 1 else []
    assert [(quiz.name, quiz.team) for quiz in Quiz.objects.all()] == made
    assert [one.pk for one in Team.objects.get().user_set.all()] == [trainer.pk]
    assert course.permissions_for_user(trainer).can_edit()
    assert not course.permissions_for_user(trainer).can_publish()


def test_new_course_is_made_by_a_form(trainer):
    client = client_of(trainer)
    form = {"title": "Құқық", "language": "kk", "audience": "", "hours": 2, "template": Template.THREE_LESSONS}

    response = client.post(reverse("workshop:new_course"), form)

    course = CoursePage.objects.get()
    assert (course.locale.language_code, course.slug, course.hours) == ("kk", "quqyq", 2)
    assert response["Location"] == reverse("workshop:course", args=[course.translation_key])
    assert [page.title for page in LessonPage.objects.order_by("path")] == ["1-сабақ", "2-сабақ", "3-сабақ"]


def test_new_course_without_a_title_is_refused_in_words(trainer):
    response = client_of(trainer).post(reverse("workshop:new_course"), {"title": "", "hours": 0})

    assert "This field is required." in text_of(response)
    assert CoursePage.objects.count() == 0


def test_reviewer_makes_no_courses(reviewer):
    response = client_of(reviewer).get(reverse("workshop:new_course"))

    assert response["Location"] == reverse("wagtailadmin_home")


def test_first_screen_lists_the_own_courses_with_their_states(trainer, course, indexes):
    make_course_pages("Foreign", indexes=indexes)
    course.get_first_child().get_children().first().specific.get_latest_revision().publish()

    page = text_of(client_of(trainer).get(reverse("wagtailadmin_home")))

    assert "Надзор" in page
    assert "Foreign" not in page
    assert "draft: 3" in page
    assert "live: 1" in page
    assert reverse("workshop:new_course") in page


def test_board_knows_every_state(trainer, course, reviewer):
    module = course.get_first_child().specific
    lesson, quiz = (one.specific for one in module.get_children())
    lesson.get_latest_revision().publish()
    lesson.refresh_from_db()
    lesson.title = "Changed"
    lesson.save_revision()
    module.go_live_at = timezone.now() + timedelta(days=1)
    module.save_revision().publish()
    quiz.get_workflow().start(quiz, trainer)

    rows = board_of(trainer, course.translation_key).pages["ru"]

    assert [row.state for row in rows] == [
        PageState.DRAFT,
        PageState.SCHEDULED,
        PageState.CHANGED,
        PageState.REVIEW,
    ]
    assert [row.waits_until is not None for row in rows] == [False, True, False, False]
    quiz.current_workflow_task_state.reject(user=reviewer, comment="No")
    assert board_of(trainer, course.translation_key).pages["ru"][3].state == PageState.RETURNED


@pytest.mark.parametrize("number", [1, 3])
def test_boards_ask_the_same_number_of_queries_for_any_number_of_courses(trainer, number, django_assert_num_queries):
    for place in range(number):
        make_course(f"Course {place}", language="ru", template=Template.THREE_LESSONS, by=trainer)

    with django_assert_num_queries(6):
        boards = boards_of(trainer)
        list(recent_changes(boards, since=timezone.now() - timedelta(days=1)))

    assert len(boards) == number


def test_course_of_another_team_is_not_found(course):
    stranger = in_english(make_trainer())

    addresses = [
        reverse(f"workshop:{name}", args=[course.translation_key]) for name in ("course", "review", "team", "send")
    ]

    # What is not found is looked for once more under a language, and not found there.
    assert [client_of(stranger).get(one)["Location"] for one in addresses] == [f"/ru{one}" for one in addresses]
    assert {client_of(stranger).get(f"/ru{one}").status_code for one in addresses} == {404}


def test_course_screen_has_a_row_per_page_and_a_cell_per_language(trainer, indexes):
    courses = make_course_pages("Course", indexes=indexes)
    make_lesson_pages(make_module_pages({code: courses[code] for code in ("ru", "kk")}), "Lesson")
    make_team(courses, trainer)

    page = text_of(client_of(trainer).get(reverse("workshop:course", args=[courses["ru"].translation_key])))

    assert [page.count(f"Lesson [{code}]") for code in ("ru", "kk")] == [1, 0]
    assert page.count("<td>missing</td>") == 2


def test_members_let_each_other_in_and_out_and_it_is_recorded(trainer, course):
    other = make_trainer()
    client, address = client_of(trainer), reverse("workshop:team", args=[course.translation_key])
    team = Team.objects.get()

    client.post(address, {"person": other.pk})
    joined = set(team.user_set.values_list("pk", flat=True))
    client.post(address, {"leaves": trainer.pk})
    left = set(team.user_set.values_list("pk", flat=True))

    assert (joined, left) == ({trainer.pk, other.pk}, {other.pk})
    events = Entry.objects.filter(event__in=[Event.TEAM_JOINED, Event.TEAM_LEFT]).order_by("pk")
    assert [(one.event, one.actor, one.subject) for one in events] == [
        ("team_joined", trainer.pk, str(trainer.pk)),
        ("team_joined", trainer.pk, str(other.pk)),
        ("team_left", trainer.pk, str(trainer.pk)),
    ]
    assert not Page.objects.get(pk=course.pk).permissions_for_user(type(trainer).objects.get(pk=trainer.pk)).can_edit()


def test_last_author_stays(trainer, course):
    response = client_of(trainer).post(
        reverse("workshop:team", args=[course.translation_key]), {"leaves": trainer.pk}, follow=True
    )

    assert "A course needs an author. Let somebody in first." in text_of(response)
    assert Team.objects.get().user_set.count() == 1
