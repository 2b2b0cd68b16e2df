"""Figures that are read often, counted from facts that are read once."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from agencies.choices import PostCategory
from agencies.models import Agency, Region
from courses.models import Course
from learning.choices import FigureReason
from obligations.models import Duty
from reports.choices import FileState


class Counts(models.Model):
    """What is counted of one group of people on the last day of ``month``; of a running month: today.

    ``obliged`` to ``overdue`` are people on that day, as ``domain.stock`` defines them; ``credited`` and ``voluntary``
    are all completions up to that day, required and not, by where and in what post the learner worked then.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    category = models.CharField(max_length=9, choices=PostCategory)
    month = models.DateField()
    obliged = models.PositiveIntegerField(default=0)
    compliant = models.PositiveIntegerField(default=0)
    waived = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    credited = models.PositiveIntegerField(default=0)
    voluntary = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Cell(Counts):
    """Counts of one agency's own people. Recomputed from the facts as a whole, never incremented (design 3.9)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "agency", "category", "month"], name="one_cell"),
        ]
        indexes = [
            # Everything of a set of agencies in one month; what a region is summed from.
            models.Index(fields=["month", "agency"], name="cells_by_month_agency"),
            models.Index(fields=["course", "region", "month"], name="cells_by_course_region"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.agency_id}/{self.month:%Y-%m}"


class RegionCell(Counts):
    """The sum of all cells of one region, so that the country's pages read few rows. ``region`` None: none."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "region", "category", "month"], name="one_region_cell"),
            models.UniqueConstraint(
                fields=["course", "category", "month"], condition=models.Q(region=None), name="one_cell_of_no_region"
            ),
        ]
        indexes = [models.Index(fields=["month", "region"], name="region_cells_by_month")]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.region_id}/{self.month:%Y-%m}"


class Overdue(models.Model):
    """A duty behind the running month's ``overdue``: kept with the cells, so that names can be paged like figures.

    ``due_on``: by when it had to be done, or done again where a completion has ended.
    """

    duty = models.OneToOneField(Duty, models.CASCADE, primary_key=True, related_name="overdue")
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    category = models.CharField(max_length=9, choices=PostCategory)
    due_on = models.DateField()

    class Meta:
        indexes = [
            # The longest overdue of everybody, and of an agency.
            models.Index(fields=["due_on", "duty"], name="overdue_by_day"),
            models.Index(fields=["agency", "due_on", "duty"], name="overdue_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}"


class Clock(models.Model):
    """How far the cells are counted: figures change with the day alone. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    rebuild_started_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class Seal(models.Model):
    """A quarter whose figures are final: its cells, and all before them, are never written again.

    ``fingerprint`` is the SHA-256 over the quarter's cells, so that anybody can check that nobody touched them.
    """

    last_month = models.DateField(unique=True)
    sealed_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.last_month:%Y-%m}"


class LateDelta(models.Model):
    """What a fact that became known later would have changed in a sealed month; told beside the figure, never in it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    category = models.CharField(max_length=9, choices=PostCategory)
    month = models.DateField()
    found_on = models.DateField()
    reason = models.CharField(max_length=7, choices=FigureReason, blank=True)
    obliged = models.IntegerField(default=0)
    compliant = models.IntegerField(default=0)
    waived = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)
    credited = models.IntegerField(default=0)
    voluntary = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["month", "agency"], name="late_deltas_by_month")]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.agency_id}/{self.month:%Y-%m}"


class TableFile(models.Model):
    """A file too long to be written while somebody waits: what was asked for, how far it is; its bytes lie on the disk.

    ``scope`` is a hash over the agencies its owner could see when asking: whoever may see others now gets nothing.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    parameters = models.JSONField()
    file_format = models.CharField(max_length=4)
    language = models.CharField(max_length=2)
    scope = models.CharField(max_length=64)
    stem = models.CharField(max_length=100)
    rows = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=FileState, default=FileState.QUEUED)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.public_id}"
