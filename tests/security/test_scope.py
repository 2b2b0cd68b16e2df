"""ACC-02 beyond the reports: reminders, rules, staff lists, their files and mails name nobody outside the scope.

Three regions with three agencies each, under three ministries; grants that overlap, drawn anew by a fixed seed.
"""

import re
from datetime import date
from itertools import product
from random import Random

import pytest
from django.urls import reverse

from agencies.choices import Role
from agencies.domain.roles import grant_role
from core.tables import FORMATS
from obligations.models import Obligation
from reminders.mails import compose
from reminders.models import Message, Pause
from tests.factories import make_agency, make_course, make_learner, make_region
from tests.factories.obligations import make_obligation, waive
from tests.factories.people import LONG_AGO
from tests.factories.reminders import make_late, make_message, noon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PAGES = (
    "reminders:remind",
    "reminders:overdue",
    "reminders:log",
    "reminders:pauses",
    "obligations:list",
    "obligations:new",
    "obligations:waivers",
    "rosters:upload",
    "rosters:invitations",
)
CELLS = list(product(range(3), repeat=2))
DRAWS = 5


@pytest.fixture
def country():
    """``(regions, ministries, agencies)``, each with people, rules, waivers, pauses and reminders of their own."""
    regions = [make_region(f"region-mark-{row}") for row in range(3)]
    ministries = [make_agency(f"ministry-mark-{column}") for column in range(3)]
    course, rules = make_course(), []
    for row, column in CELLS:
        agency = make_agency(f"agency-mark-{row}{column}", parent=ministries[column], region=regions[row])
        late = make_late(TODAY, agency, course=course, name=f"person-mark-{row}{column}")
        make_message(late, TODAY, course)
        waive(make_learner(f"waived-mark-{row}{column}", agency=agency), course, since=TODAY)
        Pause.objects.create(person=late, until=date(2027, 1, 1), created_at=noon(TODAY))
        newcomer = make_learner(f"invited-mark-{row}{column}", agency=agency)
        type(newcomer).objects.filter(pk=newcomer.pk).update(password="!")
        rules.append((course, agency))
    for course, agency in rules:
        make_obligation(course, agency=agency)
    return regions, ministries


def coordinator_of(grants, regions, ministries):
    person = make_learner("Coordinator")
    for kind, number in grants:
        scope = {"region": regions[number]} if kind == "region" else {"agency": ministries[number]}
        grant_role(person, Role.COORDINATOR, since=LONG_AGO, **scope)
    return person


def said_to(client, person, regions, ministries) -> str:
    """Every page as it opens and with each foreign filter, every file, and the weekly mail."""
    client.force_login(person)
    filters = [{}, *({"region": one.code} for one in regions), *({"agency": one.code} for one in ministries)]
    answers = [client.get(reverse(name), asked) for name in PAGES for asked in filters]
    answers += [
        client.get(reverse("reminders:overdue"), {"format": kind}) for kind in FORMATS if kind in ("csv", "json")
    ]
    message = Message.objects.create(person=person, kind="digest", day=TODAY, language="ru", not_before=noon(TODAY))
    mail = compose([message], today=TODAY)[message.pk]
    answers += [
        client.get(reverse("obligations:detail", args=[pk])) for pk in Obligation.objects.values_list("pk", flat=True)
    ]
    return "\n".join(
        [
            mail.subject,
            mail.body,
            *(b"".join(one).decode() if one.streaming else one.content.decode() for one in answers),
        ]
    )


def test_acc_02_nothing_outside_the_scope_is_said_anywhere(client, country):
    chance, seen_all = Random(20261123), set()
    possible = [("region", number) for number in range(3)] + [("agency", number) for number in range(3)]

    for _draw in range(DRAWS):
        grants = chance.sample(possible, chance.randint(1, 3))
        own = {key for key in CELLS if any(key[kind == "agency"] == number for kind, number in grants)}

        said = said_to(client, coordinator_of(grants, *country), *country)

        seen = {
            (int(mark[0]), int(mark[1])) for mark in re.findall(r"(?:agency|person|waived|invited)-mark-(\d\d)", said)
        }
        assert seen == own, grants
        seen_all |= {word for word in ("person", "waived", "invited") if f"{word}-mark-" in said}

    assert seen_all == {"person", "waived", "invited"}
