"""What is kept on a device: a list of what to fetch, copies that name nobody, the worker (ux 24)."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from courses.models import Course, CourseItem
from courses.outlines import course_outline
from learning.offline import FRAME_BYTES, LOOK_BYTES, body_of, saved_course
from tests.factories import make_learner, make_published_quiz, make_question
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, make_quiz_pages, publish
from tests.factories.quizzes import single
from tests.factories.sounds import make_recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def lessons():
    """Two lessons and a quiz."""
    modules = make_module_pages(make_course_pages("Course"), "Module")
    made = [make_lesson_pages(modules, f"Lesson {number}", text=f"<p>Text {number}.</p>") for number in (1, 2)]
    make_quiz_pages(modules, make_published_quiz(make_question(single("Secret?"))), "Quiz")
    return made


@pytest.fixture
def signed_in(client):
    client.force_login(make_learner("Somebody Special"))
    return client


def course():
    return Course.objects.get()


def listed(client):
    return client.get(reverse("learning:saved", args=[course().slug])).json()


def test_every_lesson_is_to_be_fetched_and_nothing_of_the_quiz(signed_in, lessons):
    found = listed(signed_in)

    (module,) = found["modules"]
    assert [page["url"] for page in module["pages"]] == [
        *(
            reverse("learning:item", args=[course().slug, item.module.slug, item.slug])
            for item in CourseItem.objects.filter(kind="lesson").select_related("module").order_by("position")
        ),
        reverse("learning:course", args=[course().slug]),
    ]
    assert (found["language"], found["version"]) == ("ru", str(course().outline_stamp))
    assert module["key"] == str(course().modules.get().key)
    assert all(signed_in.get(page["copy"]).status_code == 200 for page in module["pages"])
    assert all(address.startswith("/static/") for address in module["assets"])


def test_size_is_that_of_the_texts_and_the_look(signed_in, lessons):
    outline = course_outline(course().slug)
    texts = sum(len(body_of(item, outline).encode()) for item in outline.items if item.kind == "lesson")

    assert saved_course(outline)["modules"][0]["bytes"] == texts + 2 * FRAME_BYTES + LOOK_BYTES


def test_copies_name_nobody_and_have_nothing_to_send(signed_in, lessons):
    (module,) = listed(signed_in)["modules"]

    for page in module["pages"]:
        text = signed_in.get(page["copy"]).content.decode()
        assert "Somebody Special" not in text
        assert "<form" not in text
        assert "csrf" not in text
    assert "Text 1." in signed_in.get(module["pages"][0]["copy"]).content.decode()


def test_recording_is_left_out_and_the_copy_says_so(signed_in, lessons):
    before = saved_course(course_outline(course().slug))["modules"][0]
    lessons[0]["ru"].audio, lessons[0]["ru"].audio_minutes = make_recording(), 7
    publish(lessons[0]["ru"])

    after = saved_course(course_outline(course().slug))["modules"][0]

    assert (after["bytes"], after["assets"]) == (before["bytes"], before["assets"])
    first, second, _course = (signed_in.get(page["copy"]).content.decode() for page in after["pages"])
    assert ["<audio" in page or "/documents/" in page for page in (first, second)] == [False, False]
    sentence = gettext("The recording of this lesson is not saved on the device: it plays with a connection.")
    assert [sentence in page for page in (first, second)] == [True, False]


def test_a_publish_changes_the_version(signed_in, lessons):
    before = listed(signed_in)["version"]
    publish(lessons[0]["ru"])

    assert listed(signed_in)["version"] != before


def test_acc_11_visitors_get_no_copies_and_quizzes_have_none(client, signed_in, lessons):
    quiz = CourseItem.objects.select_related("module").get(kind="quiz")
    address = reverse("learning:lesson_copy", args=[course().slug, quiz.module.slug, quiz.slug])
    copies = [page["copy"] for page in listed(signed_in)["modules"][0]["pages"]]
    assert signed_in.get(address).status_code == 404

    signed_in.logout()

    assert {client.get(copy).status_code for copy in copies} == {302}
    assert client.get(reverse("learning:saved", args=[course().slug])).status_code == 302


def test_worker_governs_the_whole_site_and_is_asked_for_anew(client):
    answer = client.get(reverse("device:worker"))

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert (answer.headers["Service-Worker-Allowed"], answer.headers["Cache-Control"]) == ("/", "no-cache")


def test_course_page_offers_it_to_learners_alone(client, lessons):
    address = reverse("learning:course", args=[course().slug])
    visitor = client.get(address).content.decode()
    client.force_login(make_learner())

    assert "data-saved" not in visitor
    assert f'data-module="{course().modules.get().key}"' in client.get(address).content.decode()
