"""What of the uploads has an address."""

import io
import re
from pathlib import Path

import PIL.ExifTags
import PIL.Image
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import CollectionViewRestriction

from core.uploads.archives import MAX_MEMBERS, MAX_UNPACKED
from core.uploads.sounds import SOUND_TYPES
from core.uploads.storage import RandomNames
from core.uploads.unreadable import MAX_BYTES
from quizzes.formats.plain import MAX_QUESTIONS
from rosters.formats.headings import MAX_ROWS
from tests.factories.sounds import M4A, MP3, OPUS, make_recording


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/picture.width-800.webp", "original_images/picture.png", "documents/list.xlsx"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"bytes")


@pytest.mark.django_db
def test_upl_05_only_renditions_have_an_address(client, uploads):
    found = client.get("/media/images/picture.width-800.webp")

    assert (found.status_code, found.getvalue()) == (200, b"bytes")
    assert found.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    for address in (
        "/media/original_images/picture.png",
        "/media/documents/list.xlsx",
        "/media/images/../documents/list.xlsx",
        "/media/images/%2e%2e/documents/list.xlsx",
        "/media/images/",
        "/media/images/none.webp",
    ):
        assert client.get(address, follow=True).status_code in (400, 404), address


def test_upl_03_limits_of_uploads_are_set():
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == 10_000_000
    assert "svg" not in settings.WAGTAILIMAGES_EXTENSIONS


def test_upl_03_pictures_have_a_bound_before_they_are_decoded():
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 25_000_000
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 200_000_000
    assert {"svg", "avif", "heic"}.isdisjoint(settings.WAGTAILIMAGES_EXTENSIONS)


def jpeg_with_place() -> bytes:
    """A picture that tells where it was taken."""
    buffer = io.BytesIO()
    picture = PIL.Image.new("RGB", (900, 600), "gray")
    exif = PIL.Image.Exif()
    exif[PIL.ExifTags.Base.Make] = "Camera"
    exif.get_ifd(PIL.ExifTags.IFD.GPSInfo)[PIL.ExifTags.GPS.GPSLatitude] = (47.0, 6.0, 0.0)
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.mark.django_db
def test_upl_03_what_is_served_of_a_picture_does_not_tell_where_it_was_taken(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = jpeg_with_place()
    assert b"Camera" in data
    image = Image.objects.create(title="Q", file=ContentFile(data, "place.jpg"), width=900, height=600)

    rendition = image.get_rendition("width-800|format-webp")
    same = image.get_rendition("original")

    for one in (rendition, same):
        with PIL.Image.open(one.file.path) as served:
            assert dict(served.getexif()) == {}, one.filter_spec


@pytest.mark.django_db
def test_upl_04_nobody_guesses_the_name_of_a_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    names = [f"Жиын {number}.PDF" for number in (1, 1)]

    documents = [Document.objects.create(title="Q", file=ContentFile(b"%PDF", name)) for name in names]
    image = Image.objects.create(title="Q", file=ContentFile(jpeg_with_place(), "my house.jpg"), width=9, height=6)

    stored = [one.file.name for one in documents]
    assert [bool(re.fullmatch(r"documents/Жиын_1-[\w-]{22}\.pdf", name)) for name in stored] == [True, True]
    assert stored[0] != stored[1]
    assert re.fullmatch(r"original_images/[\w-]{22}\.jpg", image.file.name)


@pytest.mark.parametrize(
    "name", ["documents/" + "x" * 300 + ".pdf", "documents/.pdf", "documents/a\\..\\b.pdf", "documents/<b>\n.pdf"]
)
def test_upl_04_a_label_is_short_and_plain(name):
    stored = RandomNames().get_available_name(name, max_length=100)

    assert re.fullmatch(r"documents/[\w-]{22,63}(\.pdf)?", stored)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.mp3", MP3, "audio/mpeg"), ("a.m4a", M4A, "audio/mp4"), ("a.opus", OPUS, "audio/ogg")],
)
def test_recordings_play_in_the_page_in_pieces(client, settings, tmp_path, name, content, kind):
    settings.MEDIA_ROOT = tmp_path
    document = make_recording(name, content)

    whole = client.get(document.url)
    piece = client.get(document.url, headers={"Range": "bytes=2-5"})

    assert (whole.status_code, whole.getvalue()) == (200, content)
    assert (piece.status_code, piece.getvalue()) == (206, content[2:6])
    for response in (whole, piece):
        assert response.headers["Content-Type"] == kind
        assert response.headers["Content-Disposition"].startswith("inline")
        assert response.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
def test_a_piece_is_refused_like_the_whole(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = make_recording()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")

    assert client.get(document.url, headers={"Range": "bytes=0-"}).status_code == 302


def test_media_of_pages_come_from_here_alone():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert (directives["default-src"], "media-src" in directives) == (["'self'"], False)


def test_upl_01_the_table_of_uploads_says_what_the_code_does():
    table = Path(settings.BASE_DIR, "docs/guides/uploads.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| ")]
    told = {name: (sorted(endings.split()), int(size), besides) for name, _who, endings, size, besides in rows[1:]}

    assert told["picture"][:2] == (sorted(settings.WAGTAILIMAGES_EXTENSIONS), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    assert told["document"][:2] == (sorted(settings.WAGTAILDOCS_EXTENSIONS), settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    assert told["recording of a lesson"][:2] == (sorted(SOUND_TYPES), settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    assert told["staff list"][1] == told["questions"][1] == MAX_BYTES
    assert told["picture"][2].startswith(f"{settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS} pixels")
    unpacked = f"{MAX_UNPACKED} bytes and {MAX_MEMBERS} parts unpacked"
    assert told["staff list"][2].startswith(f"{MAX_ROWS} rows; {unpacked}")
    assert told["questions"][2].startswith(f"{MAX_QUESTIONS} questions; {unpacked}")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["9" * 256, "ә" * 128, "a/" * 600 + "b.jpg"])
def test_inp_02_a_name_that_no_file_can_have_is_not_found(client, name):
    # What is not found is looked for once more under a language.
    assert client.get(f"/media/images/{name}", follow=True).status_code == 404
