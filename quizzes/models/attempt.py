"""One learner's try at one frozen quiz, and the sheet that came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from agencies.models import Agency, Region
from quizzes.choices import AttemptState
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz
from quizzes.models.quiz_version import QuizVersion


class Attempt(models.Model):
    """Pins everything at its start: quiz version, questions, order of options, language, agency and region.

    ``item_key`` says what the attempt counts for; the caller gives it and this app does not ask what it is.
    ``points`` is exact to four decimals, rounded half even from the exact sum; ``passed`` is decided on the exact sum.
    ``deadline`` None: no time limit; ``time_factor`` is what the learner's allowance made of the limit. A preview is an
    author's trial and counts nowhere (QUIZ-17). ``sheet_hash`` is the SHA-256 of what was laid out at the start.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    item_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=7, choices=AttemptState, default=AttemptState.OPEN)
    language = models.CharField(max_length=2, choices=Language)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    time_factor = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    submitted_at = models.DateTimeField(null=True)
    closed_by_deadline = models.BooleanField(default=False)
    is_preview = models.BooleanField(default=False)
    sheet_hash = models.CharField(max_length=64, blank=True)
    max_points = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            # A second browser tab resumes the open try; it never starts another.
            models.UniqueConstraint(fields=["learner", "quiz"], condition=Q(state="open"), name="one_open_attempt"),
            # The limit holds under parallel starts: two tries cannot both be the third (QUIZ-10).
            models.UniqueConstraint(
                fields=["learner", "quiz", "number"], condition=Q(is_preview=False), name="attempt_number"
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=F("max_points")), name="attempt_points_range"
            ),
            models.CheckConstraint(
                condition=Q(state="open", points=None, passed=None, submitted_at=None)
                | Q(state="marking", points=None, passed=None, submitted_at__isnull=False)
                | Q(state="graded", points__isnull=False, passed__isnull=False, submitted_at__isnull=False)
                | Q(state="void"),
                name="attempt_graded_has_result",
            ),
        ]
        indexes = [
            # What the sweep of forgotten attempts looks for.
            models.Index(fields=["deadline"], condition=Q(state="open"), name="open_attempts_by_deadline"),
            # What statistics read.
            models.Index(fields=["quiz_version", "state", "number"], name="attempts_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.state == AttemptState.OPEN


class Response(models.Model):
    """One row of the sheet: a question as it was laid out for this attempt, and the answer given.

    ``layout`` maps this attempt's random tokens to the question's parts and options, in the order shown.
    ``answer`` maps part id to the answer in option ids; None: nothing answered. ``sequence`` counts saves at the
    client, so that an old save never overwrites a newer one (QUIZ-09). ``checked_at``: the learner asked whether it is
    right, and was told; from then on it cannot be changed. ``points`` of an open answer stay None until it is marked.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    max_points = models.PositiveSmallIntegerField()
    layout = models.JSONField()
    answer = models.JSONField(null=True)
    is_flagged = models.BooleanField(default=False)
    sequence = models.PositiveBigIntegerField(default=0)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    saved_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=10, decimal_places=4, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="response_position"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=F("max_points")), name="response_points_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}.{self.position}"
