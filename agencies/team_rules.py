"""Which questions, quizzes and answers an author reaches: those of their teams (ACC-09, ACC-12).

Rows without a team are everybody's who has the right to the model at all. Reviewers and administrators reach all.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from accounts.models import User
from agencies.models import Team

Row = TypeVar("Row", bound=Model)
REACHES_ALL = "agencies.view_team"


def teams_of(person: User) -> QuerySet[Team]:
    """The teams whose work this person reaches."""
    return Team.objects.all() if person.has_perm(REACHES_ALL) else Team.objects.filter(user=person)


def within_teams(rows: QuerySet[Row], person: User | AnonymousUser, team: str = "team") -> QuerySet[Row]:
    """Those of ``rows`` that this person reaches; ``team`` is the way from a row to its team."""
    if person.has_perm(REACHES_ALL):
        return rows
    own = (
        Team.objects.filter(user=person).values("pk") if isinstance(person, User) else Team.objects.none().values("pk")
    )
    return rows.filter(Q(**{f"{team}__isnull": True}) | Q(**{f"{team}__in": own}))
