"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from quizzes.domain import statistics
from quizzes.models import QuizVersion


@task(backend="background")
def count_statistics(version: int) -> None:
    """Count the figures of the quiz version with this id anew."""
    statistics.count_statistics(QuizVersion.objects.get(pk=version), now=timezone.now())
