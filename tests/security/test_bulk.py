"""Acts on several people at once look at every one of them (ACC-04)."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Invitation, User
from reminders.models import Message
from tests.factories import make_agency, make_coordinator, make_region
from tests.factories.reminders import make_late

pytestmark = pytest.mark.django_db


def newcomer(agency) -> User:
    """Somebody of a staff list who has never signed in."""
    person = User.objects.create_user(None, personnel_number=f"N-{User.objects.count()}", name_ru="Q")
    person.employment_spells.create(agency=agency, since="2026-01-01")
    return person


def test_acc_04_foreign_numbers_in_a_list_change_nobody_elsewhere(client):
    own, elsewhere = (make_agency(region=make_region()) for _n in range(2))
    mine, foreign = newcomer(own), newcomer(elsewhere)
    client.force_login(make_coordinator(region=own.region))
    listed = {name: [mine.pk, foreign.pk] for name in ("person", "people", "id", "selected", "ids")}

    page = client.post(reverse("rosters:invitations"), {"paper": "1", **listed})

    assert page.status_code == 200
    assert list(Invitation.objects.values_list("person", flat=True)) == [mine.pk]
    assert foreign.personnel_number not in page.content.decode()


def test_acc_04_reminders_reach_those_in_scope_whatever_is_listed(client):
    own, elsewhere = (make_agency(region=make_region()) for _n in range(2))
    foreign = make_late(date(2026, 11, 22), elsewhere)
    client.force_login(make_coordinator(region=own.region))

    client.post(reverse("reminders:remind"), {"person": [foreign.pk], "agency": elsewhere.code, "send": "1"})

    assert not Message.objects.exists()
