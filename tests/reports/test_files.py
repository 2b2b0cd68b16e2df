"""Long files: written in the background, fetched by their owner with the scope of then (ACC-02, EXP-03)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from agencies.choices import Role
from agencies.domain.roles import grant_role
from reminders.exports import KIND, long_overdue_table
from reports import file_views, files, views
from reports.exports import long_people_table
from reports.files import ask_for_file, path_of, remove_old_files, write_file
from reports.filters import UnknownChoice
from reports.models import TableFile
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region
from tests.factories.reminders import make_late

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LIST = reverse("reminders:overdue")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def north():
    return make_agency("North Department", region=make_region("North"))


@pytest.fixture
def coordinator(client, north):
    coordinator = make_coordinator(region=north.region)
    client.force_login(coordinator)
    return coordinator


@pytest.fixture
def asked(client, coordinator, north, monkeypatch, django_capture_on_commit_callbacks):
    """Five overdue people, and the page to wait for their file, which has been written."""
    monkeypatch.setattr(file_views, "AT_ONCE", 4)
    monkeypatch.setattr(files, "COUNTED", 2)
    course = make_course()
    for number in range(5):
        make_late(TODAY, north, days=20 - number, course=course, name=f"Person {number}")
    client.get(LIST)
    with override("ru"), django_capture_on_commit_callbacks(execute=True):
        answer = client.get(LIST.replace("/en/", "/ru/"), {"format": "xlsx"})
    return answer.url


def content(page):
    return f"{page}content/"


def test_a_long_file_is_written_in_the_background_in_the_language_it_was_asked_in(client, asked):
    file = TableFile.objects.get()

    assert content(asked).encode() in client.get(asked).content
    answer = client.get(content(asked))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    lines = list(sheet.iter_rows(values_only=True))

    assert lines[0][0] == "У кого прошёл срок"
    assert [line[0] for line in lines[-5:]] == [f"Person {number}" for number in range(5)]
    assert (file.rows, file.rows_done, file.state) == (5, 4, "written")
    assert answer["Content-Disposition"] == f'attachment; filename="{file.stem}.xlsx"'
    assert "Person" not in file.stem


def test_exp_03_nobody_else_and_no_other_scope_fetches_it(client, asked, coordinator, north):
    south = make_agency("South Department", region=make_region("South")).region
    grant_role(coordinator, Role.COORDINATOR, since=TODAY, region=south)
    assert client.get(asked).status_code == client.get(content(asked)).status_code == 404
    coordinator.role_assignments.filter(region=north.region).delete()
    assert client.get(content(asked)).status_code == 404
    client.force_login(make_coordinator())
    assert client.get(content(asked)).status_code == 404


def test_a_day_later_it_is_gone_from_the_disk_too(client, asked):
    file = TableFile.objects.get()
    TableFile.objects.update(created_at=NOW - timedelta(hours=25))

    assert client.get(asked).status_code == 404
    call_command("remove_old_files")

    assert not path_of(file).exists()
    assert TableFile.objects.count() == 0


def test_younger_files_stay(asked):
    assert remove_old_files(now=timezone.now()) == 0
    assert path_of(TableFile.objects.get()).exists()


def ask(person, **parameters):
    long = long_overdue_table(person, parameters, NOW)
    return ask_for_file(person, KIND, parameters, "csv", long, now=NOW)


def test_asking_again_while_it_waits_starts_no_second(coordinator):
    first, is_new = ask(coordinator)
    again, is_new_again = ask(coordinator)

    assert (first, is_new, is_new_again) == (again, True, False)
    assert ask(coordinator, category="other")[1]


def test_exp_03_a_scope_that_changed_before_writing_gives_nothing(client, coordinator, north):
    make_late(TODAY, north)
    file, _is_new = ask(coordinator)
    coordinator.role_assignments.all().delete()

    write_file(file, now=NOW)

    file.refresh_from_db()
    assert (file.state, path_of(file).exists()) == ("failed", False)


def test_waiting_is_told_and_a_failure_too(client, coordinator):
    file, _is_new = ask(coordinator)
    page = reverse("reports:file", args=[file.public_id])

    assert b"data-look-again" in client.get(page).content
    assert client.get(content(page)).status_code == 404
    files.give_up(file)
    failed = client.get(page).content
    assert (b"data-look-again" in failed, b'role="status"' in failed) == (False, True)


def test_short_tables_come_at_once(client, coordinator, north):
    make_late(TODAY, north)
    client.get(LIST)

    assert client.get(LIST, {"format": "csv"})["Content-Type"] == "text/csv; charset=utf-8"


def test_strangers_are_asked_to_sign_in(client):
    file, _is_new = ask(make_coordinator())
    make_learner()

    assert client.get(reverse("reports:file", args=[file.public_id])).status_code == 302


def test_many_people_of_an_agency_are_written_in_the_background_too(
    client, coordinator, north, monkeypatch, django_capture_on_commit_callbacks
):
    for module in (views, file_views):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    for number in range(3):
        make_late(TODAY, north, name=f"Person {number}")
    address = reverse("reports:people", args=[north.code])

    with django_capture_on_commit_callbacks(execute=True):
        page = client.get(address, {"format": "csv", "category": "other"}).url
    lines = b"".join(client.get(content(page)).streaming_content).decode().splitlines()

    assert [line.split(";")[0] for line in lines[-3:]] == [f"Person {number}" for number in range(3)]
    assert TableFile.objects.get().parameters == {"category": "other", "people": north.code}
    assert client.get(address, {"format": "pdf"})["Content-Type"] == "application/pdf"


def test_an_agency_outside_the_scope_gives_no_long_file(coordinator):
    with pytest.raises(UnknownChoice):
        long_people_table(coordinator, {"people": make_agency().code}, NOW)
