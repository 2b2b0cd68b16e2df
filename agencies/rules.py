"""Who may see which agency and which person. Nothing else in the project knows.

Each right is one queryset; the yes/no asks that queryset. Outside one's scope there is nothing to see (404).
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from agencies.choices import Role, ScopeKind
from agencies.models import Agency, EmploymentSpell, RoleAssignment

# Who brings people into agencies and out of them.
KEEPS_ROSTERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def today() -> date:
    """The calendar day in Kazakhstan."""
    return timezone.localdate()


def current_assignments(person: User, role: Role) -> QuerySet[RoleAssignment]:
    """The person's assignments of ``role`` that hold today."""
    return _holding_today(person).filter(role=role)


def current_roles(person: User) -> frozenset[str]:
    """All roles the person holds today, over whatever scope, in one query."""
    return frozenset(_holding_today(person).values_list("role", flat=True))


def holds_role(person: User, role: Role) -> bool:
    """Whether the person holds ``role`` today, over whatever scope."""
    return current_assignments(person, role).exists()


def agencies_visible_to(person: User) -> QuerySet[Agency]:
    """The agencies whose figures and people this coordinator may see; empty for everybody else.

    A region's coordinator sees every body that works in the region, ministries' territorial departments included;
    an agency's coordinator sees its subtree in all regions.
    """
    return _agencies_reached_by(person, (Role.COORDINATOR,))


def agencies_with_roster_of(person: User) -> QuerySet[Agency]:
    """The agencies whose staff lists this person keeps: those a coordinator sees or an administrator administers."""
    return _agencies_reached_by(person, KEEPS_ROSTERS)


def agencies_administered_by(person: User) -> QuerySet[Agency]:
    """The agencies in which this administrator gives roles; empty for everybody else."""
    return _agencies_reached_by(person, (Role.ADMINISTRATOR,))


def may_see_agency(person: User, agency: Agency) -> bool:
    """Whether ``agency`` is among ``agencies_visible_to(person)``."""
    return agencies_visible_to(person).filter(pk=agency.pk).exists()


def people_visible_to(person: User) -> QuerySet[User]:
    """The people who work now in an agency that this coordinator may see."""
    spells = EmploymentSpell.objects.filter(person=OuterRef("pk"), until=None, agency__in=agencies_visible_to(person))
    return User.objects.filter(Exists(spells))


def may_see_person(person: User, other: User) -> bool:
    """Whether ``other`` is among ``people_visible_to(person)``."""
    return people_visible_to(person).filter(pk=other.pk).exists()


def _agencies_reached_by(person: User, roles: Collection[Role]) -> QuerySet[Agency]:
    reach = Q(pk__in=[])
    for assignment in _holding_today(person).filter(role__in=roles).select_related("agency"):
        reach |= _reach(assignment)
    return Agency.objects.filter(reach)


def _holding_today(person: User) -> QuerySet[RoleAssignment]:
    if not person.is_authenticated or not person.is_active:
        return RoleAssignment.objects.none()
    day = today()
    return RoleAssignment.objects.filter(person=person, since__lte=day).filter(Q(until=None) | Q(until__gte=day))


def _reach(assignment: RoleAssignment) -> Q:
    if assignment.scope_kind == ScopeKind.COUNTRY:
        return Q(pk__isnull=False)
    if assignment.agency:
        return Q(path__startswith=assignment.agency.path)
    return Q(region=assignment.region_id)
