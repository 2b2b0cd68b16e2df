"""T2 and the translation board: one press makes the pages, the board tells what is behind (ux 81)."""

import json

import pytest
from django.urls import reverse

from courses.models import LessonPage, Translation
from tests.factories import make_trainer
from tests.workshop.conftest import client_of, in_english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(course, trainer) -> LessonPage:
    """Its lesson has a text."""
    page = LessonPage.objects.get()
    page.body = [{"type": "text", "value": "<p>Срок 90 дней</p>", "id": "one"}]
    page.save_revision(user=trainer)
    return page


def begin(person, course, language="kk"):
    return client_of(person).post(reverse("workshop:begin_translation", args=[course.translation_key, language]))


def editor_of(lesson) -> str:
    page = LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="kk")
    return reverse("workshop:translate", args=[page.pk])


def rich(text: str) -> str:
    """As the editor posts it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block | {"data": {}}], "entityMap": {}})


def test_one_press_makes_the_pages_and_opens_the_first_text(trainer, course, lesson):
    response = begin(trainer, course)

    first = Translation.objects.get(source=course)
    assert response["Location"] == reverse("workshop:translate", args=[first.page_id])
    assert Translation.objects.filter(page__locale__language_code="kk").count() == 4
    board = text_of(client_of(trainer).get(reverse("workshop:course", args=[course.translation_key])))
    assert [words in board for words in ("translation behind: 1", "translation behind: 2")] == [True, True]


def test_typed_texts_are_stored_and_edits_of_the_source_mark_them_stale(trainer, course, lesson):
    begin(trainer, course)
    client, address = client_of(trainer), editor_of(lesson)

    client.post(address, {"text-0": "Сабақ", "text-1": rich("Мерзімі 90 күн")})
    ready = text_of(client.get(address))
    lesson.body = [{"type": "text", "value": "<p>Срок 60 дней</p>", "id": "one"}]
    lesson.save_revision(user=trainer)
    client.post(address, {"text-0": "Сабақ", "text-1": rich("Мерзімі 90 күн")})
    stale = text_of(client.get(address))
    client.post(address, {"text-0": "Сабақ", "text-1": rich("Мерзімі 90 күн"), "ready-1": "on"})
    checked = text_of(client.get(address))

    assert "Ready: 2 of 2." in ready
    assert "Ready: 1 of 2." in stale
    assert "It was translated from</summary>Срок 90 дней" in stale
    assert "Ready: 2 of 2." in checked
    assert "Numbers that are not in the translation: 60" in checked
    translated = LessonPage.objects.get(locale__language_code="kk").get_latest_revision_as_object()
    assert (translated.title, "Мерзімі 90 күн" in str(translated.body)) == ("Сабақ", True)


def test_whole_translation_is_said_to_be_there(trainer, course, lesson):
    begin(trainer, course)
    for translation in Translation.objects.all():
        address = reverse("workshop:translate", args=[translation.page_id])
        client_of(trainer).post(address, {"text-0": "Бет", "text-1": rich("Сөз"), "ready-0": "on", "ready-1": "on"})

    response = begin(trainer, course)

    assert response["Location"] == reverse("workshop:course", args=[course.translation_key])


def test_foreign_and_unknown_translations_are_not_found(trainer, course, lesson):
    begin(trainer, course)
    stranger = in_english(make_trainer())
    address = editor_of(lesson)

    assert client_of(stranger).get(address)["Location"] == f"/ru{address}"
    assert begin(trainer, course, "ru")["Location"].startswith("/ru/admin/")
    assert begin(trainer, course, "xx")["Location"].startswith("/ru/admin/")
