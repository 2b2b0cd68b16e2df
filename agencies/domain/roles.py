"""Granting and ending roles. Wagtail's permissions hang on groups, so a role that authors is also a group."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from agencies.choices import Role, ScopeKind
from agencies.models import Agency, Region, RoleAssignment
from agencies.rules import current_roles

# Roles that work in the Wagtail admin; the group carries the role's name.
ADMIN_ROLES = (Role.TRAINER, Role.REVIEWER, Role.ADMINISTRATOR)
# Roles whose rights hang on a group.
GROUP_ROLES = (*ADMIN_ROLES, Role.AUDITOR)


@transaction.atomic
def grant_role(
    person: User, role: Role, *, since: date, region: Region | None = None, agency: Agency | None = None
) -> RoleAssignment:
    """Give ``role`` over a region, an agency's subtree, or (naming neither) the country.

    Granting the same twice returns the running assignment. Raises ``ValueError`` when both are named.
    """
    if region and agency:
        raise ValueError("A role reaches a region or an agency, not both.")
    kind = ScopeKind.REGION if region else ScopeKind.AGENCY if agency else ScopeKind.COUNTRY
    assignment, _created = RoleAssignment.objects.get_or_create(
        person=person,
        role=role,
        scope_kind=kind,
        region=region,
        agency=agency,
        until=None,
        defaults={"since": since},
    )
    sync_groups(person)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, until: date) -> None:
    """Let an assignment hold up to and including ``until``."""
    assignment.until = until
    assignment.save(update_fields=["until"])
    sync_groups(assignment.person)


@transaction.atomic
def sync_groups(person: User) -> None:
    """Give the person exactly the role groups of the assignments that hold today.

    Called when roles change, at every sign-in and for everybody by ``manage.py sync_roles`` once a day, because a
    role also ends by its date alone.
    """
    roles = current_roles(person)
    held = {role for role in GROUP_ROLES if role in roles}
    person.groups.remove(*Group.objects.filter(name__in=set(GROUP_ROLES) - held))
    person.groups.add(*[Group.objects.get_or_create(name=role)[0] for role in held])
