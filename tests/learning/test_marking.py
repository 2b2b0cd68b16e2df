"""The screens for marking open answers, and what a mark completes (features B15, ACC-09)."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from learning.models import ItemCompletion
from quizzes.choices import AttemptState
from quizzes.domain.marking_queue import open_next
from quizzes.models import Mark, MarkingTask
from tests.factories import make_agency, make_learner, make_region
from tests.factories.essays import TEXT, hand_in_essay
from tests.quizzes.test_essays import hand_in_sampled, make_essay_item

pytestmark = pytest.mark.django_db
QUEUE = "learning_admin:marking"
FULL = {"level-1-1": "3", "level-1-2": "3", "level-1-3": "2", "comment": "Name the paragraph."}


@pytest.fixture
def marker(client):
    marker = make_learner()
    codes = ("access_admin", "add_mark", "view_attempt")
    marker.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(marker)
    return marker


def address(task):
    return reverse("learning_admin:mark", args=[task.pk])


def open_one(client):
    """Press the button; the address of the answer."""
    return client.post(reverse(QUEUE)).url


def page_of(client, where):
    return client.get(where).content.decode()


def test_marking_the_last_answer_completes_quiz_course_and_certificate(client, marker):
    attempt = hand_in_sampled(make_essay_item(pass_mark=60), sampled=False)

    response = client.post(open_one(client), FULL, follow=True)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.passed) == (AttemptState.GRADED, True)
    assert ItemCompletion.objects.get().attempt == attempt
    assert Certificate.objects.get().holder == attempt.learner
    assert response.redirect_chain[-1][0] == reverse(QUEUE)
    assert "Нет ответов, ожидающих вас." in response.content.decode()


def test_the_page_shows_answer_and_rubric_in_the_language_of_the_answer_and_nobodys_name(client, marker):
    learner = make_learner("Aigul Secret", agency=make_agency("Hidden Agency", region=make_region("Hidden Region")))
    hand_in_essay(make_essay_item(), learner, "Мемлекет есеп береді.")

    page = page_of(client, open_one(client)) + page_of(client, reverse(QUEUE))

    assert "Мемлекет есеп береді." in page
    assert "3. law 3 [ru]" in page
    assert not any(word in page for word in ("Aigul", "Hidden", learner.email))


def test_while_it_is_marked_the_review_pages_hide_the_name_too(client, marker):
    attempt = hand_in_essay(make_essay_item(), make_learner("Aigul Secret"))
    pages = [
        reverse("quizzes_admin:attempts", args=[attempt.quiz_id]),
        reverse("quizzes_admin:attempt", args=[attempt.public_id]),
    ]

    before = "".join(page_of(client, one) for one in pages)
    client.post(open_one(client), FULL)
    after = page_of(client, pages[0])

    assert (before.count("Aigul Secret"), before.count("скрыто, пока ответы проверяются")) == (0, 2)
    assert "Aigul Secret" in after or MarkingTask.objects.exists()


def test_a_missing_level_is_asked_for_and_what_was_chosen_is_kept(client, marker):
    hand_in_essay(make_essay_item())

    response = client.post(open_one(client), {"level-1-1": "3", "comment": "So far."})

    page = response.content.decode()
    assert (response.status_code, page.count("Выберите уровень."), Mark.objects.count()) == (422, 2, 0)
    assert "So far." in page


def test_saving_leads_to_the_next_answer_without_a_further_press(client, marker):
    item = make_essay_item()
    hand_in_essay(item)
    hand_in_essay(item)

    response = client.post(open_one(client), FULL)

    assert response.url == address(MarkingTask.objects.get(opened_by=marker))


def test_whoever_comes_too_late_is_told_and_nothing_is_stored(client, marker):
    hand_in_essay(make_essay_item())
    where = open_one(client)
    MarkingTask.objects.update(opened_by=make_learner(), opened_at=timezone.now())

    response = client.post(where, FULL, follow=True)

    assert "Этот ответ теперь у другого человека." in response.content.decode()
    assert Mark.objects.count() == 0


def test_an_answer_can_be_put_back(client, marker):
    hand_in_essay(make_essay_item())

    client.post(open_one(client), {"put_back": "1"})

    assert MarkingTask.objects.get().opened_by is None


def test_only_who_may_mark_gets_in(client):
    hand_in_essay(make_essay_item())
    trainer = make_learner()
    task = open_next(trainer, now=timezone.now())
    stranger = make_learner()
    stranger.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(stranger)

    pages = [client.get(reverse(QUEUE)), client.get(address(task))]

    # Wagtail sends people without the right to its first page, with a sentence.
    assert [(page.status_code, page.url) for page in pages] == [(302, reverse("wagtailadmin_home"))] * 2


def test_the_learner_is_told_that_it_waits_then_reads_levels_and_comment(client, marker):
    item = make_essay_item(pass_mark=60, preset="learning")
    attempt = hand_in_sampled(item, sampled=False)
    result = reverse("learning:result", args=[attempt.public_id])
    client.force_login(attempt.learner)
    intro = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])
    assert "Ваши письменные ответы проверяются." in page_of(client, result)
    assert "Ваши письменные ответы проверяются." in page_of(client, intro)

    client.force_login(marker)
    client.post(open_one(client), FULL)
    client.force_login(attempt.learner)
    page = page_of(client, result)

    assert "<td>2 / 3</td><td>language 2 [ru]</td>" in page
    assert "Оценено методистом" in page
    assert "Name the paragraph." in page
    assert TEXT in page
    assert (marker.email in page, marker.get_full_name() in page) == (False, False)


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_queue_costs_the_same_whatever_waits(client, marker, waiting):
    item = make_essay_item()
    for _number in range(waiting):
        hand_in_essay(item)
    client.get(reverse(QUEUE))

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(QUEUE))

    assert len(queries) <= 12
