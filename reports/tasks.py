"""What takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from reports import files
from reports.models import TableFile


@task(backend="background")
def write_file(file: int) -> None:
    """Write the file with this id, unless it was removed meanwhile."""
    for found in TableFile.objects.filter(pk=file).select_related("owner"):
        try:
            files.write_file(found, now=timezone.now())
        except Exception:
            # Whoever waits is told to ask again; the task's own record says why.
            files.give_up(found)
            raise
