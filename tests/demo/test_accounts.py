"""The people of the demo country."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from agencies.choices import Role
from agencies.models import EmploymentSpell, Region, RoleAssignment
from agencies.rules import agencies_visible_to, holds_role, people_visible_to
from demo.accounts import PASSWORD, demo_accounts, demo_people, load_people


@pytest.fixture
def people(db) -> None:
    call_command("load_places", stdout=StringIO())
    load_people()


def account(login: str) -> User:
    return User.objects.get(email=f"{login}@demo.example")


def test_accounts_show_every_role_and_four_learners():
    roles = [person.role for person in demo_accounts()]

    assert sorted(roles) == [
        "",
        "",
        "",
        "",
        "administrator",
        "auditor",
        "coordinator",
        "coordinator",
        "coordinator",
        "reviewer",
        "trainer",
    ]


def test_everybody_has_an_address_of_their_own_and_a_name():
    everybody = demo_people()

    assert len({person.email for person in everybody}) == len(everybody) >= 65
    assert all(person.fields["name_en"] for person in everybody)


@pytest.mark.usefixtures("people")
class TestLoaded:
    def test_second_load_adds_nobody(self):
        counts = [model.objects.count() for model in (User, EmploymentSpell, RoleAssignment)]

        assert load_people() == 0
        assert [model.objects.count() for model in (User, EmploymentSpell, RoleAssignment)] == counts

    def test_only_the_shown_accounts_have_the_password(self):
        with_password = {user.email for user in User.objects.all() if user.has_usable_password()}

        assert with_password == {person.email for person in demo_accounts()}
        assert all(account(person.login).check_password(PASSWORD) for person in demo_accounts())

    def test_somebody_works_in_every_region(self):
        regions = Region.objects.filter(valid_to=None, agencies__employment_spells__until=None)

        assert regions.filter(agencies__employment_spells__isnull=False).distinct().count() == 20

    def test_roles_hold_today(self):
        with_role = [person for person in demo_accounts() if person.role]

        assert len(with_role) == 7
        assert all(holds_role(account(person.login), Role(person.role)) for person in with_role)
        assert [user.email for user in User.objects.filter(is_superuser=True)] == ["admin@demo.example"]

    def test_coordinators_see_their_part_of_the_country(self):
        country, atyrau, minjust = (people_visible_to(account(login)) for login in ("country", "atyrau", "minjust"))

        assert country.count() == User.objects.count()
        assert 5 < atyrau.count() < 20
        assert 5 < minjust.count() < 20
        assert account("gulbahram") in atyrau & minjust
        assert account("sergey") not in atyrau | minjust
        assert not agencies_visible_to(account("aigerim")).exists()

    def test_learners_use_their_own_language(self):
        assert [account(login).language for login in ("aigerim", "sergey", "gulbahram")] == ["kk", "ru", "kk"]


def test_demo_accounts_command_says_role_address_and_password_aloud():
    call_command("demo_accounts", stdout=(out := StringIO()))

    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[0].split() == ["Administrator", "admin@demo.example", PASSWORD]


def test_demo_is_not_installed_in_production():
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "sqlite:///:memory:",
        "BASE_URL": "https://training.example",
        "SUPPORT_EMAIL": "help@training.example",
        "CERTIFICATE_KEY_FILE": "/etc/elearn/certificates.pem",
        "ALLOWED_HOSTS": "training.example",
        "EMAIL_HOST": "mail.training.example",
        "FIELD_KEYS": "a-key-for-secrets-of-second-factors",
    }
    code = "from elearn.settings.production import INSTALLED_APPS as apps; print('agencies' in apps, 'demo' in apps)"

    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "False"]
