"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from accounts.domain.invitations import waiting_people
from accounts.models import User
from accounts.tasks import invite_by_mail
from rosters.domain.applying import recount_duties_of
from rosters.models import RosterImport


@task(backend="background")
def count_duties(roster: int) -> None:
    """Bring the duties of everybody in line whose post the list has changed; may be started again at any time."""
    recount_duties_of(RosterImport.objects.get(pk=roster), now=timezone.now())


@task(backend="background")
def mail_invitations(people: list[int], by: int) -> None:
    """Invite these people by mail; whoever has got a password meanwhile is left alone."""
    sender = User.objects.get(pk=by)
    for person in waiting_people().filter(pk__in=people, email__isnull=False):
        invite_by_mail(person, by=sender, now=timezone.now())
