"""At 320 px nothing but a table in its own box scrolls sideways (ux 58)."""

import pytest
from django.utils import timezone

from courses.choices import ItemKind
from courses.models import CourseItem
from learning.addresses import item_url
from learning.domain.quiz_taking import start_quiz
from quizzes.models import Response

pytestmark = pytest.mark.walk
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    const boxed = element => element.closest(".el-table-region, .govuk-visually-hidden, .govuk-skip-link");
    const wide = [...document.body.querySelectorAll("*")].filter(
        element => !boxed(element) && element.getBoundingClientRect().right > room + 1);
    return document.documentElement.scrollWidth > room ? ["page", ...wide.map(e => e.outerHTML.slice(0, 120))] : [];
}"""


@pytest.mark.parametrize(("language", "course"), [("ru", "upr"), ("kk", "iccpr"), ("en", "reporting")])
def test_nothing_scrolls_sideways(language, course, account, open_context, sign_in):
    learner = account("gulbahram")
    lessons = CourseItem.objects.filter(kind=ItemKind.LESSON, module__course__slug=course).select_related(
        "module__course"
    )
    quiz = CourseItem.objects.get(kind=ItemKind.QUIZ, is_pretest=False, module__course__slug=course)
    attempt = start_quiz(learner, quiz, language=language, now=timezone.now())
    positions = Response.objects.filter(attempt=attempt).values_list("position", flat=True)
    own = [
        "learning/",
        "courses/",
        f"courses/{course}/",
        "certificates/",
        "learning/record/",
        f"attempts/{attempt.public_id}/summary/",
    ]
    own += [f"attempts/{attempt.public_id}/{position}/" for position in positions]
    own += [item_url(lesson).split("/", 2)[2] for lesson in lessons]
    figures = ["reports/", "reports/agencies/?region=KZ-23", "reports/agencies/justice-kz-23/"]

    wide = {}
    for login, paths in (
        ("gulbahram", own),
        ("country", figures),
        (
            None,
            [
                "",
                "accessibility/",
                "certificates/check/",
                "search/?q=a",
                "glossary/",
                "covenant-articles/",
                "styleguide/",
            ],
        ),
    ):
        context = open_context(language, size=(320, 640))
        if login:
            sign_in(context, account(login))
        page = context.new_page()
        for path in paths:
            assert page.goto(f"/{language}/{path}").ok, path
            if found := page.evaluate(TOO_WIDE):
                wide[path] = found
    assert wide == {}
