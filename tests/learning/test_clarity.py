"""Was this clear? Counted once per lesson and session, kept without a person."""

import pytest
from django.urls import reverse
from django.utils import translation

from courses.queries import open_items
from learning.models import ClarityCount
from tests.factories import make_learner
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    """Where a live lesson takes the answer, in Kazakh."""
    make_lesson_pages(make_module_pages(make_course_pages()), "Lesson")
    item = open_items().get()
    with translation.override("kk"):
        return reverse("learning:clarity", args=[item.module.course.slug, item.module.slug, item.slug])


def counts() -> list[tuple[str, int, int]]:
    return list(ClarityCount.objects.order_by("language").values_list("language", "clear", "unclear"))


def test_answer_is_counted_once_per_session_and_thanked_for(client, address):
    client.force_login(make_learner())

    first = client.post(address, {"clear": "yes"})
    client.post(address, {"clear": "no"})
    page = client.get(first["Location"].partition("#")[0]).content.decode()

    assert counts() == [("kk", 1, 0)]
    assert first["Location"].endswith("#clarity")
    assert ("атыңызсыз есепке алынды" in page, 'name="clear"' in page) == (True, False)


def test_answers_of_several_people_add_up(client, address):
    for answer in ("yes", "no", "no"):
        client.force_login(make_learner())
        client.post(address, {"clear": answer})

    assert counts() == [("kk", 1, 2)]


def test_other_answers_and_strangers_count_nothing(client, address):
    stranger = client.post(address, {"clear": "yes"})
    client.force_login(make_learner())

    assert client.post(address, {"clear": "maybe"}).status_code == 404
    assert client.get(address).status_code == 405
    assert (stranger.status_code, counts()) == (302, [])
