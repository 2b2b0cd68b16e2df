"""Which units a list may speak about."""

from django.db.models import QuerySet

from accounts.models import User
from agencies.models import Agency
from agencies.rules import agencies_with_roster_of


def units_of(agency: Agency, owner: User | None) -> QuerySet[Agency]:
    """``agency`` and what is below it, as far as ``owner`` answers for it; None (the command line): all of it."""
    kept = Agency.objects.all() if owner is None else agencies_with_roster_of(owner)
    return kept.filter(path__startswith=agency.path)
