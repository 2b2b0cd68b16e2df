"""Registering lists again and again."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from agencies.choices import AgencyKind, RegionKind
from agencies.domain.places import AgencyRecord, RegionRecord, Registered, register_agencies, register_regions
from agencies.imports import read_agencies, read_regions
from agencies.models import Agency, Region

pytestmark = pytest.mark.django_db


def named(name: str) -> dict[str, str]:
    return {"name_kk": f"{name} kk", "name_ru": f"{name} ru", "name_en": f"{name} en"}


NEW = RegionRecord("KZ-23", "atyrau", RegionKind.REGION, named("Atyrau"), date(2022, 6, 8))
OLD = replace(
    NEW, code="KZ-OLD", slug="old", valid_to=date(2022, 6, 7), valid_from=date(1991, 12, 16), successors=("KZ-23",)
)
MINISTRY = AgencyRecord("minjust", AgencyKind.MINISTRY, named("Justice"))
DEPARTMENT = AgencyRecord("justice-kz-23", AgencyKind.TERRITORIAL_DEPARTMENT, named("Dept"), "minjust", "KZ-23")


def snapshot() -> list[dict]:
    return [*Region.objects.order_by("pk").values(), *Agency.objects.order_by("pk").values()]


def test_load_places_twice_changes_nothing_the_second_time():
    call_command("load_places", stdout=StringIO())
    before = snapshot()

    call_command("load_places", stdout=(second := StringIO()))

    assert snapshot() == before
    assert second.getvalue().splitlines() == ["Regions: 0 added, 0 renamed", "Agencies: 0 added, 0 renamed"]


def test_load_places_builds_what_the_lists_say():
    call_command("load_places", stdout=StringIO())

    assert Region.objects.count() == len(read_regions())
    assert Agency.objects.count() == len(read_agencies())
    assert Agency.find_problems() == ([], [], [], [], [])
    assert [one.code for one in Agency.objects.get(code="duis-kz-23").get_ancestors()] == ["gov", "mia", "kuis"]
    assert Agency.objects.get(code="akimat-kz-23").get_descendants().count() == 5
    assert set(Region.objects.get(code="KZ-VOS").successors.values_list("code", flat=True)) == {"KZ-63", "KZ-10"}


def test_register_regions_links_closed_region_to_successor():
    assert register_regions([NEW, OLD]) == Registered(added=2, renamed=0)

    assert [one.code for one in Region.objects.get(code="KZ-23").predecessors.all()] == ["KZ-OLD"]


def test_register_agencies_renames_and_leaves_the_rest_as_decided_here():
    register_regions([NEW])
    register_agencies([MINISTRY, DEPARTMENT])
    Agency.objects.filter(code="justice-kz-23").update(valid_to=date(2026, 1, 1), region=None)
    renamed = replace(DEPARTMENT, names=named("Department"))

    assert register_agencies([MINISTRY, renamed]) == Registered(added=0, renamed=1)

    department = Agency.objects.get(code="justice-kz-23")
    assert (department.name_en, department.valid_to, department.region) == ("Department en", date(2026, 1, 1), None)


def test_register_agencies_keeps_and_does_not_close_what_the_list_leaves_out():
    register_agencies([MINISTRY])

    register_agencies([])

    assert Agency.objects.get(code="minjust").valid_to is None


def test_register_agencies_takes_parent_that_came_with_an_earlier_list():
    register_regions([NEW])
    register_agencies([MINISTRY])

    register_agencies([DEPARTMENT])

    assert Agency.objects.get(code="justice-kz-23").get_parent().code == "minjust"


@pytest.mark.parametrize("broken", [replace(DEPARTMENT, parent="nobody"), replace(DEPARTMENT, region="KZ-99")])
def test_register_agencies_with_unknown_parent_or_region_writes_nothing(broken):
    register_regions([NEW])

    with pytest.raises(KeyError):
        register_agencies([MINISTRY, broken])

    assert not Agency.objects.exists()
