"""One line of a timer does all that is due once a day."""

import io

import pytest
from django.core.management import CommandError, call_command, get_commands

from elearn.management.commands import run_nightly

QUEUE = {"background": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
def test_every_errand_is_run_on_a_site_that_is_well(settings):
    settings.TASKS = settings.TASKS | QUEUE
    output = io.StringIO()

    call_command("run_nightly", stdout=output)

    told = output.getvalue()
    assert [errand[0] for errand in run_nightly.ERRANDS if f"{errand[0]}: " not in told] == []
    assert "No contradictions." in told


def test_what_must_happen_every_night_is_among_the_errands():
    names = [errand[0] for errand in run_nightly.ERRANDS]

    assert {
        "close_overdue_attempts",
        "sync_roles",
        "rebuild_cells",
        "count_statistics",
        "clearsessions",
        "check_invariants",
    } <= set(names)
    assert set(names) <= set(get_commands())


def test_a_failing_errand_is_named_and_does_not_stop_the_others(monkeypatch, caplog):
    run = []

    def call(name: str, *arguments: str, **options: object) -> None:
        run.append(name)
        if name in ("sync_roles", "check_invariants"):
            raise CommandError("broken")

    monkeypatch.setattr(run_nightly, "call_command", call)

    with pytest.raises(CommandError, match=r"^Failed: sync_roles, check_invariants$"):
        call_command("run_nightly", stdout=io.StringIO())

    assert run == [errand[0] for errand in run_nightly.ERRANDS]
