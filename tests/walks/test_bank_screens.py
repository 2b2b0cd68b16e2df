"""The trainers' screens about questions: no accessibility violation, and nothing that an office screen cuts off."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from learning.domain.regrading import run_correction
from quizzes.choices import Difficulty
from quizzes.domain.publishing import freeze_quiz
from quizzes.domain.statistics import count_statistics
from quizzes.imports import start_import
from quizzes.models import Question, QuizVersion
from tests.factories import make_administrator, make_published_quiz, make_question
from tests.factories.corrections import make_correction, put_in_force
from tests.factories.graded import make_graded_attempts
from tests.factories.labels import make_topic
from tests.factories.quizzes import matching, number, ordering, short_text, single, true_false

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
WIDTH = 1300
LONG = "Какой орган рассматривает государства в рамках универсального периодического обзора и сколько раз за цикл?"
FILE = "::new::Какая статья? {=Статья 9 ~Статья 19}\n\n::broken::Не читается { ~\n"


@pytest.fixture
def version() -> QuizVersion:
    """A quiz of every kind of question that forty people took, counted, with long texts and an overdue question."""
    topic = make_topic("Механизм универсального периодического обзора")
    overdue = {"topic": topic, "review_by": date(2026, 1, 31), "difficulty": Difficulty.MEDIUM, "case_ru": "Случай."}
    questions = [
        make_question(single(LONG), key="upr-mechanism-council-1", **overdue),
        make_question(true_false(LONG), topic=topic),
        make_question(matching("Сопоставьте.", мандат="Совет", доклад="Государство"), topic=topic),
        make_question(ordering("По порядку.", "доклад", "обзор", "итог")),
        make_question(number("Сколько членов в Совете?", value="47")),
        make_question(short_text("Как называется?", "обзор")),
    ]
    made = make_published_quiz(*questions, name="Итоговый тест по механизму обзора").versions.get()
    pairs = [{"мандат": "мандат", "доклад": "доклад"}, {"мандат": "доклад", "доклад": "мандат"}]
    sheets = [
        ["right", "true", pairs[0], ["доклад", "обзор", "итог"], "47", "обзор"],
        ["wrong", "false", pairs[1], ["обзор", "доклад", "итог"], "45", "Мониторинг"],
    ]
    make_graded_attempts(made, sheets * 20)
    count_statistics(made, now=timezone.now())
    return made


def addresses(version: QuizVersion, administrator: User) -> dict[str, str]:
    """Every screen, by the name its picture gets."""
    found = {
        "questions": reverse("wagtailsnippets_quizzes_question:list"),
        "export": reverse("quizzes_admin:export"),
        "import": reverse("quizzes_admin:import"),
        "statistics": reverse("quizzes_admin:statistics"),
        "quiz": reverse("quizzes_admin:quiz_statistics", args=[version.pk]),
        "corrections": reverse("learning_admin:corrections"),
    }
    asked = list(version.slots.select_related("question_version").order_by("position"))
    for slot in asked:
        kind = slot.question_version.content["parts"][0]["type"]
        args = [version.pk, slot.question_version_id]
        found[kind] = reverse("quizzes_admin:question_statistics", args=args)
    return found | decided(administrator, *(slot.question_version for slot in asked[:3]))


def decided(administrator: User, first, second, third) -> dict[str, str]:
    """A correction in force with its ledger, one that waits, a version to compare, a preview of an import."""
    applied = put_in_force(third, {"p1": {"мандат": "доклад", "доклад": "мандат"}})
    run_correction(applied, clock=timezone.now)
    waiting = make_correction(first, {"p1": ["wrong"]}, rule="new")
    Question.objects.filter(pk=second.question_id).update(feedback_ru="Объяснение стало подробнее.")
    freeze_quiz(second.question.slots.get().quiz, now=timezone.now())
    record = start_import(administrator, "questions.gift", FILE.encode(), language="ru", now=timezone.now())
    return {
        "correction": reverse("learning_admin:correction", args=[applied.pk]),
        "ledger": reverse("learning_admin:ledger", args=[applied.pk]),
        "waiting": reverse("learning_admin:correction", args=[waiting.pk]),
        "correct": reverse("learning_admin:correct", args=[third.pk]),
        "diff": reverse("quizzes_admin:diff", args=[third.question_id]),
        "reworded": reverse("quizzes_admin:diff", args=[second.question_id]),
        "preview": reverse("quizzes_admin:import_preview", args=[record.public_id]),
    }


@pytest.mark.parametrize(("language", "schemes"), [("ru", ["light"]), ("kk", ["dark"])])
def test_screens_about_questions(language, schemes, version, open_context, sign_in, axe, screenshot):
    context = open_context(language, size=(WIDTH, 900))
    administrator = make_administrator(language=language)
    sign_in(context, administrator)
    page = context.new_page()

    for name, address in addresses(version, administrator).items():
        assert page.goto(address).ok
        assert cut_off(page) == [], name
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            axe(page)
            screenshot(page, f"{name}-{scheme}")


def cut_off(page: Page) -> list[str]:
    """Labels of the menu and tables that are wider than the place they have."""
    return page.evaluate("""() => {
        const begin = one => one.textContent.trim().slice(0, 40);
        const boxes = [...document.querySelectorAll(".sidebar .menuitem-label, main .w-overflow-auto")];
        const tables = [...document.querySelectorAll("main table.listing")];
        return [
            ...boxes.filter(one => one.scrollWidth > one.clientWidth + 1),
            ...tables.filter(one => one.getBoundingClientRect().right > innerWidth + 1),
        ].map(begin);
    }""")
