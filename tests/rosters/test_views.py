"""The screens: who gets there, what they show of whom, and that only posting changes anything."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from accounts.models import User
from agencies.domain.employment import employ
from agencies.models import EmploymentSpell
from audit.choices import Event
from audit.models import Entry
from obligations.models import Duty
from rosters.domain.rows import FIELDS
from rosters.formats.headings import field_of
from rosters.imports import read_roster
from rosters.models import RosterImport
from tests.factories import (
    make_administrator,
    make_agency,
    make_coordinator,
    make_course,
    make_learner,
    make_region,
    make_trainer,
)
from tests.factories.obligations import oblige
from tests.factories.people import LONG_AGO
from tests.factories.rosters import csv_list, preview, xlsx_list

pytestmark = pytest.mark.django_db
ANNA = {"number": "N1", "name_ru": "Иванова Анна", "email": "anna@demo.example"}


def address(name, *args):
    with translation.override("en"):
        return reverse(f"rosters:{name}", args=args)


def upload(client, agency, *rows, file=None, **fields):
    file = file or SimpleUploadedFile("list.csv", csv_list(rows).encode())
    given = {"agency": agency.pk, "as_of": f"{timezone.localdate():%Y-%m-%d}", "file": file}
    return client.post(address("upload"), given | fields)


def text(response):
    return response.content.decode()


@pytest.fixture
def department():
    return make_agency("Department", region=make_region("North"))


@pytest.fixture
def coordinator(client, department):
    coordinator = make_coordinator(region=department.region)
    client.force_login(coordinator)
    return coordinator


def test_from_the_file_to_the_people(client, coordinator, department):
    course = make_course()
    oblige(course, agency=department)

    response = upload(client, department, ANNA, file=SimpleUploadedFile("list.xlsx", xlsx_list([ANNA])))
    roster = RosterImport.objects.get()
    assert response.url == address("preview", roster.public_id)
    assert (roster.owner, roster.file_name, roster.counts) == (coordinator, "list.xlsx", {"joined": 1})

    page = text(client.get(response.url))
    assert "Иванова Анна" in page
    assert not User.objects.filter(personnel_number="N1").exists()

    assert client.post(response.url).url == response.url
    person = User.objects.get(personnel_number="N1")
    assert EmploymentSpell.objects.get(person=person).agency == department
    assert Duty.objects.get(learner=person).course == course
    assert "What the list has changed" in text(client.get(response.url))


@pytest.mark.parametrize("make", [make_learner, make_trainer])
def test_for_everybody_else_there_is_nothing(client, department, make):
    client.force_login(make())

    assert client.get(address("upload")).status_code == 404
    assert client.get(address("template")).status_code == 404
    assert upload(client, department, ANNA).status_code == 404


def test_anonymous_people_sign_in_first(client):
    assert "login" in client.get(address("upload")).url


def test_an_administrator_keeps_every_list(client, department):
    client.force_login(make_administrator())

    assert upload(client, department, ANNA).status_code == 302


def test_other_regions_are_not_there(client, coordinator, department):
    foreign = make_agency("Foreign", region=make_region("South"))
    roster = preview(foreign, ANNA, owner=make_coordinator(region=foreign.region))

    assert "Foreign" not in text(client.get(address("upload")))
    assert upload(client, foreign, ANNA).status_code == 422
    for name, args in (("preview", ()), ("report", ("csv",))):
        assert client.get(address(name, roster.public_id, *args)).status_code == 404
    assert client.post(address("preview", roster.public_id)).status_code == 404
    assert not User.objects.filter(personnel_number="N1").exists()


def test_a_dry_run_is_its_owners_alone_and_ends_with_the_role(client, coordinator, department):
    other = preview(department, ANNA, owner=make_coordinator(region=department.region))
    own = preview(department, ANNA, owner=coordinator)

    assert client.get(address("preview", other.public_id)).status_code == 404
    assert client.get(address("preview", own.public_id)).status_code == 200
    coordinator.role_assignments.update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(address("preview", own.public_id)).status_code == 404


def test_acc_02_of_people_outside_nothing_is_shown_but_the_row_as_typed(client, coordinator, department):
    elsewhere = make_agency("Secret Agency", region=make_region("Secret Region"))
    stranger = make_learner("Secret Name", agency=elsewhere, personnel_number="N7", email="secret@demo.example")
    make_learner("Secret Two", agency=elsewhere, email="two@demo.example")
    rows = [
        {"number": "N7", "name_ru": "Typed Name"},
        {"number": "N8", "name_ru": "Typed Two", "email": "two@demo.example", "unit": "Secret Agency"},
        {"number": "N7", "email": "two@demo.example", "name_ru": "Typed Three"},
    ]
    for given in (rows[:1], rows[1:2], rows[2:]):
        response = upload(client, department, *given, is_complete="on")
        shown = text(client.get(response.url)) + text(client.get(response.url.rstrip("/") + "/rows.csv"))
        assert given[0]["name_ru"] in shown
        assert not any(word in shown.replace("«Secret Agency»", "").replace("“Secret Agency”", "") for word in (
            "Secret Name", "Secret Two", "Secret Region", "secret@demo.example",
        ))  # fmt: skip
    assert EmploymentSpell.objects.get(person=stranger, until=None).agency == elsewhere


def test_imp_06_a_unit_elsewhere_and_one_that_never_was_get_the_same_sentence(client, coordinator, department):
    make_agency("Elsewhere", region=make_region())
    said = []
    for unit in ("Elsewhere", "Never was"):
        roster = preview(department, ANNA | {"unit": unit}, owner=coordinator)
        said.append(str(roster.lines.get().problems).replace(unit, ""))

    assert said[0] == said[1]


def test_many_leavers_ask_for_their_number(client, coordinator, department):
    learner = make_learner("Leaver", agency=department)
    make_learner("Leaver", agency=department)
    path = upload(client, department, ANNA, is_complete="on").url

    assert "Leaver" in text(client.get(path))
    for typed in ({}, {"leavers": "1"}, {"leavers": "x"}):
        assert client.post(path, typed).status_code == 422
    assert EmploymentSpell.objects.filter(person=learner, until=None).exists()

    assert client.post(path, {"leavers": "2"}).status_code == 302
    assert not EmploymentSpell.objects.filter(person=learner, until=None).exists()


def test_a_change_in_between_is_said_and_nothing_happens(client, coordinator, department):
    learner = make_learner("Anna", agency=department, personnel_number="N1")
    path = upload(client, department, {"number": "N1", "post": "head"}).url
    employ(learner, department, post="expert", since=timezone.localdate() - timedelta(days=1))

    response = client.post(path, follow=True)

    assert response.redirect_chain[-1][0] == address("upload")
    assert "Nothing was changed" in text(response)


def test_a_second_post_only_says_so(client, coordinator, department):
    path = upload(client, department, ANNA).url
    client.post(path)

    assert "taken over already" in text(client.post(path, follow=True))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": SimpleUploadedFile("a.csv", b"x")}, "no headings"),
        ({"file": SimpleUploadedFile("a.xlsm", b"PK")}, "macros"),
        ({"as_of": "2999-01-01"}, "an earlier day"),
        ({"encoding": "utf-7"}, "utf-7"),
    ],
)
def test_what_is_wrong_is_said(client, coordinator, department, fields, sentence):
    response = upload(client, department, ANNA, **fields)

    assert response.status_code == 422
    assert sentence in text(response)
    assert not RosterImport.objects.exists()


def test_rows_can_be_chosen_by_kind_and_page(client, coordinator, department):
    rows = [{"number": f"N{number}", "name_ru": f"Person {number:03}"} for number in range(60)]
    path = upload(client, department, *rows, {"name_ru": "Nobody"}).url

    assert "Person 059" not in text(client.get(path))
    assert "Person 059" in text(client.get(path, {"page": 2}))
    assert "Nobody" in text(client.get(path, {"kind": "problem"}))
    assert "Person 0" not in text(client.get(path, {"kind": "problem"}))
    for parameters in ({"kind": "x"}, {"page": "x"}, {"page": 9}):
        assert client.get(path, parameters).status_code == 404


def report_rows(content, file_format):
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_rows_that_need_attention_leave_as_a_file_that_comes_back(client, coordinator, department, file_format):
    path = upload(client, department, ANNA, {"number": "=2+5", "name_ru": "Borisov", "email": "b@demo.example"}).url

    response = client.get(f"{path}rows.{file_format}")

    rows = report_rows(response.content, file_format)
    (row,) = [one for one in rows if "Borisov" in one]
    assert "This is not a personnel number" in row[2]
    assert not any("Иванова" in str(one) for one in rows)
    (again,) = read_roster(f"a.{file_format}", response.content).rows
    assert again.cells["name_ru"] == "Borisov"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_empty_list_can_be_filled_in(client, coordinator, language):
    content = client.get(address("template").replace("/en/", f"/{language}/")).content

    assert list(FIELDS) in [[field_of(str(cell)) for cell in row] for row in report_rows(content, "xlsx")]
    with pytest.raises(Exception, match="no_rows"):
        read_roster("list.xlsx", content)


def test_priv_06_opening_names_is_recorded(client, coordinator, department):
    path = upload(client, department, ANNA).url

    client.get(path)

    entry = Entry.objects.get(event=Event.NAMES_OPENED)
    assert (entry.actor, entry.after) == (coordinator.pk, {"list": "roster_opened", "agency": department.code})


def test_three_rows_ask_as_often_as_one(client, coordinator, department):
    def queries(*numbers):
        rows = []
        for number in numbers:
            make_learner(f"Person {number}", agency=department, personnel_number=number, since=LONG_AGO)
            rows.append({"number": number, "post": "head"})
        path = upload(client, department, *rows).url
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    queries("A")
    assert queries("B") == queries("C", "D", "E")


def test_names_are_written_as_text(client, coordinator, department):
    path = upload(client, department, ANNA | {"name_ru": "<script>alert(1)</script>"}).url

    assert "<script>alert" not in text(client.get(path))
