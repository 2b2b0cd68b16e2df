import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_alive_without_a_database_answers(client, database_away):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_everything_is_migrated_answers(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_ready_with_a_missing_migration_refuses_and_does_not_say_why(client):
    MigrationRecorder(connection).migration_qs.filter(app="reports").delete()

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"not ready")


def test_rel_18_ready_without_a_database_refuses(client, database_away):
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_health_is_never_cached(client):
    assert [client.get(path).headers["Cache-Control"].split(", ")[0] for path in ("/healthz", "/readyz")] == [
        "max-age=0",
        "max-age=0",
    ]
