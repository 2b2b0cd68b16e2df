"""The question bank: one record and one key for three languages."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.search import index

from accounts.choices import Language
from agencies.models import Team
from core.localisation import localised
from quizzes.blocks import PART_BLOCKS
from quizzes.choices import Difficulty, QuestionState
from quizzes.models.norm import Norm, Topic


class Question(index.Indexed, ClusterableModel):
    """A question as its author edits it; learners only ever see a ``QuestionVersion`` of it.

    A plain question has one part. A scenario has a case text and two or more parts. ``search_text`` holds its texts
    in all languages as ``core.folding`` writes them; ``quizzes.domain.bank`` keeps it up to date. ``outdated`` maps a
    language to the places whose text was made from other words than stand there now, with these
    (``quizzes.domain.question_translations``).
    """

    key = models.SlugField(_("code"), unique=True, help_text=_("A short code, for imports and for talking about it."))
    state = models.CharField(_("state"), max_length=7, choices=QuestionState, default=QuestionState.DRAFT)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("topic")
    )
    norms = ParentalManyToManyField(Norm, related_name="questions", blank=True, verbose_name=_("norms"))
    difficulty = models.CharField(_("difficulty"), max_length=6, choices=Difficulty, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("course team"),
        help_text=_("Only these authors see and change it. Empty: it belongs to the common bank."),
    )
    taught_in = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taught in the lesson"),
        help_text=_("Whoever answers wrongly is led to it, in any language."),
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    source_language = models.CharField(
        _("written first in"),
        max_length=2,
        choices=Language,
        default=Language.RUSSIAN,
        help_text=_("When these texts change, the other languages count as behind."),
    )
    case_ru = models.TextField(_("case (Russian)"), max_length=20_000, blank=True)
    case_kk = models.TextField(_("case (Kazakh)"), max_length=20_000, blank=True)
    case_en = models.TextField(_("case (English)"), max_length=20_000, blank=True)
    parts = StreamField(PART_BLOCKS, verbose_name=_("what is asked"), min_num=1, max_num=5)
    feedback_ru = models.TextField(_("explanation (Russian)"), max_length=20_000, blank=True)
    feedback_kk = models.TextField(_("explanation (Kazakh)"), max_length=20_000, blank=True)
    feedback_en = models.TextField(_("explanation (English)"), max_length=20_000, blank=True)
    source_ru = models.CharField(_("source (Russian)"), max_length=250, blank=True)
    source_kk = models.CharField(_("source (Kazakh)"), max_length=250, blank=True)
    source_en = models.CharField(_("source (English)"), max_length=250, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    outdated = models.JSONField(default=dict, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    search_fields = [
        index.SearchField("key"),
        index.SearchField("prompts"),
        index.AutocompleteField("key"),
        index.AutocompleteField("prompts"),
        index.FilterField("state"),
        index.FilterField("team"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.first_prompt}"[:120]

    @property
    def first_prompt(self) -> str:
        """The wording of the first part in the reader's language, to recognise the question by."""
        return localised(self.parts[0].value["prompt"]) if self.parts else ""

    @property
    def prompts(self) -> str:
        """The wording of the first part in all languages, for search."""
        return " ".join(filter(None, self.parts[0].value["prompt"].values())) if self.parts else ""


class QuestionVersion(models.Model):
    """A question frozen: what learners saw and were graded by. Never updated; a typo fix is a new version.

    ``content`` is the plain form that ``question_types`` reads, ``content_hash`` the SHA-256 of its canonical JSON.
    One with ``is_preview`` was made for an author to try and is removed again; it has no number of its own.
    ``changes_score`` False: it differs from the version before only in words, never in what is right.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(max_length=64)
    changes_score = models.BooleanField(default=True)
    is_preview = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], condition=models.Q(is_preview=False), name="question_version_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"
