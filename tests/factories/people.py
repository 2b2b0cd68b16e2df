"""People, where they work and what they may do."""

from datetime import date

from accounts.models import User
from agencies.choices import Role
from agencies.domain.employment import employ
from agencies.domain.roles import grant_role
from agencies.models import Agency, Region
from tests.factories.numbers import numbers

LONG_AGO = date(2020, 1, 1)
PASSWORD = "long enough for a test"


def make_learner(
    name: str = "",
    *,
    agency: Agency | None = None,
    post: str = "specialist",
    since: date = LONG_AGO,
    **fields: object,
) -> User:
    """A person who works at ``agency`` since long ago, or nowhere; ``name`` in all three languages."""
    number = next(numbers)
    name = name or f"Person {number}"
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), name)
    email = fields.pop("email", f"person-{number}@demo.example")
    learner = User.objects.create_user(email, PASSWORD, **names | fields)
    if agency:
        employ(learner, agency, post=post, since=since)
    return learner


def make_coordinator(
    *, region: Region | None = None, agency: Agency | None = None, since: date = LONG_AGO, **fields: object
) -> User:
    """A coordinator over a region, an agency's subtree, or (neither named) the country."""
    coordinator = make_learner(**fields)
    grant_role(coordinator, Role.COORDINATOR, since=since, region=region, agency=agency)
    return coordinator


def make_trainer(**fields: object) -> User:
    """A trainer of the whole country."""
    trainer = make_learner(**fields)
    grant_role(trainer, Role.TRAINER, since=LONG_AGO)
    return trainer


def make_administrator(**fields: object) -> User:
    """An administrator: superuser with the role."""
    administrator = make_learner(is_staff=True, is_superuser=True, **fields)
    grant_role(administrator, Role.ADMINISTRATOR, since=LONG_AGO)
    return administrator
