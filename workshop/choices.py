"""Words of the workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageState(models.TextChoices):
    """Where a page stands on its way to learners."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("being approved")
    RETURNED = "returned", _("returned")
    SCHEDULED = "scheduled", _("scheduled")
    CHANGED = "changed", _("live, with changes")
    LIVE = "live", _("live")


class Template(models.TextChoices):
    """What a new course begins with."""

    THREE_LESSONS = "three_lessons", _("3 lessons and a quiz")
    ONE_LESSON = "one_lesson", _("1 lesson and a quiz")
    EMPTY = "empty", _("an empty module")
