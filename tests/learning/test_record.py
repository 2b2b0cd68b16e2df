"""My record: courses, hours per year, certificates; the same on the screen and in every file (features A18)."""

import json
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from certificates.domain.correcting import reissue, revoke
from certificates.models import Certificate
from learning.domain.reading import complete_lesson
from learning.record import RecordLine, hours_by_year, record_of
from tests.factories import make_course, make_item, make_learner, make_module

pytestmark = pytest.mark.django_db
LAST_YEAR, THIS_YEAR = datetime(2025, 12, 31, 20, tzinfo=UTC), datetime(2026, 11, 22, 10, tzinfo=UTC)


def complete(learner, title, hours, now, **fields):
    course = make_course(title, hours=hours, **fields)
    complete_lesson(learner, make_item(make_module(course)), language="ru", now=now)
    return course


@pytest.fixture
def learner():
    person = make_learner()
    complete(person, "First", 8, LAST_YEAR)
    complete(person, "Second", 16, THIS_YEAR, valid_months=12)
    complete(make_learner(), "Somebody else's", 72, THIS_YEAR)
    return person


def test_completions_newest_first_with_what_their_certificates_say(learner):
    first, second = Certificate.objects.filter(holder=learner).order_by("pk")

    assert record_of(learner) == [
        RecordLine(second.claims["title"], date(2026, 11, 22), 16, date(2027, 11, 22), second),
        RecordLine(first.claims["title"], date(2026, 1, 1), 8, None, first),
    ]
    assert [line.titles["ru"] for line in record_of(learner)] == ["Second", "First"]


def test_hours_count_in_the_year_of_kazakhstan_and_not_when_revoked(learner):
    assert hours_by_year(record_of(learner)) == [(2026, 24)]

    revoke(Certificate.objects.filter(holder=learner).order_by("pk")[0], by=learner, reason="x", now=THIS_YEAR)

    assert hours_by_year(record_of(learner)) == [(2026, 16)]


def test_a_certificate_issued_again_stands_once(learner):
    old = Certificate.objects.filter(holder=learner).order_by("pk")[0]
    new = reissue(old, by=learner, reason="Name", now=THIS_YEAR)

    assert [line.certificate.number for line in record_of(learner)] == ["2026-000002", new.number]


def test_page_shows_mine_alone(client, learner):
    client.force_login(learner)

    page = client.get(reverse("learning:record")).content.decode()

    assert all(text in page for text in ("First", "Second", "22.11.2026", "24"))
    assert "Somebody else" not in page
    assert "Академические часы, 2026</dt>" in page


@pytest.mark.parametrize("completions", [1, 3])
def test_page_asks_as_often_for_three_rows_as_for_one(client, completions, django_assert_num_queries):
    person = make_learner()
    for number in range(completions):
        complete(person, f"Course {number}", 1, THIS_YEAR)

    with django_assert_num_queries(2):
        assert len(record_of(person)) == completions


def test_file_says_what_the_screen_says(client, learner):
    client.force_login(learner)

    data = json.loads(client.get(reverse("learning:record_file", args=["json"])).content)

    numbers = [line.certificate.number for line in record_of(learner)]
    assert [(row[0], row[1], row[2], row[4]) for row in data["rows"]] == [
        ("Second", "2026-11-22", 16, numbers[0]),
        ("First", "2026-01-01", 8, numbers[1]),
    ]


@pytest.mark.parametrize("file_format", ["pdf", "csv", "xlsx", "json"])
def test_every_format_is_a_file_without_a_name_in_its_name(client, learner, file_format):
    client.force_login(learner)

    answer = client.get(reverse("learning:record_file", args=[file_format]))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="record.{file_format}"'
    assert len(answer.content) > 100


def test_other_formats_are_404(client, learner):
    client.force_login(learner)

    assert client.get(reverse("learning:record_file", args=["docx"])).status_code == 404
