import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from agencies.choices import PostCategory, Role
from agencies.domain.employment import employ
from agencies.domain.roles import grant_role
from audit.choices import Event
from audit.models import Entry
from learning.models import StaleFigure
from tests.factories import (
    make_agency,
    make_coordinator,
    make_course,
    make_duty,
    make_learner,
    make_region,
    make_trainer,
)

pytestmark = pytest.mark.django_db

LISTS = ("reports:overview", "reports:agencies")
FORMATS = ("", "xlsx", "csv")


def address(name, *args, language="en", **parameters):
    with translation.override(language):
        path = reverse(name, args=args)
    return f"{path}?{'&'.join(f'{key}={value}' for key, value in parameters.items())}"


def sheet_rows(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def text_of(response):
    """Everything a response says, whatever its format; a spreadsheet is a zip and says nothing as bytes."""
    if response["Content-Type"].startswith("application/vnd"):
        return f"{response.headers} {sheet_rows(response)}"
    return f"{response.headers} {response.content.decode()}"


@pytest.fixture
def department():
    """An agency in a region of its own, with one person enrolled."""
    agency = make_agency("Department", region=make_region("Atyrau"))
    make_duty(make_learner("Person", agency=agency), make_course("UPR"))
    return agency


def test_reports_send_anonymous_people_to_sign_in(client, department):
    for url in (*map(address, LISTS), address("reports:people", department.code)):
        response = client.get(url)

        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("make_person", [make_learner, make_trainer])
def test_reports_do_not_exist_for_learners_and_trainers(make_person, client, department):
    client.force_login(make_person(agency=department))

    for url in (*map(address, LISTS), address("reports:people", department.code)):
        assert client.get(url).status_code == 404
    assert StaleFigure.objects.exists()  # nothing was counted for them either


def test_reports_do_not_exist_for_a_coordinator_of_nothing(client, department):
    client.force_login(make_coordinator(region=make_region()))

    assert client.get(address("reports:overview")).status_code == 404


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_reports_open_in_every_language(language, client, department):
    client.force_login(make_coordinator(region=department.region))

    for url in (
        *(address(name, language=language) for name in LISTS),
        address("reports:people", department.code, language=language),
    ):
        response = client.get(url)

        assert response.status_code == 200
        assert " style=" not in response.content.decode()


def test_overview_is_right_on_the_very_next_page(client, department):
    client.force_login(make_coordinator(region=department.region))
    assert client.get(address("reports:overview")).context["total"].obliged == 1

    make_duty(make_learner(agency=department), make_course())

    assert client.get(address("reports:overview")).context["total"].obliged == 2


def test_drill_down_keeps_the_filter(client, department):
    course = make_course()
    client.force_login(make_coordinator())

    overview = client.get(address("reports:overview", course=course.slug, period="2026")).content.decode()
    agencies = client.get(address("reports:agencies", region=department.region.code, period="2026")).content.decode()

    kept = f"course={course.slug}&amp;period=2026&amp;region={department.region.code}"
    assert f'href="{address("reports:agencies")}{kept}"' in overview
    assert f'href="{address("reports:people", department.code)}period=2026"' in agencies


def test_links_carry_only_what_the_filter_understood(client, department):
    client.force_login(make_coordinator())

    page = client.get(address("reports:overview", order_by="password", _connector="OR")).content.decode()
    rows = page[page.index("<table") : page.index("</table>")]

    assert "password" not in rows
    assert "_connector" not in rows


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    "tampered",
    [
        {"course": "elsewhere"},
        {"region": "KZ-99"},
        {"agency": "elsewhere"},
        {"period": "2026-13"},
        {"period": "yesterday"},
        {"region": "%00"},
    ],
)
def test_tampered_filter_is_not_found(tampered, file_format, client, department):
    client.force_login(make_coordinator())

    for url in (
        *(address(name, **tampered, format=file_format) for name in LISTS),
        address("reports:people", department.code, **tampered, format=file_format),
    ):
        assert client.get(url).status_code in {400, 404}


@pytest.mark.parametrize("file_format", ["docx", "XLSX", "../csv", "xlsx "])
def test_unknown_format_is_not_found(file_format, client, department):
    client.force_login(make_coordinator())

    assert client.get(address("reports:overview", format=file_format)).status_code == 404


def test_acc_03_foreign_agency_answers_like_one_that_does_not_exist(client, department):
    foreign = make_agency("Foreign", region=make_region())
    client.force_login(make_coordinator(region=department.region))

    answers = [client.get(address("reports:people", code)) for code in (foreign.code, "nowhere")]

    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [
        re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(code, "")
        for answer, code in zip(answers, (foreign.code, "nowhere"), strict=True)
    ]
    assert bodies[0] == bodies[1]


