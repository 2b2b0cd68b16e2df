"""Making teams, and who belongs to them. Each change is in the audit log."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from agencies.choices import Role
from agencies.models import Team
from agencies.team_rules import REACHES_ALL
from audit.choices import Event
from audit.domain.recording import record


def form_team(key: UUID, title: str) -> Team:
    """The team of the course with this key, made if there is none; its title follows the course's."""
    team, is_new = Team.objects.get_or_create(key=key, defaults={"name": f"team {key}", "title": title})
    if not is_new and team.title != title:
        team.title = title
        team.save(update_fields=["title"])
    return team


def trainers() -> QuerySet[User]:
    """Everybody who can be in a team."""
    return User.objects.filter(groups__name=Role.TRAINER, is_active=True).order_by("name_ru", "email")


def may_change(team: Team, person: User) -> bool:
    """Whether ``person`` may let others into the team and out of it: its members, and whoever reaches all teams."""
    return person.has_perm(REACHES_ALL) or team.user_set.filter(pk=person.pk).exists()


@transaction.atomic
def join_team(team: Team, person: User, *, by: User | None) -> None:
    """Let a person in; nothing happens when they are in already."""
    if team.user_set.filter(pk=person.pk).exists():
        return
    team.user_set.add(person)
    record(Event.TEAM_JOINED, actor=by.pk if by else None, subject=person, after={"team": str(team.key)})


@transaction.atomic
def leave_team(team: Team, person: User, *, by: User | None) -> None:
    """Let a person out; what they wrote stays the team's."""
    if not team.user_set.filter(pk=person.pk).exists():
        return
    team.user_set.remove(person)
    record(Event.TEAM_LEFT, actor=by.pk if by else None, subject=person, before={"team": str(team.key)})
