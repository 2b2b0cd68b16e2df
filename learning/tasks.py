"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from learning.domain.quiz_taking import close_overdue
from learning.domain.regrading import run_correction
from quizzes.models import KeyCorrection


@task(backend="background")
def regrade(correction: int) -> None:
    """Count again what the correction with this id concerns; may be started again at any time."""
    found = KeyCorrection.objects.select_related("faulty").get(pk=correction)
    run_correction(found, clock=timezone.now)


@task(backend="background")
def close_overdue_attempts() -> None:
    """Hand in what is past its deadline; planned for the deadline of every timed attempt (QUIZ-07)."""
    close_overdue(now=timezone.now())
