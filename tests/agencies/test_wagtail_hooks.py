"""Administrators look up, rename and close places; nobody adds or deletes them by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from agencies.models import Agency
from tests.factories import make_agency, make_learner, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client) -> User:
    user = User.objects.create_superuser("root@demo.example")
    client.force_login(user)
    return user


def test_agencies_are_listed_and_searched(client, administrator):
    make_agency("Justice department", region=make_region())
    make_agency("Health department")

    page = client.get(reverse("agency:index"), {"q": "justice"}).content.decode()

    assert "Justice department" in page
    assert "Health department" not in page


def test_agency_is_renamed_and_closed(client, administrator):
    agency = make_agency("Old name")

    client.post(
        reverse("agency:edit", args=[agency.pk]),
        {"name_kk": "Жаңа", "name_ru": "Новое", "name_en": "New", "valid_from": "", "valid_to": "2026-06-30"},
    )

    agency.refresh_from_db()
    assert (agency.name_kk, agency.name_en, str(agency.valid_to)) == ("Жаңа", "New", "2026-06-30")


@pytest.mark.parametrize("name", ["region", "agency"])
def test_places_are_not_added_by_hand(client, administrator, name):
    listing = client.get(reverse(f"{name}:index")).content.decode()

    assert client.get(reverse(f"{name}:add")).status_code == 302
    assert reverse(f"{name}:add") not in listing


def test_agency_is_not_deleted(client, administrator):
    agency = make_agency()

    client.post(reverse("agency:delete", args=[agency.pk]))

    assert Agency.objects.filter(pk=agency.pk).exists()


def test_learner_does_not_reach_the_lists(client):
    client.force_login(make_learner())

    assert client.get(reverse("agency:index")).status_code == 302


def test_agency_list_costs_the_same_for_three_regions_as_for_one(client, administrator, django_assert_num_queries):
    url = reverse("agency:index")
    make_agency(region=make_region())
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)

    for _number in range(2):
        make_agency(region=make_region())

    with django_assert_num_queries(len(one)):
        client.get(url)
