"""A coordinator brings a staff list: file, dry run, typed number of leavers, taken over; the second time nothing."""

import pytest

from agencies.models import EmploymentSpell
from agencies.rules import agencies_with_roster_of
from tests.factories.rosters import xlsx_list
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_list_from_file_to_people(language, account, open_context, sign_in, every_look, live_site, tmp_path):
    agency, leavers = busiest_agency(account("atyrau"))
    file = tmp_path / "list.xlsx"
    file.write_bytes(xlsx_list(staff_list()))
    context = open_context(language)
    use_language(context, language, live_site)
    sign_in(context, account("atyrau"))
    page = context.new_page()
    page.goto(f"/{language}/roster/")
    every_look(page, "roster-upload")

    upload(page, agency, file)
    every_look(page, "roster-preview")
    page.fill("#id_leavers", str(leavers + 1))
    page.locator("main form[method=post] button").click()
    page.locator(".govuk-error-summary").wait_for()
    page.fill("#id_leavers", str(leavers))
    page.locator("main form[method=post] button").click()
    page.locator("main form[method=post]").wait_for(state="detached")

    staff = EmploymentSpell.objects.filter(agency__path__startswith=agency.path, until=None)
    assert set(staff.values_list("person__personnel_number", flat=True)) == {"A1", "A2"}
    page.goto(f"/{language}/roster/")
    upload(page, agency, file)
    assert page.locator("main form[method=post]").count() == 0


def busiest_agency(coordinator):
    """The coordinator's agency where most people work, and how many they are with everything below."""
    agencies = agencies_with_roster_of(coordinator)
    working = EmploymentSpell.objects.filter(until=None)
    agency = max(agencies, key=lambda one: working.filter(agency=one).count())
    return agency, working.filter(agency__in=agencies.filter(path__startswith=agency.path)).count()


def staff_list():
    """Two people who can be taken over, and one row for each kind of trouble."""
    return [
        {"number": "A1", "name_ru": "Ахметова Гульнар Сериковна", "name_kk": "Ахметова Гүлнәр", "post": "Эксперт"},
        {"number": "A2", "name_ru": "Иванов Пётр", "email": "ivanov@demo.example", "category": "Б"},
        {"number": "A3", "name_ru": "Сидорова Вера", "since": "31.02.2026"},
        {"number": "A4", "name_ru": "Двойной Иван"},
        {"number": "A4", "name_ru": "Двойной Иван"},
    ]


def upload(page, agency, file):
    """Choose agency and file, and say that the list is complete."""
    page.select_option("#id_agency", str(agency.pk))
    page.set_input_files("#id_file", file)
    page.check("#id_is_complete")
    page.locator("main form[method=post] button").click()
    page.wait_for_url("**/roster/*-*/")
