"""PRIV-05: what is kept for a time goes by itself; PRIV-08 and PRIV-09: the lists that an incident asks for."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.models import SignInTry, User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from agencies.models import EmploymentSpell
from audit.choices import Event
from audit.domain.recording import record
from privacy.domain.retention import erase_outdated, remove_outdated
from privacy.rules.register import ACCOUNT_KEPT_DAYS, REGISTER, TIDIED
from reminders.models import Pause
from tests.factories import make_agency, make_coordinator, make_learner, make_region
from tests.privacy.marked import AT, ONCE, Marked

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_priv_05_every_period_runs_out_and_none_too_early():
    marked = Marked("Qasym")
    periods = {one.model: one.kept for one in REGISTER if one.kept}

    assert remove_outdated(now=AT) == {}
    assert remove_outdated(now=AT + timedelta(days=2)) == {"reports.TableFile": 1}
    assert remove_outdated(now=AT + timedelta(days=1000)).keys() == periods.keys() - {"reports.TableFile"}
    assert [label for label in periods if periods[label] and marked.made[_model(label)].pk in _numbers(label)] == []
    assert remove_outdated(now=AT + timedelta(days=1000)) == {}


def test_priv_05_a_row_stays_on_its_last_day():
    person = make_learner()
    Pause.objects.create(person=person, until=ONCE, created_at=AT)

    assert remove_outdated(now=datetime.combine(ONCE + timedelta(days=30), AT.time(), UTC)) == {}
    assert remove_outdated(now=datetime.combine(ONCE + timedelta(days=31), AT.time(), UTC)) == {"reminders.Pause": 1}


def test_priv_05_sign_in_tries_go_after_a_day():
    SignInTry.objects.create(key="a", at=NOW - timedelta(hours=23))
    SignInTry.objects.create(key="b", at=NOW - timedelta(hours=25))

    assert "accounts.SignInTry" in TIDIED
    assert remove_outdated(now=NOW) == {"accounts.SignInTry": 1}
    assert SignInTry.objects.get().key == "a"


def test_priv_05_people_whose_time_is_up_are_erased():
    gone, recent, works, holds = (make_learner(agency=make_agency()) for _n in range(4))
    last = timezone.localdate() - timedelta(days=ACCOUNT_KEPT_DAYS)
    ended = EmploymentSpell.objects.filter(person__in=[gone, holds])
    EmploymentSpell.objects.filter(person=recent).update(until=last)
    ended.update(until=last - timedelta(days=1))
    grant_role(holds, Role.TRAINER, since=date(2020, 1, 1))
    never_employed = make_learner()

    call_command("remove_outdated")

    assert list(User.objects.exclude(erased_on=None)) == [gone]
    assert erase_outdated(now=timezone.now()) == 0
    assert {works.pk, never_employed.pk} <= set(User.objects.filter(erased_on=None).values_list("pk", flat=True))


def test_priv_08_the_list_of_people_an_account_read(tmp_path):
    agency, other = make_agency(region=make_region()), make_agency()
    read, elsewhere, touched = make_learner("Q", agency=agency), make_learner(agency=other), make_learner()
    thief = make_coordinator(region=agency.region)
    record(Event.NAMES_OPENED, actor=thief.pk, after={"list": "people", "agency": agency.code})
    record(Event.NAMES_OPENED, actor=elsewhere.pk, after={"list": "people", "agency": other.code})
    record(Event.WAIVED, actor=thief.pk, subject=touched)
    window = {"since": "2020-01-01T00:00", "until": "2100-01-01T00:00"}

    assert listed(tmp_path / "a", account=thief.email, **window) == [read.email]
    assert listed(tmp_path / "b", account=thief.email, since="2020-01-01T00:00", until="2020-01-02T00:00") == []
    assert listed(tmp_path / "c", **window) == [touched.email]
    assert listed(tmp_path / "d", agency=[other.code]) == [elsewhere.email]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_priv_08_a_list_without_an_agency_counts_for_the_whole_scope(tmp_path):
    agency = make_agency(region=make_region())
    inside, _outside = make_learner(agency=agency), make_learner(agency=make_agency(region=make_region()))
    thief = make_coordinator(region=agency.region)
    record(Event.EXPORTED, actor=thief.pk, after={"table": "overdue"})

    found = listed(tmp_path / "a", account=thief.email, since="2020-01-01T00:00", until="2100-01-01T00:00")

    assert found == [inside.email]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"agency": ["nowhere"]}, "no agency"),
        ({"account": "nobody", "since": "2026-01-01T00:00", "until": "2026-01-02T00:00"}, "Nobody has"),
        ({"account": "nobody"}, "Name --since"),
        ({"since": "2026-99-01T00:00", "until": "x"}, "Name --since"),
    ],
)
def test_priv_08_what_is_missing_is_said(tmp_path, options, told):
    with pytest.raises(CommandError, match=told):
        call_command("list_affected", str(tmp_path / "a"), **options)

    assert list(tmp_path.iterdir()) == []


def test_priv_08_a_file_that_is_there_stays(tmp_path):
    (tmp_path / "a").write_text("kept")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("list_affected", str(tmp_path / "a"), agency=[make_agency().code])

    assert (tmp_path / "a").read_text() == "kept"


def test_priv_09_every_connection_is_listed(capsys, settings):
    settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_PASSWORD = "mail.demo.example", 587, "secret"
    app = {"settings": {"server_url": "https://id.demo.example"}, "secret": "secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    call_command("list_connections")

    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if not line.startswith("database")] == [
        "mail\tmail.demo.example:587",
        "state identity\thttps://id.demo.example",
    ]


def listed(path, **options) -> list[str]:
    """The e-mail addresses of the written list."""
    call_command("list_affected", str(path), **options)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["email"] for row in csv.DictReader(file, delimiter=";")]


def _model(label: str):
    return next(one.model_class for one in REGISTER if one.model == label)


def _numbers(label: str) -> list[int]:
    return list(_model(label)._base_manager.values_list("pk", flat=True))
