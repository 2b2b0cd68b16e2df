"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from rosters.domain.applying import recount_duties_of
from rosters.models import RosterImport


@task(backend="background")
def count_duties(roster: int) -> None:
    """Bring the duties of everybody in line whose post the list has changed; may be started again at any time."""
    recount_duties_of(RosterImport.objects.get(pk=roster), now=timezone.now())
