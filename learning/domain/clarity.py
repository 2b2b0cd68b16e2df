"""Was this clear? Counts without people, shown only where nobody can be found in them."""

from django.db import transaction
from django.db.models import F

from core.retrying import retried
from courses.models import CourseItem
from learning.models import ClarityCount

# Fewer answers than this are not shown to anybody.
FLOOR = 5


@retried
@transaction.atomic
def count_answer(item: CourseItem, language: str, *, is_clear: bool) -> None:
    """One more found the lesson clear, or did not; who it was is not kept."""
    row, _created = ClarityCount.objects.get_or_create(item=item, language=language)
    name = "clear" if is_clear else "unclear"
    ClarityCount.objects.filter(pk=row.pk).update(**{name: F(name) + 1})
