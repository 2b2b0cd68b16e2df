"""The people of the demo country: a few who can sign in, and many who make figures. None of them is real."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts.models import User
from agencies.choices import Role
from agencies.domain.employment import employ
from agencies.domain.roles import grant_role
from agencies.models import Agency, Region

DATA = Path(__file__).parent / "data"
DOMAIN = "demo.example"
# Said aloud on purpose: this app is not installed in production.
PASSWORD = "Atyrau-2026-demo"  # noqa: S105
FIRST_DAY = date(2025, 1, 6)
PERSON_FIELDS = ("name_kk", "name_ru", "name_en", "language")


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the demo country. ``title`` says what the account shows; without one nobody signs in with it."""

    login: str
    agency: str
    post: str
    fields: dict[str, str]
    title: str = ""
    role: str = ""
    region: str = ""
    scope: str = ""

    @property
    def email(self) -> str:
        """The sign-in name."""
        return f"{self.login}@{DOMAIN}"


def demo_accounts() -> list[DemoPerson]:
    """Those who can sign in, all with ``PASSWORD``."""
    return [person for person in demo_people() if person.title]


def demo_people() -> list[DemoPerson]:
    """Everybody."""
    return [*_people("accounts.csv"), *demo_crowd()]


def demo_crowd() -> list[DemoPerson]:
    """Those who have a history: they make the figures. One of them shows what a learner has in the end."""
    return list(_people("people.csv"))


@transaction.atomic
def load_people() -> int:
    """Add everybody who is missing, with workplace and role; returns how many. Whoever is there stays as they are."""
    known = set(User.objects.values_list("email", flat=True))
    missing = [person for person in demo_people() if person.email not in known]
    for person in missing:
        _add(person)
    return len(missing)


def _people(name: str) -> Iterator[DemoPerson]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield DemoPerson(fields={key: row.pop(key) for key in PERSON_FIELDS}, **row)


def _add(person: DemoPerson) -> None:
    create = User.objects.create_superuser if person.role == Role.ADMINISTRATOR else User.objects.create_user
    user = create(person.email, PASSWORD if person.title else None, **person.fields)
    employ(user, Agency.objects.get(code=person.agency), post=person.post, since=FIRST_DAY)
    if person.role:
        region = Region.objects.get(code=person.region) if person.region else None
        scope = Agency.objects.get(code=person.scope) if person.scope else None
        grant_role(user, Role(person.role), since=FIRST_DAY, region=region, agency=scope)
