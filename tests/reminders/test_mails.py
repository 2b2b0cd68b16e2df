"""What mails say, in the reader's language."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from reminders.mails import compose, reminder_words
from reminders.models import Message
from reports.domain.cells import refresh_stale_cells
from tests.factories import make_agency, make_coordinator, make_course, make_region
from tests.factories.duties import make_duty
from tests.factories.people import make_learner
from tests.factories.reminders import make_late, make_message, noon

TODAY = date(2026, 11, 22)
# Whatever the number of people: the scope, and the figures of now and of a month ago.
FIGURES_QUERIES = 10
TITLES = {"ru": "Обзор", "kk": "Шолу", "en": "Review"}


def written(message):
    return compose([message], today=TODAY)[message.pk]


def digest_for(coordinator, today=TODAY):
    message = Message.objects.create(
        person=coordinator, kind="digest", day=today, language=coordinator.language, not_before=noon(today)
    )
    return compose([message], today=today)[message.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_reminder_speaks_the_persons_language_and_leads_to_the_course(settings, language):
    settings.WAGTAILADMIN_BASE_URL = "https://site.example"
    course = make_course(titles=TITLES, slug="upr")
    learner = make_late(TODAY, make_agency(), days=9, course=course, language=language)

    mail = written(make_message(learner, TODAY, course))

    html, _kind = mail.alternatives[0]
    assert mail.to == [learner.email]
    for text in (mail.body, html):
        assert TITLES[language] in text
        assert f"https://site.example/{language}/courses/upr/" in text
        assert "13.11.2026" in text
    assert f'<html lang="{language}">' in html
    assert mail.extra_headers["Content-Language"] == language


@pytest.mark.django_db
def test_a_reminder_names_nobody():
    learner = make_late(TODAY, make_agency("North Department"), name="Aigul Serik")

    mail = written(make_message(learner, TODAY, learner.duties.get().course))

    assert "Aigul" not in mail.body + mail.alternatives[0][0] + mail.subject
    assert "North" not in mail.body


@pytest.mark.django_db
def test_a_message_has_one_id_however_often_it_is_written(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://site.example"
    learner = make_late(TODAY, make_agency())
    message = make_message(learner, TODAY, learner.duties.get().course)

    first, second = written(message), written(message)

    assert first.message()["Message-ID"] == second.message()["Message-ID"] == f"<{message.public_id}@site.example>"
    assert first.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_a_title_is_text_in_both_parts():
    words = reminder_words([(make_course("Law & <b>order</b>"), TODAY)], today=TODAY)

    assert "Law & <b>order</b>" in words.text
    assert "Law &amp; &lt;b&gt;order&lt;/b&gt;" in words.html


@pytest.mark.django_db
def test_a_reminder_counts_days_left_and_days_overdue():
    courses = [(make_course("Late"), TODAY - timedelta(days=9)), (make_course("Soon"), TODAY + timedelta(days=4))]

    with override("en"):
        words = reminder_words(courses, today=TODAY)
        early = reminder_words(courses[1:], today=TODAY)

    assert "Due on: 13.11.2026. Days overdue: 9" in words.text
    assert "Due on: 26.11.2026. Days left: 4" in words.text
    assert (words.subject, early.subject) == ("A course is overdue", "A course is due soon")


@pytest.mark.django_db
def test_a_digest_has_the_figures_of_its_readers_scope():
    north, south = make_agency(region=make_region("North")), make_agency(region=make_region("South"))
    course = make_course()
    for completed_at in (noon(date(2026, 10, 5)), noon(date(2026, 11, 5)), None, None):
        make_duty(
            make_learner(agency=north), course, due_on=date(2026, 11, 10), completed_at=completed_at
        )  # of whom one had it at the end of October
    make_late(TODAY, south)
    refresh_stale_cells(TODAY)

    mail = digest_for(make_coordinator(region=north.region, language="en"))

    assert "Scope: North" in mail.body
    assert "Completed: 2 of 4 (50.0%)" in mail.body
    assert "Overdue: 2" in mail.body
    assert "Change since 31.10.2026: +25.0 pp" in mail.body
    assert "South" not in mail.body + mail.alternatives[0][0]


@pytest.mark.django_db
def test_a_digest_without_anybody_obliged_is_not_sent():
    assert digest_for(make_coordinator(agency=make_agency())) is None


@pytest.mark.django_db
def test_a_digest_costs_the_same_for_any_number_of_people(django_assert_num_queries):
    agency = make_agency(region=make_region())
    make_late(TODAY, agency)
    coordinator = make_coordinator(region=agency.region)
    refresh_stale_cells(TODAY)
    message = Message.objects.create(
        person=coordinator, kind="digest", day=TODAY, language="ru", not_before=noon(TODAY)
    )
    with django_assert_num_queries(FIGURES_QUERIES):
        written(message)
    make_late(TODAY, agency)
    make_late(TODAY, agency)
    refresh_stale_cells(TODAY)

    with django_assert_num_queries(FIGURES_QUERIES):
        assert written(message)
