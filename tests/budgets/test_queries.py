"""How often a page asks the database: what learners and coordinators wait for on a busy evening."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Response
from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region

pytestmark = pytest.mark.django_db
LESSON, QUESTION, ANSWER = 8, 8, 6
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def queries_of(call) -> list[str]:
    """What one call asks; how a transaction begins and ends is no question."""
    with CaptureQueriesContext(connection) as captured:
        response = call()
    assert response.status_code < 400
    return [one["sql"] for one in captured if not one["sql"].startswith(TRANSACTION)]


@pytest.fixture
def stage(make_stage, client):
    """The stage, its learner signed in, caches warm as after the first reader."""
    made = make_stage()
    client.force_login(made.learner)
    client.get(made.lesson)
    client.get(made.question)
    return made


def test_lesson_asks_little(stage, client):
    asked = queries_of(lambda: client.get(stage.lesson))

    assert len(asked) <= LESSON, "\n".join(asked)


def test_question_asks_little(stage, client):
    asked = queries_of(lambda: client.get(stage.question))

    assert len(asked) <= QUESTION, "\n".join(asked)


def test_saving_an_answer_asks_little(stage, client):
    layout = Response.objects.get(attempt=stage.attempt, position=1).layout[0]
    form = {f"answer-{layout['token']}": layout["options"][0][0], "sequence": "1"}

    asked = queries_of(lambda: client.post(stage.autosave, form))

    assert len(asked) <= ANSWER, "\n".join(asked)


@pytest.mark.parametrize("name", ["overview", "agencies", "people"])
def test_coordinators_pages_ask_as_often_for_three_rows_as_for_one(name, client):
    course, region = make_course(), make_region()
    agency = make_agency(region=region)
    client.force_login(make_coordinator())
    address = reverse(f"reports:{name}", args=[agency.code] if name == "people" else [])
    counts = []
    for agencies in ([agency], [agency, agency, make_agency(region=make_region()), make_agency(region=region)]):
        for one in agencies:
            make_duty(make_learner(agency=one), course)
        client.get(address)  # counts what is stale
        counts.append(len(queries_of(lambda: client.get(address))))

    assert counts[0] == counts[1]
