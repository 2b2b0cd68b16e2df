"""Who takes which course, and how far they have come.

Enrolment, item completion and course completion are facts: added, never changed by an edit of the content.
``CourseProgress`` is a cache of them that ``domain.progress`` can always rebuild.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from agencies.choices import PostCategory
from agencies.models import Agency, Region
from courses.models import Course, CourseItem, ModuleVersion
from learning.choices import Evidence, FigureReason
from quizzes.models import Attempt


class Enrolment(models.Model):
    """A learner is on a course, by own choice or because it is required by ``due_on``.

    ``moved_at``: since then the outline of that moment is asked, not the one with which the learner began.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    is_required = models.BooleanField(_("required"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    moved_at = models.DateTimeField(null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="one_enrolment")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.course_id}"


class ItemCompletion(models.Model):
    """A lesson was read or a quiz passed; written in the transaction of the act, never unset."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="item_completions")
    item = models.ForeignKey(CourseItem, models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()
    evidence = models.CharField(max_length=6, choices=Evidence)
    language = models.CharField(max_length=2, choices=Language)
    module_version = models.ForeignKey(ModuleVersion, models.PROTECT, null=True, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "item"], name="one_item_completion")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.item_id}"


class ReadingPlace(models.Model):
    """How far down a lesson its learner has come: the last heading passed, counted from 1 in the order of the text.

    A heading has the same number in all languages, so the place holds in each of them (features A2).
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_places")
    item = models.ForeignKey(CourseItem, models.CASCADE, related_name="+")
    part = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "item"], name="one_reading_place")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.item_id} #{self.part}"


class CourseCompletion(models.Model):
    """All required items are done; freezes where the learner worked at that instant, and in what post (design 3.7).

    ``is_required``: it was asked of the learner then; anything else was voluntary and is counted apart.
    ``valid_until`` is the last day on which it counts; empty: for good. Renewing adds a row with the next ``cycle``.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="course_completions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="completions")
    cycle = models.PositiveSmallIntegerField(default=1)
    completed_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    is_required = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=9, choices=PostCategory, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course", "cycle"], name="one_course_completion")]
        indexes = [
            # Who is credited with completions of a course, and when.
            models.Index(fields=["agency", "course", "completed_at"], name="completions_of_an_agency"),
            # What counting figures reads: found and answered by the index alone.
            models.Index(fields=["course", "learner", "completed_at", "valid_until"], name="completions_of_a_course"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.course_id}"


class CourseProgress(models.Model):
    """One row per learner and course, rebuilt from the facts above after every act.

    ``agency`` and ``region``: where the learner worked when completing, before that where they enrolled.
    ``completed_at`` and ``valid_until`` are those of the latest cycle. ``outline_of``: what was added to the course
    after that moment is not asked of the learner (features B2); empty: nothing was begun, all of it is asked.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress")
    course = models.ForeignKey(Course, models.PROTECT, related_name="progress")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="progress")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="progress")
    enrolled_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    due_on = models.DateField(null=True)
    items_done = models.PositiveIntegerField(default=0)
    outline_of = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="one_course_progress")]
        indexes = [
            # How does this agency stand in this course? Who are its people?
            models.Index(fields=["course", "agency", "completed_at"], name="progress_by_course_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.course_id}"


class CourseGain(models.Model):
    """Mean per cent before and after a course, of those who took its entry test and its quizzes; nobody is named.

    Without a region: of the whole country. Regions with few people have no row (``domain.gains``). Counted anew every
    night.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="gains")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    people = models.PositiveIntegerField()
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "region"], name="one_gain_per_region")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.region_id}: {self.before} → {self.after}"


class ClarityCount(models.Model):
    """How many found a lesson clear and how many did not. Nobody's answer: there is no person in it."""

    item = models.ForeignKey(CourseItem, models.CASCADE, related_name="clarity")
    language = models.CharField(max_length=2, choices=Language)
    clear = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="one_clarity_count")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.language}: {self.clear} / {self.unclear}"


class StaleFigure(models.Model):
    """The figures of this agency and course must be counted again before anybody reads them.

    ``since``: the first day that may have changed; empty: today. ``reason`` is told where a sealed figure is concerned.
    Written here in the transaction of the act, read and removed by ``reports``: learning does not know reports.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    since = models.DateField(null=True)
    reason = models.CharField(max_length=7, choices=FigureReason, blank=True)

    def __str__(self) -> str:
        return f"{self.course_id}: {self.agency_id}"
