"""Reads about workplaces."""

from dataclasses import dataclass

from accounts.models import User
from agencies.models import Agency, EmploymentSpell


@dataclass(frozen=True)
class Workplace:
    """Where somebody works at one moment, and in what kind of post: what every figure counts by. None: unknown."""

    agency_id: int | None
    region_id: int | None
    category: str = ""


def workplace_of(person: User) -> Workplace:
    """The person's workplace now; all unknown without a current spell."""
    current = EmploymentSpell.objects.filter(person=person, until=None)
    row = current.values_list("agency_id", "agency__region_id", "category").first()
    return Workplace(*row) if row else Workplace(None, None)


def current_spell(person: User) -> EmploymentSpell | None:
    """The person's current spell with its agency and region loaded."""
    return EmploymentSpell.objects.filter(person=person, until=None).select_related("agency__region").first()


def agency_by_code(code: str) -> Agency:
    """The agency with this code; raises ``Agency.DoesNotExist``."""
    return Agency.objects.get(code=code)
