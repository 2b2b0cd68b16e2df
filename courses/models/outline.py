"""The course as learners see it: one row for all languages, written at every publish.

Pages are what authors edit, one per language. These rows are what progress, quizzes and reports refer to. ``key``
is the pages' common ``translation_key``. Rows are closed when nothing of them is live any more, never deleted.
``titles``, ``pages`` and the like map a language code to what is live in that language.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.localisation import localised
from courses.choices import ItemKind
from quizzes.models import Quiz


class OutlineRow(models.Model):
    """What courses, modules and items have in common."""

    key = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=255)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    pages = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return localised(self.titles)

    @property
    def summary(self) -> str:
        """The summary in the reader's language."""
        return localised(self.summaries)

    @property
    def languages(self) -> list[str]:
        """The codes of the languages it is live in."""
        return sorted(self.pages)


class Course(OutlineRow):
    """A course in all its languages. ``hours`` are academic hours, as the certificate states them.

    A completion is valid for ``valid_months`` (empty: for good) and can be renewed in their last ``window_months``.

    ``outline_stamp`` changes whenever anything of the course is published: whoever keeps an outline asks for it.
    """

    hours = models.PositiveSmallIntegerField(default=0)
    valid_months = models.PositiveSmallIntegerField(null=True)
    window_months = models.PositiveSmallIntegerField(default=0)
    outline_stamp = models.UUIDField(default=uuid4)

    class Meta(OutlineRow.Meta):
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            # Two open courses cannot answer to one address.
            models.UniqueConstraint(fields=["slug"], condition=models.Q(is_open=True), name="open_course_slug"),
        ]


class Module(OutlineRow):
    """A module of a course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="modules")

    class Meta(OutlineRow.Meta):
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class CourseItem(OutlineRow):
    """A lesson or quiz of a module; ``minutes`` maps a language to the time it takes there.

    ``opened_at``: since when it is asked of those who begin (empty: it always was). A pre-test is asked of nobody.
    ``after_lessons``: a quiz that cannot be begun before the lessons that stand before it have been read.
    ``behind`` maps a language whose text is older than its source to the module's version that it was made from.
    """

    module = models.ForeignKey(Module, models.PROTECT, related_name="items")
    kind = models.CharField(max_length=6, choices=ItemKind)
    is_pretest = models.BooleanField(default=False)
    after_lessons = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    minutes = models.JSONField(default=dict)
    behind = models.JSONField(default=dict)
    quiz = models.ForeignKey(Quiz, models.PROTECT, null=True, related_name="course_items")

    class Meta(OutlineRow.Meta):
        verbose_name = _("course item")
        verbose_name_plural = _("course items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=ItemKind.LESSON, quiz=None) | models.Q(kind=ItemKind.QUIZ, quiz__isnull=False),
                name="course_item_quiz_has_quiz",
            ),
        ]


class ModuleVersion(models.Model):
    """What stood in a module from ``published_at`` on. Never updated; completions name the version they read.

    ``contents`` is a list of ``{"key", "kind", "titles", "revisions", "quiz_version"}`` in order; ``revisions`` maps
    a language to the id of the live Wagtail revision.
    """

    module = models.ForeignKey(Module, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    contents = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module", "number"], name="module_version_number")]

    def __str__(self) -> str:
        return f"{self.module_id} v{self.number}"