def test_acc_02_reports_show_nothing_outside_the_scope(client):
    """Three regions with three agencies each, under three ministries; grants that overlap (ACC-02)."""
    regions = [make_region(f"region-mark-{row}") for row in range(3)]
    ministries = [make_agency(f"ministry-mark-{column}") for column in range(3)]
    agencies = {
        (row, column): make_agency(f"agency-mark-{row}{column}", parent=ministries[column], region=regions[row])
        for row in range(3)
        for column in range(3)
    }
    course = make_course()
    for (row, column), agency in agencies.items():
        learner = make_learner(f"person-mark-{row}{column}", agency=agency, post=f"post-mark-{row}{column}")
        make_duty(learner, course)
    moved = make_learner("moved-mark-22", agency=agencies[0, 0])
    make_duty(moved, course)  # as the rolls of its old agency still have it
    employ(moved, agencies[2, 2], post="post-mark-22", since=date(2026, 1, 1))

    for grants in ([("region", 0)], [("agency", 1)], [("region", 0), ("agency", 0)], [("region", 1), ("region", 0)]):
        coordinator = make_learner("Coordinator")
        for kind, number in grants:
            scope = {"region": regions[number]} if kind == "region" else {"agency": ministries[number]}
            grant_role(coordinator, Role.COORDINATOR, since=date(2020, 1, 1), **scope)
        own = {key for key in agencies if any(key[kind == "agency"] == number for kind, number in grants)}
        client.force_login(coordinator)

        said = _everything_said(client, [agency.code for agency in agencies.values()])

        seen = {(int(mark[0]), int(mark[1])) for mark in re.findall(r"(?:agency|person|post|moved)-mark-(\d\d)", said)}
        assert seen == own, grants
        regions_seen = {int(mark) for mark in re.findall(r"region-mark-(\d)", said)}
        assert regions_seen == {row for row, _column in own}, grants
        total = client.get(address("reports:overview")).context["total"].obliged
        assert total == len(own) + ((0, 0) in own), grants


def _everything_said(client, codes):
    urls = [address(name, format=file_format) for name in LISTS for file_format in FORMATS]
    urls += [address("reports:people", code, format=file_format) for code in codes for file_format in FORMATS]
    responses = [client.get(url) for url in urls]
    return "\n".join(text_of(response) for response in responses)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("page", ["reports:overview", "reports:agencies", "reports:people"])
def test_dos_03_reports_ask_as_often_for_many_rows_as_for_one(
    page, file_format, client, django_assert_max_num_queries, django_assert_num_queries
):
    course, first = make_course(), make_agency(region=make_region())
    make_duty(make_learner(agency=first), course)
    client.force_login(make_coordinator())
    args = [first.code] if page == "reports:people" else []
    url = address(page, *args, format=file_format)
    client.get(url)  # counts the stale figures
    with django_assert_max_num_queries(18) as queries:
        client.get(url)
        for_one_row = len(queries)
    for agency in (first, first, make_agency(region=make_region()), make_agency(region=make_region())):
        make_duty(make_learner(agency=agency), course)
    client.get(url)

    with django_assert_num_queries(for_one_row):
        client.get(url)


TEN_FILTERS = [
    {},
    {"period": "2026-Q3"},
    {"period": "2026-10"},
    {"period": "2026"},
    {"region": "none"},
    {"region": "X1"},
    {"agency": "ministry"},
    {"category": "corpus_a"},
    {"course": "upr", "period": "2026-Q4"},
    {"course": "upr", "region": "X1", "category": "other", "period": "2026-10"},
    {"compare": "2026-Q3"},
    {"period": "2026-Q4", "compare": "2026-09", "region": "X2"},
]


@pytest.fixture
def country(at):
    """Two regions and none, two courses, two categories, a ministry over one agency of each region."""
    courses = [make_course("UPR", slug="upr"), make_course("ICCPR", slug="iccpr")]
    ministry = make_agency("Ministry", code="ministry")
    for region in (make_region("First", code="X1"), make_region("Second", code="X2"), None):
        for number, completed in enumerate(("2026-09-20", "2026-10-20", None)):
            agency = make_agency(region=region, parent=ministry if number == 0 else None)
            learner = make_learner()
            category = PostCategory.CORPUS_A if number == 1 else PostCategory.OTHER
            employ(learner, agency, post="", since=date(2025, 1, 1), category=category)
            for course in courses[: number + 1]:
                make_duty(learner, course, completed_at=at(completed) if completed else None, due_on=date(2026, 9, 30))


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("values", TEN_FILTERS)
@pytest.mark.parametrize("page", LISTS)
def test_exp_02_every_file_says_what_the_screen_says(page, values, client):
    """Screen, XLSX, CSV, JSON and PDF over ten filters and two comparisons (ux 93, 98)."""
    client.force_login(make_coordinator())

    screen = client.get(address(page, **values)).context
    files = {kind: client.get(address(page, **values, format=kind)) for kind in ("xlsx", "csv", "json", "pdf")}

    shown = [_figures_of(row) for row in [*screen["page"], screen["total_row"]]]
    sheet, text = sheet_rows(files["xlsx"]), csv_rows(files["csv"])
    heading = next(number for number, row in enumerate(sheet) if row[1] == "Obliged")
    data = files["json"].json()
    assert [
        [row[0], *map(int, row[1:3]), row[3], *map(int, row[4:8]), *row[8:]] for row in sheet[heading + 1 :]
    ] == shown
    assert [_from_csv(row) for row in text[-len(shown) :]] == shown
    assert [["" if cell is None else cell for cell in row] for row in [*data["rows"], data["total"]]] == shown
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"].content)).pages)
    for row in shown:
        assert _unspaced(_printed(row)) in _unspaced(printed)


