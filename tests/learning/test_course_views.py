"""Home, course and lesson as a learner meets them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import get_language_info

from courses.models import Course, CourseItem
from learning.domain.enrolment import enrol
from learning.models import Enrolment, ItemCompletion
from tests.factories import make_course, make_item, make_module
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, publish
from tests.factories.sounds import MP3, make_recording

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def modules():
    return make_module_pages(make_course_pages("Course"), "Module")


def address_of(item: CourseItem) -> str:
    return reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])


def items() -> list[CourseItem]:
    return list(CourseItem.objects.select_related("module__course").order_by("position"))


def test_course_page_is_readable_without_an_account(client, modules):
    make_lesson_pages(modules, "Lesson")
    course = Course.objects.get()

    page = client.get(reverse("learning:course", args=[course.slug])).content.decode()

    assert "Course [ru]" in page
    assert "Lesson [ru]" in page
    assert reverse("account_login") in page
    assert client.post(reverse("learning:course", args=[course.slug])).url == reverse("account_login")


def test_lesson_asks_a_visitor_to_sign_in_and_comes_back(client, modules):
    make_lesson_pages(modules)
    address = address_of(items()[0])

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"
    assert client.post(address).status_code == 302
    assert ItemCompletion.objects.count() == 0


def test_start_button_enrols_and_leads_to_the_first_lesson(signed_in, learner, modules):
    make_lesson_pages(modules)
    make_lesson_pages(modules)

    answer = signed_in.post(reverse("learning:course", args=[Course.objects.get().slug]))

    assert answer.url == address_of(items()[0])
    assert Enrolment.objects.get().learner == learner


def test_read_button_leads_on_and_after_the_last_lesson_back_to_the_course(signed_in, modules):
    make_lesson_pages(modules)
    make_lesson_pages(modules)
    first, last = items()

    assert signed_in.post(address_of(first)).url == address_of(last)
    assert signed_in.post(address_of(last)).url == reverse("learning:course", args=[first.module.course.slug])


def test_ux_17_done_is_done_on_the_very_next_page(signed_in, modules):
    make_lesson_pages(modules, "First")
    make_lesson_pages(modules, "Second")
    first = items()[0]
    signed_in.post(address_of(first))

    home = signed_in.get(reverse("learning:home"))
    course = signed_in.get(reverse("learning:course", args=[first.module.course.slug]))
    lesson = signed_in.get(address_of(first))

    assert home.context["states"][0].items_done == 1
    assert home.context["current"].item == items()[1]
    assert course.context["state"].done == {first.pk}
    assert lesson.context["done"] == {first.pk}


def test_completion_in_one_language_counts_in_all(signed_in, modules):
    make_lesson_pages(modules)
    item = items()[0]
    signed_in.post(address_of(item).replace("/ru/", "/kk/"))

    assert ItemCompletion.objects.get().language == "kk"
    assert signed_in.get(address_of(item)).context["done"] == {item.pk}


def test_ux_61_text_that_lacks_a_language_is_shown_in_another_and_says_so(signed_in):
    modules = make_module_pages(make_course_pages("Course"), "Module")
    make_lesson_pages({"ru": modules["ru"]}, "Only Russian")

    page = signed_in.get(address_of(items()[0]).replace("/ru/", "/kk/"))

    assert page.status_code == 200
    assert page.context["page_language"] == "ru"
    assert '<div class="el-prose" lang="ru"' in page.content.decode()


def test_draft_lesson_is_404_even_with_its_address(signed_in, modules):
    lessons = make_lesson_pages(modules)
    address = address_of(items()[0])
    for page in lessons.values():
        page.unpublish()

    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address).status_code == 404
    assert ItemCompletion.objects.count() == 0


def test_acc_06_item_under_a_foreign_course_or_module_is_404(signed_in, modules):
    make_lesson_pages(modules)
    item = items()[0]
    other = make_item(make_module(make_course()))
    right = [item.module.course.slug, item.module.slug, item.slug]

    for place, foreign in enumerate([other.module.course.slug, other.module.slug, other.slug]):
        address = reverse("learning:item", args=[*right[:place], foreign, *right[place + 1 :]])
        assert signed_in.get(address).status_code == 404


def test_module_address_leads_to_its_place_on_the_course_page(client, modules):
    make_lesson_pages(modules)
    item = items()[0]
    course, module = item.module.course.slug, item.module.slug

    answer = client.get(reverse("learning:module", args=[course, module]))

    assert answer.url == f"{reverse('learning:course', args=[course])}#{module}"
    assert client.get(reverse("learning:module", args=[course, "none"])).status_code == 404


def test_home_lists_what_is_due_first(signed_in, learner):
    later, sooner, voluntary = (make_item(make_module(make_course(title))) for title in ("Later", "Sooner", "Free"))
    enrol(learner, voluntary.module.course, now=NOW)
    enrol(learner, later.module.course, now=NOW, required=True, due_on=date(2027, 1, 15))
    enrol(learner, sooner.module.course, now=NOW, required=True, due_on=date(2026, 12, 15))

    states = signed_in.get(reverse("learning:home")).context["states"]

    assert [state.course.title for state in states] == ["Sooner", "Later", "Free"]


@pytest.mark.parametrize("courses", [1, 3])
def test_dos_03_home_costs_the_same_for_any_number_of_courses(
    signed_in, learner, courses, django_assert_max_num_queries
):
    for _number in range(courses):
        enrol(learner, make_item(make_module(make_course())).module.course, now=NOW)
    signed_in.get(reverse("learning:home"))

    with django_assert_max_num_queries(9):
        signed_in.get(reverse("learning:home"))


def test_text_published_again_is_read_at_once(signed_in, modules):
    lesson = make_lesson_pages(modules, text="<p>Old text</p>")["ru"]
    address = address_of(items()[0])
    assert "Old text" in signed_in.get(address).content.decode()
    lesson.body = [{"type": "text", "value": "<p>New text</p>", "id": "text"}]
    publish(lesson)

    page = signed_in.get(address).content.decode()

    assert "New text" in page
    assert "Old text" not in page


def test_labels_in_a_lesson_follow_the_language_of_the_interface(signed_in):
    modules = make_module_pages({"ru": make_course_pages()["ru"]})
    fact = {"text": "A fact", "source": "A document"}
    body = [{"type": "key_facts", "value": {"items": [{"type": "item", "value": fact, "id": "a"}]}, "id": "facts"}]
    make_lesson_pages(modules, body=body)
    address = address_of(items()[0])

    pages = [signed_in.get(address.replace("/ru/", f"/{code}/")).content.decode() for code in ("ru", "kk", "en")]

    assert ["Key facts" in page for page in pages] == [False, False, True]


def test_recording_stands_above_the_text_and_is_there_without_scripts(signed_in, modules):
    lessons = make_lesson_pages(modules)
    lessons["kk"].audio, lessons["kk"].audio_minutes = make_recording(content=MP3 * 200), 7
    publish(lessons["kk"])
    address, audio = address_of(items()[0]), lessons["kk"].audio

    pages = {
        code: " ".join(signed_in.get(address.replace("/ru/", f"/{code}/")).content.decode().split())
        for code in ("ru", "kk")
    }

    assert "<audio" not in pages["ru"]
    line = pages["kk"][pages["kk"].index('<section class="el-audio') : pages["kk"].index('<div class="el-prose"')]
    assert 'controls preload="none" aria-labelledby="audio-label"' in line
    assert f'<source src="{audio.url}" type="audio/mpeg">' in line
    assert f'href="{audio.url}" download>' in line
    assert "autoplay" not in line
    assert f">{get_language_info('kk')['name_local']}</span>, 7 минут, 3,2 МБ)" in line


def test_recording_that_was_published_is_heard_at_once(signed_in, modules):
    lesson = make_lesson_pages(modules)["ru"]
    address = address_of(items()[0])
    assert "<audio" not in signed_in.get(address).content.decode()
    lesson.audio, lesson.audio_minutes = make_recording(), 1
    publish(lesson)

    assert "<audio" in signed_in.get(address).content.decode()


def test_recording_costs_no_query_once_it_was_shown(signed_in, modules):
    make_lesson_pages(modules, audio=make_recording(), audio_minutes=1)
    make_lesson_pages(modules)
    counts = []
    for item in items():
        signed_in.get(address_of(item))
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address_of(item))
        counts.append(len(queries))

    assert counts[0] == counts[1]
