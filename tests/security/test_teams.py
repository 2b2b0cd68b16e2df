"""Row rules of the authors' admin: what is another team's is not found and not named anywhere (ACC-03, ACC-09, ACC-12)."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from agencies.models import Team
from courses.models import CoursePage, ModulePage
from demo.consent import load_consent
from quizzes.models import Question, Quiz
from tests.factories import make_learner
from tests.factories.people import LONG_AGO
from tests.security.routes import World, all_routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
MARK = "zzforeignzz"


@pytest.fixture
def stranger(demo) -> User:
    """A trainer of another team; everything of the demo's teams carries a mark."""
    for model, name in ((Question, "key"), (Quiz, "name")):
        for row in model.objects.exclude(team=None):
            model.objects.filter(pk=row.pk).update(**{name: f"{MARK}-{row.pk}"})
    for course in CoursePage.objects.all():
        course.add_child(instance=ModulePage(title=f"{MARK} draft", live=False, locale=course.locale))
    person = make_learner()
    grant_role(person, Role.TRAINER, since=LONG_AGO)
    load_consent(now=timezone.now())
    own = Team.objects.create(name="own", key="00000000-0000-4000-8000-000000000009", title="Own")
    own.user_set.add(person)
    return person


def test_acc_12_nothing_of_another_team_is_shown_on_any_page_of_the_site(stranger):
    client = Client(raise_request_exception=False)
    client.force_login(stranger)
    world = World()
    assert Quiz.objects.exclude(team=None).count() >= 3

    shown = []
    for route in all_routes():
        if route.name in ("account_logout", "wagtailadmin_logout"):
            continue
        cache.clear()
        for query in ("", f"?q={MARK}"):
            answer = client.get(route.address(world) + query)
            assert answer.status_code < 500, route.name
            # What was typed into a search box is said again.
            body = b"" if answer.streaming else answer.content.replace(f'value="{MARK}"'.encode(), b"")
            if f"{MARK}-".encode() in body or f"{MARK} draft".encode() in body:
                shown.append((route.name, query))
    assert shown == []


def test_acc_03_pages_and_rows_of_another_team_cannot_be_changed(stranger):
    client = Client(raise_request_exception=False)
    client.force_login(stranger)
    draft = Page.objects.filter(title=f"{MARK} draft").first()
    question, quiz = Question.objects.exclude(team=None).first(), Quiz.objects.exclude(team=None).first()
    addresses = [
        f"/admin/pages/{draft.pk}/edit/",
        f"/admin/pages/{draft.pk}/copy/",
        f"/admin/pages/{draft.pk}/delete/",
        f"/admin/pages/{draft.pk}/unpublish/",
        f"/admin/pages/{draft.pk}/history/",
        f"/admin/pages/add/courses/lessonpage/{draft.pk}/",
        f"/admin/snippets/quizzes/question/edit/{question.pk}/",
        f"/admin/snippets/quizzes/quiz/edit/{quiz.pk}/",
        f"/admin/quizzes/questions/{question.pk}/retire/",
        f"/admin/quizzes/import/?quiz={quiz.pk}",
    ]
    before = (Question.objects.get(pk=question.pk).state, Quiz.objects.get(pk=quiz.pk).pass_mark, Page.objects.count())

    answers = [client.post(address, {"title": "mine", "name": "mine", "pass_mark": 1}) for address in addresses]

    # Wagtail sends people without rights to a page back to its first page; what is not found is looked for once more
    # under a language.
    refusals = {"/admin/", *(f"/ru{address}" for address in addresses[6:])}
    assert {one.get("Location", one.status_code) for one in answers} == refusals
    after = (Question.objects.get(pk=question.pk).state, Quiz.objects.get(pk=quiz.pk).pass_mark, Page.objects.count())
    assert after == before
