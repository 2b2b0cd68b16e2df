"""What was told to whom, and how its mail fares. A mail's text is made when it is sent and kept nowhere."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from courses.models import Course
from reminders.choices import MessageKind, MessageState, Rule


class Message(models.Model):
    """One mail to one person: at most one of a kind per day.

    It may be sent from ``not_before`` on, later with every try. ``error`` is the code of the last refusal, never the
    server's words: those quote addresses.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=MessageKind)
    day = models.DateField()
    language = models.CharField(max_length=2, choices=Language)
    state = models.CharField(max_length=7, choices=MessageState, default=MessageState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "day"], name="one_message_a_day")]
        indexes = [
            # What waits to be sent.
            models.Index(fields=["state", "not_before"], name="messages_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"


class Reminder(models.Model):
    """One line of a mail: a person was told of a course and its due date, by one rule.

    It names the course and date, not the ``Duty``: duties are counted again, and nobody must be told twice for that.
    By a rule somebody is told once; when the date moves, there is something new to tell.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    due_on = models.DateField()
    rule = models.CharField(max_length=5, choices=Rule)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "due_on", "rule"], condition=~Q(rule=Rule.ASKED), name="told_once_by_rule"
            ),
            models.UniqueConstraint(fields=["message", "course"], name="one_line_per_course"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.course_id} {self.rule}"


class Pause(models.Model):
    """No mail to ``person`` (None: to anybody) up to and including ``until`` (empty: until it is ended)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    until = models.DateField(_("until"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id or '*'}"


class Bounce(models.Model):
    """A mail server said that there is no such address. Nothing is sent there until somebody removes this."""

    address = models.EmailField(unique=True)
    since = models.DateTimeField()
    reason = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.pk}"
