"""Files that are uploaded: what bears the name of a recording is one (UPL-02)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from tests.factories.sounds import M4A, MP3, OPUS, make_recording

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def form_with(name: str, content: bytes, **options):
    """The form of the library, sent with this file."""
    data = {"title": "T", "collection": Collection.get_first_root_node().pk}
    return get_document_form(get_document_model())(data, {"file": SimpleUploadedFile(name, content)}, **options)


@pytest.mark.parametrize(("name", "content"), [("a.mp3", MP3), ("a.m4a", M4A), ("a.OPUS", OPUS), ("a.pdf", b"%PDF")])
def test_file_is_taken_whole(name, content):
    form = form_with(name, content)

    assert form.is_valid(), form.errors
    assert form.save().file.read() == content


@pytest.mark.parametrize(("name", "content"), [("a.mp3", b"<html>"), ("a.m4a", MP3), ("a.ogg", b"")])
def test_file_of_another_kind_is_refused_with_what_to_do(name, content):
    form = form_with(name, content)

    assert not form.is_valid()
    if content:
        assert "MP3, M4A" in str(form.errors["file"])


def test_title_of_an_old_file_is_changed_without_looking_at_it():
    document = make_recording(content=b"old")
    data = {"title": "New", "collection": document.collection_id}
    form = get_document_form(get_document_model())(data, {}, instance=document)

    assert form.is_valid(), form.errors
