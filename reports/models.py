"""Figures that are read often, counted from facts that are read once."""

from django.db import models

from agencies.models import Agency
from courses.models import Course


class CompletionCell(models.Model):
    """How many people of one agency enrolled in, started and completed one course in one month.

    Recomputed from ``learning.CourseProgress`` as a whole, never incremented (design 3.9). ``agency`` None: people
    without a known workplace. ``month`` is its first day, by Kazakhstan's calendar.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="cells")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="cells")
    month = models.DateField()
    enrolled = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "agency", "month"], name="one_cell_per_course_agency_month"),
            models.UniqueConstraint(
                fields=["course", "month"], condition=models.Q(agency=None), name="one_cell_without_agency"
            ),
        ]
        indexes = [
            # All cells of a course, or of a set of agencies.
            models.Index(fields=["agency", "course"], name="cell_by_agency_course"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.agency_id}/{self.month:%Y-%m}"
