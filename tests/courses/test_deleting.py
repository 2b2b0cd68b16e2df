"""Used pictures and files are not deleted, and the uses are named (ux 83)."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.users.models import UserProfile

from tests.factories import make_administrator
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages
from tests.factories.sounds import make_recording

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Document = get_document_model()


@pytest.fixture
def document():
    """A file of the library."""
    return Document.objects.create(title="Transcript", file=ContentFile(b"WEBVTT", name="a.vtt"))


@pytest.fixture
def administrator(client: Client) -> Client:
    """A browser of somebody who may delete anything."""
    person = make_administrator()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


def put_into_lesson(document, *, as_draft: bool) -> None:
    """A lesson with the file as its video, published or only saved."""
    lesson = make_lesson_pages(make_module_pages(make_course_pages()), "Lesson")["ru"]
    video = {"title": "V", "video": document.pk, "captions": None, "minutes": 1, "transcript": "<p>x</p>"}
    lesson.body = [{"type": "video", "value": video, "id": "v"}]
    revision = lesson.save_revision()
    if not as_draft:
        revision.publish()


@pytest.mark.parametrize("as_draft", [True, False])
@pytest.mark.parametrize("door", ["button", "bulk"])
def test_used_file_stays_and_its_uses_are_named(administrator, document, as_draft, door):
    put_into_lesson(document, as_draft=as_draft)
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    address = reverse("wagtaildocs:delete", args=[document.pk]) if door == "button" else f"{bulk}?id={document.pk}"

    response = administrator.post(address)

    assert Document.objects.count() == 1
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told == ["“Transcript” was not deleted, because it is used: Lesson [ru]"]


@pytest.mark.parametrize("as_draft", [True, False])
def test_recording_of_a_lesson_stays(administrator, document, as_draft):
    lesson = make_lesson_pages(make_module_pages(make_course_pages()), "Lesson")["kk"]
    lesson.audio, lesson.audio_minutes = document, 7
    revision = lesson.save_revision()
    if not as_draft:
        Document.objects.filter(pk=document.pk).update(file=make_recording().file.name)
        revision.publish()

    response = administrator.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert Document.objects.filter(pk=document.pk).exists()
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told == ["“Transcript” was not deleted, because it is used: Lesson [kk]"]


def test_unused_file_goes(administrator, document):
    other = Document.objects.create(title="Other", file=ContentFile(b"WEBVTT", name="b.vtt"))
    put_into_lesson(other, as_draft=True)

    administrator.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert list(Document.objects.all()) == [other]
