"""Answers that could not be sent before the quiz was handed in: the person is told, on whatever page they open."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from learning.domain.quiz_taking import submit_quiz
from quizzes.models import Attempt
from tests.walks.taking import WAITING, choose, expect_state, quiz_opener, singles, stored, wait_for_sheet

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
SENTENCE = "Ответы, сохранённые на этом устройстве, пришли слишком поздно"


@pytest.mark.parametrize("unsent", [True, False])
def test_who_comes_back_too_late_is_told_once(open_context, sign_in, unsent):
    attempt, (page,) = quiz_opener(open_context, sign_in)(*singles(2))
    context = page.context
    wait_for_sheet(page, 2)
    if unsent:
        context.set_offline(True)
        choose(page, "right")
        expect_state(page, "kept")
    page.close()
    submit_quiz(Attempt.objects.get(pk=attempt.pk), language="ru", now=timezone.now())
    context.set_offline(False)

    later = context.new_page()
    later.goto(reverse("learning:result", args=[attempt.public_id]))
    later.wait_for_load_state("networkidle")

    expect(later.get_by_text(SENTENCE)).to_be_visible(visible=unsent)
    assert (stored(attempt), later.evaluate(WAITING)) == (None, 0)
    later.reload()
    later.wait_for_load_state("networkidle")
    expect(later.get_by_text(SENTENCE)).to_be_hidden()
