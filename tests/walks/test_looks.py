"""The pages that the three walks pass by, and some of theirs in English: no accessibility violation in any look."""

import pytest
from django.utils import timezone

from courses.choices import ItemKind
from courses.models import CourseItem
from learning.addresses import item_url
from learning.domain.quiz_taking import start_quiz
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
FOR_EVERYBODY = {
    "front": "/en/",
    "sign-in": "/accounts/login/",
    "accessibility": "/en/accessibility/",
    "check-form": "/en/certificates/check/",
    "unknown-code": "/en/certificates/check/?code=ABCD",
    "search": "/en/search/?q=review",
    "glossary": "/en/glossary/",
    "reviews": "/en/reviews-of-kazakhstan/",
    "articles": "/en/covenant-articles/",
    "styleguide": "/en/styleguide/",
    "not-found": "/en/nowhere/",
}


def test_pages_for_everybody(demo, open_context, every_look, live_site):
    context = open_context("en")
    use_language(context, "en", live_site)
    page = context.new_page()

    for name, address in FOR_EVERYBODY.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        every_look(page, name)


def test_learners_pages_in_english(account, open_context, sign_in, every_look):
    learner = account("gulbahram")
    quiz = CourseItem.objects.get(kind=ItemKind.QUIZ, is_pretest=False, module__course__slug="upr")
    lesson = CourseItem.objects.filter(kind=ItemKind.LESSON, module__course__slug="upr").first()
    attempt = start_quiz(learner, quiz, language="en", now=timezone.now())
    context = open_context("en")
    sign_in(context, learner)
    page = context.new_page()

    for name, address in {
        "courses": "/en/courses/",
        "course": "/en/courses/upr/",
        "lesson": item_url(lesson).replace("/ru/", "/en/"),
        "question": f"/en/attempts/{attempt.public_id}/5/",
        "summary": f"/en/attempts/{attempt.public_id}/summary/",
        "certificates": "/en/certificates/",
        "record": "/en/learning/record/",
    }.items():
        assert page.goto(address).ok
        every_look(page, name)
