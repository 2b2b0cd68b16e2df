"""Who may oblige whom. A rule must not reach further than the scope of whoever makes it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from agencies.choices import Role, ScopeKind
from agencies.models import Agency, Region
from agencies.rules import agencies_visible_to, current_assignments
from obligations.models import Duty, Obligation


def may_oblige(person: User, *, agency: Agency | None, region: Region | None) -> bool:
    """Whether one of the person's coordinator scopes holds everybody whom such a rule would reach."""
    return any(
        one.scope_kind == ScopeKind.COUNTRY
        or (one.region_id is not None and region is not None and one.region_id == region.pk)
        or (one.agency is not None and agency is not None and agency.path.startswith(one.agency.path))
        for one in current_assignments(person, Role.COORDINATOR).select_related("agency")
    )


def obligations_of(person: User) -> QuerySet[Obligation]:
    """The rules that this coordinator may change: those that ``may_oblige`` would let them make."""
    reach = Q(pk__in=[])
    for one in current_assignments(person, Role.COORDINATOR).select_related("agency"):
        if one.scope_kind == ScopeKind.COUNTRY:
            reach |= Q(pk__isnull=False)
        elif one.agency:
            reach |= Q(agency__path__startswith=one.agency.path)
        else:
            reach |= Q(region=one.region_id)
    return Obligation.objects.filter(reach)


def obligations_binding(person: User) -> QuerySet[Obligation]:
    """Rules that bind somebody whom this coordinator answers for, and those they may change."""
    bound = Duty.objects.filter(obligation=OuterRef("pk"), agency__in=agencies_visible_to(person))
    return Obligation.objects.filter(Exists(bound)) | obligations_of(person)
