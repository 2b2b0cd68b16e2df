"""What takes longer than a page may."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from accounts.models import User
from certificates.domain.correcting import reissue_all
from certificates.queries import in_force

AT_ONCE = 200


@task(backend="background")
def reissue_many(subject_key: str, by: int, reason: str, until: int, after: int = 0) -> None:
    """Issue again all certificates of a subject that are in force, up to the one with the id ``until``.

    So many at a time; then the next ones are queued. Started twice it issues nothing twice.
    """
    batch = list(in_force(UUID(subject_key)).filter(pk__gt=after, pk__lte=until).order_by("pk")[:AT_ONCE])
    reissue_all(batch, by=User.objects.get(pk=by), reason=reason, now=timezone.now())
    if len(batch) == AT_ONCE:
        reissue_many.enqueue(subject_key, by, reason, until, batch[-1].pk)
