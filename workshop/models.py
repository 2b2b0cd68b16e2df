"""What the workshop keeps for itself."""

from django.db import models

from courses.models import Course


class CourseFigures(models.Model):
    """How far learners come in a course, counted in the background and read from here.

    ``figures`` is what ``workshop.domain.results.course_figures`` returned at ``counted_at``.
    """

    course = models.OneToOneField(Course, models.CASCADE, related_name="figures")
    figures = models.JSONField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.course_id}: {self.counted_at}"
