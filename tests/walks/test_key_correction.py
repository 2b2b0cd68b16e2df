"""Journey T6: a wrong key put right by a trainer, in a browser, in four clicks and a reason."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quizzes.models import Attempt, KeyCorrection
from tests.factories import make_administrator, make_course, make_item, make_module, make_published_quiz, make_question
from tests.factories.corrections import hand_in_with
from tests.factories.quizzes import ordering, single

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


def test_a_wrong_key_is_put_right(open_context, sign_in, live_site, axe, screenshot):
    quiz = make_published_quiz(make_question(single("Which article?"), ordering("Order.", "one", "two")))
    item = make_item(make_module(make_course()), quiz=quiz)
    for answer in ("right", "wrong", "wrong"):
        hand_in_with(item, [answer])
    version = quiz.versions.get().slots.get().question_version
    context = open_context()
    sign_in(context, make_administrator())
    page = context.new_page()

    page.goto(f"{live_site}{reverse('learning_admin:correct', args=[version.pk])}")
    page.get_by_label("wrong [ru]", exact=True).check()
    screenshot(page, "key")
    axe(page)
    page.locator("main form button").last.click()

    expect(page.locator("table.listing tbody tr")).to_have_count(4)
    expect(page.locator("input[name=rule][value=both]")).to_be_checked()
    page.locator("textarea[name=reason]").fill("Article 9 says otherwise.")
    screenshot(page, "impact")
    axe(page)
    page.locator("button[name=decide]").click()

    page.wait_for_url(re.compile(r"/corrections/\d+/$"))
    expect(page.get_by_text("Article 9 says otherwise.")).to_be_visible()
    screenshot(page, "applied")
    axe(page)
    correction = KeyCorrection.objects.get()
    assert (correction.state, correction.done) == ("applied", 3)
    assert {attempt.points for attempt in Attempt.objects.all()} == {Decimal("0.5")}

    page.locator("a[href$='/ledger/']").click()
    expect(page.locator("table.listing tbody tr")).to_have_count(2)
    axe(page)
    page.goto(f"{live_site}{reverse('learning_admin:corrections')}")
    expect(page.locator("table.listing tbody tr")).to_have_count(1)
    screenshot(page, "list")
    axe(page)
