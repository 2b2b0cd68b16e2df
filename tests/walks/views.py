"""The pages that learners and coordinators meet, one after the other, and a probe's answer for each of them."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone, translation
from playwright.sync_api import Page

from accounts.models import User
from certificates.models import Certificate
from courses.choices import ItemKind
from courses.models import CourseItem
from learning.addresses import item_url
from learning.domain.quiz_taking import start_quiz, submit_quiz
from quizzes.models import Attempt
from tests.harness.browser import OpenContext

OpenViews = Callable[..., Iterator[tuple[str, Page]]]
OFFICE = (1280, 800)
PHONE = (360, 640)
# The office screen of 1280 x 1024 at 400 %.
ENLARGED = (320, 256)


def views_opener(account: Callable[[str], User], open_context: OpenContext, sign_in: Callable[..., None]) -> OpenViews:
    """Gives ``open_views(size, language="ru", …)``: name and tab of every page, each open while it is looked at.

    A learner's pages with an open quiz and a failed one, then the country's figures. Other keywords go to the context.
    """

    def open_all(size: tuple[int, int] = OFFICE, language: str = "ru", **options: Any) -> Iterator[tuple[str, Page]]:
        with translation.override(language):
            learners = _learners_pages(account("gulbahram"), language)
        for login, addresses in (("gulbahram", learners), ("country", {"figures": f"/{language}/reports/"})):
            context = open_context(language, size=size, **options)
            sign_in(context, account(login))
            page = context.new_page()
            for name, address in addresses.items():
                assert page.goto(address).ok, address
                yield name, page
            context.close()

    return open_all


def faults_of(views: Iterator[tuple[str, Page]], probe: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """What the probe finds wrong, by name of the page; pages without a fault are left out."""
    found = {name: probe(page) for name, page in views}
    assert len(found) >= 10
    return {name: faults for name, faults in found.items() if faults}


def _learners_pages(learner: User, language: str) -> dict[str, str]:
    failed, attempt = _attempt_at(learner, "upr", language), _attempt_at(learner, "iccpr", language)
    submit_quiz(failed, language=language, now=timezone.now())
    lesson = CourseItem.objects.filter(kind=ItemKind.LESSON).select_related("module__course").earliest("pk")
    return {
        "front": f"/{language}/",
        "home": f"/{language}/learning/",
        "course": f"/{language}/courses/upr/",
        "lesson": item_url(lesson),
        **{
            kind: f"/{language}/attempts/{attempt.public_id}/{position}/" for kind, position in _places(attempt).items()
        },
        "summary": f"/{language}/attempts/{attempt.public_id}/summary/",
        "result": f"/{language}/attempts/{failed.public_id}/result/",
        "check": f"/{language}/certificates/check/{Certificate.objects.earliest('pk').code}/",
    }


def _attempt_at(learner: User, course: str, language: str) -> Attempt:
    quiz = CourseItem.objects.get(kind=ItemKind.QUIZ, is_pretest=False, module__course__slug=course)
    return start_quiz(learner, quiz, language=language, now=timezone.now())


def _places(attempt: Attempt) -> dict[str, int]:
    """Where the last question of every kind stands."""
    return {
        part["type"]: response.position
        for response in attempt.responses.select_related("question_version")
        for part in response.question_version.content["parts"]
    }
