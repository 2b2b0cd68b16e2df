"""Currency of law: the screen on which what a changed norm touches is ticked off (features B20)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage, NormCheck
from quizzes.models import Norm
from tests.factories import make_question, make_trainer
from tests.workshop.conftest import client_of, in_english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def norm(course) -> Norm:
    """A norm that was changed today; the course's lesson and a question of the common bank cite it."""
    norm = Norm.objects.create(
        kind="law",
        code="Law 1",
        title_ru="Закон",
        title_kk="Заң",
        changed_on=timezone.localdate(),
        change_note="15 days",
    )
    page = LessonPage.objects.get()
    page.norms = [norm]
    page.save()
    question = make_question(key="q")
    question.norms.set([norm])
    question.save()
    return norm


def screen(person) -> str:
    return text_of(client_of(person).get(reverse("workshop:law")))


def tick(person, norm, subject: str) -> None:
    client_of(person).post(reverse("workshop:law"), {"norm": norm.pk, "subject": subject})


def test_teams_see_what_waits_and_tick_it_off(trainer, norm):
    lesson, question = LessonPage.objects.get(), norm.questions.get()
    home = text_of(client_of(trainer).get(reverse("wagtailadmin_home")))
    before = screen(trainer)

    tick(trainer, norm, str(lesson.translation_key))
    tick(trainer, norm, f"q{question.pk}")

    assert "The law has changed. To check: 2" in home
    assert ("15 days" in before, lesson.draft_title in before, "q: " in before) == (True, True, True)
    assert "Nothing waits to be checked." in screen(trainer)
    assert list(NormCheck.objects.values_list("norm", "checked_by").distinct()) == [(norm.pk, trainer.pk)]


def test_lesson_of_another_team_is_neither_shown_nor_ticked_off(norm):
    stranger, lesson = in_english(make_trainer()), LessonPage.objects.get()

    shown = screen(stranger)
    for subject in (str(lesson.translation_key), "q0", "", "x"):
        tick(stranger, norm, subject)

    assert (lesson.draft_title in shown, "q: " in shown, NormCheck.objects.count()) == (False, True, 0)


def test_norm_that_lessons_cite_is_not_deleted(norm, client):
    norm.questions.all().delete()
    from tests.factories import make_administrator

    client.force_login(in_english(make_administrator()))
    client.post(reverse("wagtailsnippets_quizzes_norm:delete", args=[norm.pk]))

    assert Norm.objects.filter(pk=norm.pk).exists()
