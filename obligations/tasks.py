"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from obligations.domain.obliging import count_duties_of
from obligations.models import Obligation


@task(backend="background")
def count_duties(obligation: int) -> None:
    """Bring duties in line with the rule with this id; may be started again at any time."""
    count_duties_of(Obligation.objects.select_related("agency", "region").get(pk=obligation), now=timezone.now())
