"""What of the uploads has an address."""

import pytest
from django.conf import settings


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
