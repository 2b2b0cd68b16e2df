"""Who may give whom which role (AUTH-16, ACC-14).

An administrator gives and ends the roles that they hold themselves, over places inside their own; a superuser all.
Nobody gives anything to themselves. Roles that reach names or accounts of others take effect when a second person,
entitled in the same way, has confirmed them.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.domain.sessions import end_sessions
from accounts.models import User
from agencies.choices import Role, ScopeKind
from agencies.domain.roles import end_role, grant_role
from agencies.models import Agency, EmploymentSpell, Region, RoleAssignment, RoleRequest
from agencies.rules import agencies_administered_by, current_assignments, current_roles, holds_role
from audit.choices import Event
from audit.domain.recording import record

BY_TWO = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)


class NotGranted(Exception):
    """``code`` names why: self, not_yours, outside, same_person, gone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def may_grant_roles(granter: User) -> bool:
    """Whether there is anything for them on the page of roles."""
    return granter.is_superuser or holds_role(granter, Role.ADMINISTRATOR)


def grantable_roles(granter: User) -> list[Role]:
    """The roles they may give at all, over some place."""
    if granter.is_superuser:
        return list(Role)
    held = current_roles(granter)
    return [role for role in Role if role in held] if Role.ADMINISTRATOR in held else []


def may_grant(granter: User, role: str, *, region: Region | None, agency: Agency | None) -> bool:
    """Whether they hold ``role`` over this place or one that contains it, and are an administrator of it."""
    if granter.is_superuser:
        return True
    needed = (Role(role), Role.ADMINISTRATOR)
    return all(
        any(covers(one, region, agency) for one in current_assignments(granter, held).select_related("agency"))
        for held in needed
    )


def covers(assignment: RoleAssignment, region: Region | None, agency: Agency | None) -> bool:
    """Whether the place of the assignment contains this one; naming neither is the whole country.

    A region and an agency's subtree never contain each other: a ministry works in many regions.
    """
    if assignment.scope_kind == ScopeKind.COUNTRY:
        return True
    if assignment.agency:
        return agency is not None and agency.path.startswith(assignment.agency.path)
    if agency is not None:
        return agency.region_id == assignment.region_id and agency.is_leaf()
    return region is not None and region.pk == assignment.region_id


def people_to_grant(granter: User) -> QuerySet[User]:
    """The people who work where the granter administers, without the granter."""
    people = User.objects.filter(is_active=True).exclude(pk=granter.pk)
    if granter.is_superuser:
        return people
    spells = EmploymentSpell.objects.filter(
        person=OuterRef("pk"), until=None, agency__in=agencies_administered_by(granter)
    )
    return people.filter(Exists(spells))


def assignments_seen_by(granter: User, today: date) -> QuerySet[RoleAssignment]:
    """The running and coming assignments of the people they may give roles, and their own to look at."""
    people = Q(person__in=people_to_grant(granter)) | Q(person=granter)
    return RoleAssignment.objects.filter(people).filter(Q(until=None) | Q(until__gte=today))


def requests_seen_by(granter: User) -> QuerySet[RoleRequest]:
    """What waits for a second person, of roles that they may give."""
    waiting = RoleRequest.objects.filter(person__in=people_to_grant(granter), role__in=grantable_roles(granter))
    return waiting.select_related("person", "region", "agency", "asked_by").order_by("asked_at", "pk")


@transaction.atomic
def ask_for_role(
    granter: User,
    person: User,
    role: Role,
    *,
    since: date,
    until: date | None,
    reason: str,
    now: datetime,
    region: Region | None = None,
    agency: Agency | None = None,
) -> RoleAssignment | RoleRequest:
    """Give the role, or put it before a second person where the role is in ``BY_TWO``. Raises ``NotGranted``."""
    _refuse(granter, person, role, region, agency)
    asked = RoleRequest(
        person=person,
        role=role,
        region=region,
        agency=agency,
        since=since,
        until=until,
        reason=reason,
        asked_by=granter,
        asked_at=now,
    )
    if role in BY_TWO:
        asked.save()
        return asked
    return _grant(asked, by=granter)


@transaction.atomic
def confirm_role(request: RoleRequest, *, by: User) -> RoleAssignment:
    """Let it take effect; ``by`` is somebody else than who asked. Raises ``NotGranted``."""
    waiting = RoleRequest.objects.select_for_update().filter(pk=request.pk).first()
    if waiting is None:
        raise NotGranted("gone")
    if waiting.asked_by_id == by.pk:
        raise NotGranted("same_person")
    _refuse(by, waiting.person, waiting.role, waiting.region, waiting.agency)
    assignment = _grant(waiting, by=by)
    waiting.delete()
    return assignment


@transaction.atomic
def refuse_role(request: RoleRequest, *, by: User) -> None:
    """Drop it; whoever asked may do so too. Raises ``NotGranted``."""
    if not may_grant(by, request.role, region=request.region, agency=request.agency):
        raise NotGranted("not_yours")
    RoleRequest.objects.filter(pk=request.pk).delete()


@transaction.atomic
def end_granted_role(assignment: RoleAssignment, *, by: User, until: date, reason: str) -> None:
    """Let it hold up to and including ``until``; the person's sessions end at once. Raises ``NotGranted``."""
    _refuse(by, assignment.person, assignment.role, assignment.region, assignment.agency)
    before = _told(assignment)
    end_role(assignment, until=until)
    end_sessions(assignment.person)
    record(
        Event.ROLE_ENDED,
        actor=by.pk,
        subject=assignment.person,
        before=before,
        after=_told(assignment),
        reason=reason,
    )


def _grant(asked: RoleRequest, *, by: User) -> RoleAssignment:
    assignment = grant_role(asked.person, Role(asked.role), since=asked.since, region=asked.region, agency=asked.agency)
    if asked.until:
        end_role(assignment, until=asked.until)
    end_sessions(asked.person)
    after = _told(assignment) | {"asked_by": asked.asked_by_id}
    record(Event.ROLE_GRANTED, actor=by.pk, subject=asked.person, after=after, reason=asked.reason)
    return assignment


def _refuse(granter: User, person: User, role: str, region: Region | None, agency: Agency | None) -> None:
    if granter.pk == person.pk:
        raise NotGranted("self")
    if not may_grant(granter, role, region=region, agency=agency):
        raise NotGranted("not_yours")
    if not people_to_grant(granter).filter(pk=person.pk).exists():
        raise NotGranted("outside")


def _told(assignment: RoleAssignment) -> dict[str, object]:
    place = assignment.agency or assignment.region
    until = assignment.until.isoformat() if assignment.until else None
    return {
        "role": str(assignment.role),
        "scope": place.code if place else "country",
        "since": assignment.since.isoformat(),
        "until": until,
    }
