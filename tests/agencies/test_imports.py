"""The lists that come with the platform, checked without a database."""

import re
from datetime import date

import pytest

from agencies.choices import AgencyKind, RegionKind
from agencies.imports import NAMES, read_agencies, read_regions

REFORM = date(2022, 6, 8)
TERRITORIAL = ("justice", "police", "duis", "prosecutor", "court", "acs", "apa", "ombudsman", "child-ombudsman")
LOCAL = ("maslikhat", "labour", "education", "health", "internal-policy", "religion")


@pytest.fixture(scope="module")
def regions():
    return {region.code: region for region in read_regions()}


@pytest.fixture(scope="module")
def agencies():
    return {agency.code: agency for agency in read_agencies()}


def codes_in_force(regions) -> set[str]:
    return {region.code for region in regions.values() if region.valid_to is None}


def test_regions_are_twenty_in_force_of_which_three_are_cities(regions):
    in_force = [regions[code] for code in codes_in_force(regions)]

    assert len(in_force) == 20
    assert {one.code for one in in_force if one.kind == RegionKind.CITY} == {"KZ-71", "KZ-75", "KZ-79"}


def test_regions_divided_in_2022_are_closed_and_name_their_successors(regions):
    closed = {one.code: (one.valid_to, one.successors) for one in regions.values() if one.valid_to}

    assert closed == {
        "KZ-ALM": (date(2022, 6, 7), ("KZ-19", "KZ-33")),
        "KZ-KAR": (date(2022, 6, 7), ("KZ-35", "KZ-62")),
        "KZ-VOS": (date(2022, 6, 7), ("KZ-63", "KZ-10")),
    }


def test_successors_begin_on_the_day_after(regions):
    successors = [code for region in regions.values() for code in region.successors]

    assert {regions[code].valid_from for code in successors} == {REFORM}
    assert {one.code for one in regions.values() if one.valid_from == REFORM} == set(successors)


def test_every_list_entry_has_three_names_and_an_own_code(regions, agencies):
    for listed, entries in ((regions, read_regions()), (agencies, read_agencies())):
        assert len(listed) == len(entries)
        assert [one.code for one in entries if not all(one.names[field].strip() for field in NAMES)] == []


def test_agencies_differ_in_name_within_each_language(agencies):
    for field in NAMES:
        names = [agency.names[field] for agency in agencies.values()]
        assert {name for name in names if names.count(name) > 1} == set()


def test_kinds_are_known(agencies):
    assert {agency.kind for agency in agencies.values()} <= set(AgencyKind.values)


def test_parents_and_regions_stand_before_what_names_them(regions, agencies):
    seen: set[str] = set()
    for agency in agencies.values():
        assert not agency.parent or agency.parent in seen
        assert not agency.region or agency.region in codes_in_force(regions)
        seen.add(agency.code)


def test_each_region_has_akimat_and_all_territorial_bodies(regions, agencies):
    expected = {
        f"{kind}-{code.lower()}" for code in codes_in_force(regions) for kind in ("akimat", *TERRITORIAL, *LOCAL)
    }

    assert {agency.code for agency in agencies.values() if agency.region} == expected
    assert all(agency.code.endswith(agency.region.lower()) for agency in agencies.values() if agency.region)


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("justice-kz-23", "minjust"),
        ("police-kz-23", "mia"),
        ("duis-kz-23", "kuis"),
        ("prosecutor-kz-23", "gpo"),
        ("court-kz-23", "supreme-court"),
        ("health-kz-23", "akimat-kz-23"),
        ("maslikhat-kz-23", ""),
        ("ns-ngo", ""),
        ("io-undp", ""),
    ],
)
def test_bodies_stand_below_whom_they_answer_to(agencies, code, parent):
    assert agencies[code].parent == parent


@pytest.mark.parametrize(
    ("code", "kk", "ru", "en"),
    [
        (
            "justice-kz-23",
            "Атырау облысының Әділет департаменті",
            "Департамент юстиции Атырауской области",
            "Department of Justice of Atyrau Region",
        ),
        ("court-kz-23", "Атырау облыстық соты", "Атырауский областной суд", "Atyrau Regional Court"),
        ("court-kz-10", "Абай облысының соты", "Суд области Абай", "Abai Regional Court"),
        (
            "duis-kz-71",
            "Астана қаласы бойынша Қылмыстық-атқару жүйесі департаменті",
            "Департамент уголовно-исполнительной системы по городу Астане",
            "Department of the Penal System for Astana City",
        ),
        (
            "prosecutor-kz-27",
            "Батыс Қазақстан облысының прокуратурасы",
            "Прокуратура Западно-Казахстанской области",
            "Prosecutor’s Office of West Kazakhstan Region",
        ),
        (
            "health-kz-79",
            "Шымкент қаласының Денсаулық сақтау басқармасы",
            "Управление здравоохранения города Шымкента",
            "Department of Healthcare of Shymkent City",
        ),
    ],
)
def test_territorial_names_are_inflected(agencies, code, kk, ru, en):
    names = agencies[code].names

    assert (names["name_kk"], names["name_ru"], names["name_en"]) == (kk, ru, en)


def test_names_carry_no_leftovers_of_patterns_or_notes(agencies):
    leftover = re.compile(r"[{}]|  |^\s|\s$|\bto check\b")

    assert [name for one in agencies.values() for name in one.names.values() if leftover.search(name)] == []


def test_abolished_agency_is_kept_with_its_last_day(agencies):
    assert agencies["anticor-agency"].valid_to == date(2025, 6, 30)
    assert agencies["knb-anticor"].valid_from == date(2025, 7, 1)
