"""What the list of questions can be narrowed down to."""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from accounts.models import User
from agencies.team_rules import within_teams
from core.folding import folded
from quizzes.choices import Difficulty, QuestionState
from quizzes.domain.question_texts import LANGUAGES, missing_texts
from quizzes.label_forms import TopicChoiceField
from quizzes.models import Norm, Question, Topic

LANGUAGE_NAMES = (("ru", _("Russian")), ("kk", _("Kazakh")), ("en", _("English")))
OVERDUE = "overdue"
SEARCH = "q"
LONGEST_SEARCH = 100  # letters; what is typed beyond them is passed over (INP-01)


class TopicFilter(django_filters.ModelChoiceFilter):
    """The questions of a topic and of all below it."""

    field_class = TopicChoiceField

    def filter(self, qs: QuerySet[Question], value: Topic | None) -> QuerySet[Question]:
        """Those whose topic's path begins with the chosen one's."""
        return qs.filter(topic__path__startswith=value.path) if value else qs


class QuestionFilterSet(WagtailFilterSet):
    """Filters over ``Question``."""

    topic = TopicFilter(queryset=Topic.objects.order_by("path"), label=_("Topic"))
    norms = django_filters.ModelChoiceFilter(queryset=Norm.objects.all(), label=_("Norm"))
    difficulty = django_filters.ChoiceFilter(choices=Difficulty.choices, label=_("Difficulty"))
    state = django_filters.ChoiceFilter(choices=QuestionState.choices, label=_("State"))
    owner = django_filters.ModelChoiceFilter(queryset=lambda request: _owners(), label=_("Owner"))
    missing = django_filters.ChoiceFilter(
        choices=LANGUAGE_NAMES, method="lacking_language", label=_("Texts missing in")
    )
    behind = django_filters.ChoiceFilter(
        choices=LANGUAGE_NAMES, method="behind_in_language", label=_("Translation behind in")
    )
    review = django_filters.ChoiceFilter(
        choices=[(OVERDUE, _("overdue"))], method="overdue_for_review", label=_("Review")
    )

    class Meta:
        model = Question
        fields: list[str] = []

    def behind_in_language(self, questions: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        """Questions with a text that was translated from other words than stand there now."""
        return questions.filter(outdated__has_key=value)

    def lacking_language(self, questions: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        """Questions with a text that is not written in this language."""
        if value not in LANGUAGES:
            return questions
        # Without the columns that the list counts for each row.
        plain = Question.objects.filter(pk__in=questions.order_by().values("pk")).defer("search_text").order_by()
        return questions.filter(pk__in=[one.pk for one in plain if missing_texts(one)[value]])

    def overdue_for_review(self, questions: QuerySet[Question], name: str, value: Any) -> QuerySet[Question]:
        """Questions that should have been looked through by now and may still be asked."""
        return questions.filter(review_by__lt=timezone.localdate()).exclude(state=QuestionState.RETIRED)


def found(questions: QuerySet[Question], typed: str) -> QuerySet[Question]:
    """Those that hold every typed word in their code or in any of their texts, whatever keyboard it was typed on."""
    for word in folded(typed[:LONGEST_SEARCH]).split():
        questions = questions.filter(search_text__icontains=word)
    return questions


def listed(request: HttpRequest) -> QuerySet[Question]:
    """The questions that the list shows for this address, on all its pages."""
    filters = QuestionFilterSet(
        request.GET, queryset=within_teams(Question.objects.all(), request.user), request=request
    )
    questions = filters.qs if filters.is_valid() else filters.queryset
    return found(questions, request.GET.get(SEARCH, ""))


def narrowing_of(given: QueryDict) -> list[tuple[str, str]]:
    """What of an address narrows the list down."""
    names = (SEARCH, *QuestionFilterSet.base_filters)
    return [(name, value) for name in names for value in given.getlist(name) if value]


def _owners() -> QuerySet[User]:
    return User.objects.filter(pk__in=Question.objects.exclude(owner=None).values("owner")).order_by("name_ru", "email")
