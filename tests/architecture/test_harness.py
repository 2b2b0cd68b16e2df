"""The harness keeps what tests rely on: a whole database after each test, and a browser that tells."""

import pytest
from django.test import TransactionTestCase
from wagtail.models import Locale, Page

FOREIGN = "http://host.example/picture.png"


@pytest.mark.django_db(transaction=True)
def test_teardown_after_a_committed_deletion_brings_back_what_migrations_wrote():
    pages = Page.objects.count()
    Page.objects.all().delete()

    TransactionTestCase._fixture_teardown(None)

    assert Page.objects.count() == pages
    assert Locale.objects.exists()


@pytest.mark.walk
def test_recorder_knows_what_the_page_received(page, recorder):
    page.goto("/healthz")

    received = recorder.responses[0]
    assert (received.path, received.status, received.body) == ("/healthz", 200, b"ok")
    assert recorder.containing("ok") == [received]
    assert received.headers["x-content-type-options"] == "nosniff"


@pytest.mark.walk
def test_priv_07_recorder_notes_a_request_to_another_host(page, recorder):
    page.set_content(f"<img src={FOREIGN}>")

    noted, recorder.foreign_requests[:] = list(recorder.foreign_requests), []
    assert noted == [FOREIGN]


@pytest.mark.walk
def test_hdr_01_recorder_notes_a_breach_of_the_content_security_policy(page, recorder):
    page.goto("/accounts/login/")
    page.evaluate("() => { const s = document.createElement('script'); s.text = '1'; document.body.append(s) }")

    noted, recorder.complaints[:] = list(recorder.complaints), []
    assert any("script" in text for text in noted)


@pytest.mark.walk
def test_recorder_notes_an_uncaught_error(page, recorder):
    page.goto("/accounts/login/")
    page.evaluate("() => new Promise(done => { setTimeout(() => { done(); throw new Error('lost') }) })")
    page.wait_for_timeout(100)

    noted, recorder.complaints[:] = list(recorder.complaints), []
    assert [text for text in noted if "lost" in text] == noted
    assert noted != []


@pytest.mark.walk
def test_axe_names_a_violation(page, axe):
    page.goto("/healthz")
    page.set_content("<html lang=ru><title>t</title><main><h1>h</h1><img src='data:,'></main>")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
