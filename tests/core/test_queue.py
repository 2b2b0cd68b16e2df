import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core.management.commands import run_worker
from core.queue import put_back_begun, queue_age

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def queued(*, since: datetime, planned_for: datetime | None = None, status=TaskResultStatus.READY) -> DBTaskResult:
    made = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="quizzes.tasks.count_statistics",
        backend_name="background",
        run_after=planned_for or get_date_max(),
        status=status,
    )
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=since)
    return made


def test_rel_18_an_empty_queue_has_no_age():
    assert queue_age(NOW) == timedelta()


def test_rel_18_the_oldest_waiting_task_is_the_age_of_the_queue():
    queued(since=NOW - HOUR)
    queued(since=NOW - 2 * HOUR)

    assert queue_age(NOW) == 2 * HOUR


def test_rel_18_a_planned_task_waits_only_from_its_time():
    queued(since=NOW - 5 * HOUR, planned_for=NOW + HOUR)
    nothing_due = queue_age(NOW)
    queued(since=NOW - 5 * HOUR, planned_for=NOW - HOUR)

    assert (nothing_due, queue_age(NOW)) == (timedelta(), HOUR)


def test_rel_18_what_a_worker_began_is_not_done_yet_and_what_ended_is():
    queued(since=NOW - HOUR, status=TaskResultStatus.RUNNING)
    queued(since=NOW - 3 * HOUR, status=TaskResultStatus.SUCCESSFUL)
    queued(since=NOW - 3 * HOUR, status=TaskResultStatus.FAILED)

    assert queue_age(NOW) == HOUR


def test_rel_12_what_a_killed_worker_began_is_queued_again():
    begun = queued(since=timezone.now() - HOUR, status=TaskResultStatus.RUNNING)
    done = queued(since=timezone.now() - HOUR, status=TaskResultStatus.SUCCESSFUL)

    assert put_back_begun() == 1

    assert list(DBTaskResult.objects.ready()) == [begun]
    done.refresh_from_db()
    assert done.status == TaskResultStatus.SUCCESSFUL


def test_rel_12_the_worker_puts_back_before_it_works(monkeypatch):
    begun = queued(since=timezone.now() - HOUR, status=TaskResultStatus.RUNNING)
    seen = []
    monkeypatch.setattr(run_worker, "call_command", lambda *a, **k: seen.append(DBTaskResult.objects.ready().get()))

    call_command("run_worker")

    assert seen == [begun]


def test_a_command_that_fails_keeps_no_other_from_its_minute(settings, caplog):
    settings.EVERY_MINUTE = ["no_such_command", "publish_due"]
    caplog.set_level("ERROR")

    run_worker.run_due()

    assert [one.args for one in caplog.records] == [("no_such_command",)]


def test_the_clock_stops_with_the_worker():
    is_over = threading.Event()
    is_over.set()

    run_worker.watch_the_clock(is_over)
