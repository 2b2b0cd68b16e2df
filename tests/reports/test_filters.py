from datetime import date

import pytest
from django.utils import translation

from reports.filters import ReportFilter, UnknownChoice, scope_of
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region, make_trainer

pytestmark = pytest.mark.django_db


def test_scope_of_a_region_holds_the_ministries_departments_there():
    atyrau, abai = make_region(), make_region()
    ministry = make_agency()
    here, there = make_agency(parent=ministry, region=atyrau), make_agency(parent=ministry, region=abai)

    scope = scope_of(make_coordinator(region=atyrau))

    assert list(scope.by_code) == [here.code]
    assert list(scope.regions) == [atyrau.code]
    assert there.code not in scope.by_code


def test_scope_of_a_ministry_holds_its_subtree_in_all_regions():
    atyrau = make_region()
    ministry = make_agency()
    here = make_agency(parent=ministry, region=atyrau)
    make_agency(region=atyrau)

    scope = scope_of(make_coordinator(agency=ministry))

    assert set(scope.by_code) == {ministry.code, here.code}
    assert scope.has_agencies_without_region


def test_scope_of_learners_and_trainers_is_empty():
    agency = make_agency()

    assert [scope_of(person).by_code for person in (make_learner(agency=agency), make_trainer())] == [{}, {}]


def test_filter_names_what_it_chose_and_spells_itself_again():
    region, course = make_region("Atyrau"), make_course("UPR")
    agency = make_agency("Akimat", region=region)
    scope = scope_of(make_coordinator())
    values = {"course": course.slug, "region": region.code, "agency": agency.code, "period": "2026-Q3"}

    with translation.override("en"):
        chosen = ReportFilter.parse(values, scope)

        assert chosen.parameters == values
        assert chosen.labels == [
            ("Course", "UPR"),
            ("Region", "Atyrau"),
            ("Agency", "Akimat"),
            ("Period", "2026, quarter 3"),
        ]
    assert chosen.period.last_day == date(2026, 9, 30)


def test_filter_without_values_chooses_all():
    make_agency()

    chosen = ReportFilter.parse({"course": "", "region": "", "agency": "", "period": ""}, scope_of(make_coordinator()))

    assert (chosen.course, chosen.region, chosen.agency, chosen.parameters) == (None, None, None, {})


def test_filter_by_agency_keeps_what_is_below_it():
    parent = make_agency()
    child = make_agency(parent=parent)
    make_agency()

    chosen = ReportFilter.parse({"agency": parent.code}, scope_of(make_coordinator()))

    assert [agency.code for agency in chosen.agencies] == [parent.code, child.code]


def test_filter_by_no_region_keeps_bodies_of_the_whole_country():
    ministry = make_agency()
    make_agency(region=make_region())

    chosen = ReportFilter.parse({"region": "none"}, scope_of(make_coordinator()))

    assert [agency.code for agency in chosen.agencies] == [ministry.code]


def test_filter_offers_agencies_with_others_below_and_the_chosen_one():
    ministry = make_agency("B")
    make_agency("C", parent=ministry)
    leaf = make_agency("A")

    chosen = ReportFilter.parse({"agency": leaf.code}, scope_of(make_coordinator()))

    assert [str(agency) for agency in chosen.agency_choices] == ["A", "B"]


@pytest.mark.parametrize("name", ["course", "region", "agency", "period"])
@pytest.mark.parametrize("value", ["elsewhere", "1", "' OR 1=1 --", "none\x00", "2026-13", "%", "__all__"])
def test_acc_07_filter_refuses_what_it_does_not_know(name, value):
    make_agency(region=make_region())

    with pytest.raises(UnknownChoice):
        ReportFilter.parse({name: value}, scope_of(make_coordinator()))


def test_filter_refuses_what_lies_outside_the_scope():
    own, foreign = make_region(), make_region()
    make_agency(region=own)
    outside = make_agency(region=foreign)
    scope = scope_of(make_coordinator(region=own))

    for values in ({"region": foreign.code}, {"agency": outside.code}, {"region": "none"}):
        with pytest.raises(UnknownChoice):
            ReportFilter.parse(values, scope)


def test_acc_07_filter_ignores_names_it_does_not_list():
    make_agency()
    tampered = {"order_by": "viewer__password", "agency__code__startswith": "a", "_connector": "OR"}

    assert ReportFilter.parse(tampered, scope_of(make_coordinator())).parameters == {}


def test_scope_prefers_the_open_course_where_two_share_a_slug():
    make_agency()
    make_course(slug="upr", is_open=False, position=9)
    live = make_course(slug="upr")

    assert scope_of(make_coordinator()).courses["upr"] == live