def _from_csv(row):
    before = [_ratio(row[8]), float(row[9]) if row[9] else ""] if len(row) > 8 else []
    return [row[0], *map(int, row[1:3]), _ratio(row[3]), *map(int, row[4:8]), *before]


def _printed(row):
    """The row as the PDF has it."""
    share, *before = ["—" if one == "" else f"{one * 100:.1f}%" for one in row[3::5]]
    change = [row[9] and f"{row[9]:+.1f}".replace("-", "−").replace("+0.0", "0.0")] if before else []
    return "".join(map(str, [*row[:3], share, *row[4:8], *before, *change]))


def _unspaced(text):
    return re.sub(r"\s", "", text)


def _figures_of(row):
    figures = row.figures
    flows = [figures.overdue, figures.waived, figures.credited, figures.voluntary]
    before = [_number(row.before.share.ratio), _number(row.change)] if row.before else []
    return [row.name, figures.obliged, figures.compliant, _number(figures.share.ratio), *flows, *before]


def _number(value):
    return "" if value is None else float(value)


def _ratio(text):
    return "" if text == "" else round(float(text.removesuffix("%")) / 100, 3)


def test_agency_where_nobody_is_obliged_has_a_dash_and_no_percent(client):
    make_agency("Empty", region=make_region())
    client.force_login(make_coordinator())

    page = client.get(address("reports:agencies")).content.decode()

    assert "—" in page[page.index("<tbody>") : page.index("</tbody>")]
    assert "0.0%" not in page


def test_dos_02_people_are_listed_fifty_to_a_page_whatever_is_asked(client, department):
    course = make_course()
    for number in range(51):
        make_duty(make_learner(f"Learner {number:02}", agency=department), course)
    client.force_login(make_coordinator())

    first = client.get(address("reports:people", department.code, per_page=1000))
    second = client.get(address("reports:people", department.code, page=2))

    assert [len(response.context["page"]) for response in (first, second)] == [50, 2]
    assert second.context["total"].obliged == 52
    assert len(csv_rows(client.get(address("reports:people", department.code, format="csv")))[-52:]) == 52


def test_priv_06_opening_names_is_recorded_without_naming_anybody(client, department):
    coordinator = make_coordinator(name="Coordinator's name", region=department.region)
    client.force_login(coordinator)

    client.get(address("reports:people", department.code, period="2026"))
    client.get(address("reports:people", department.code, format="xlsx"))

    asked = {"list": "people", "agency": department.code}
    opened = Entry.objects.filter(event=Event.NAMES_OPENED).order_by("pk")
    assert [(one.actor, one.after) for one in opened] == [
        (coordinator.pk, asked | {"format": "page", "period": "2026"}),
        (coordinator.pk, asked | {"format": "xlsx"}),
    ]
    taken = Entry.objects.get(event=Event.EXPORTED)
    assert (taken.actor, taken.after["rows"], taken.after["format"]) == (coordinator.pk, 1, "xlsx")
    said = " ".join(str(vars(one)) for one in Entry.objects.all())
    assert "Person" not in said
    assert coordinator.email not in said
    assert coordinator.name_en not in said


def test_exp_01_files_neutralise_names_like_formulas(client, department):
    make_duty(make_learner("=HYPERLINK(1)", agency=department, post="@SUM(1)"), make_course("+UPR"))
    client.force_login(make_coordinator())

    text = csv_rows(client.get(address("reports:people", department.code, format="csv")))
    sheet = sheet_rows(client.get(address("reports:people", department.code, format="xlsx")))

    assert ["'=HYPERLINK(1)", "'@SUM(1)", "'+UPR"] in [row[:3] for row in text]
    assert ["=HYPERLINK(1)", "@SUM(1)", "+UPR"] in [row[:3] for row in sheet]


def test_exp_02_files_carry_a_header_block_and_no_name_of_the_exporter(client, department):
    coordinator = make_coordinator(name="Coordinator's name", region=department.region)
    client.force_login(coordinator)

    response = client.get(address("reports:agencies", region=department.region.code, format="csv"))
    labels = [row[0] for row in csv_rows(response)[:7]]

    assert labels == ["Completion by agency", "Definition", "Course", "Region", "Period", "Scope", "As of"]
    assert "Coordinator's name" not in response.content.decode()
    assert re.fullmatch(
        rf'attachment; filename="completion_{department.region.code}_\d{{4}}-\d\d-\d\d.csv"',
        response["Content-Disposition"],
    )
