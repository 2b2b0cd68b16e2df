"""Who authors what together."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(Group):
    """The authors of one course: its pages, quizzes and questions are theirs. Members are the group's users.

    A group, because Wagtail hangs rights over pages on groups. ``key`` is the course's common ``translation_key``.
    """

    key = models.UUIDField(unique=True)
    title = models.CharField(_("title"), max_length=255)

    objects: ClassVar[models.Manager["Team"]] = models.Manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("team of a course")
        verbose_name_plural = _("teams of courses")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
