"""The list of questions: what an author sees of each, searched and narrowed down."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from core.number_formats import written_date
from quizzes.bank_filters import QuestionFilterSet, found
from quizzes.choices import QuestionState
from quizzes.domain.question_texts import first_words, missing_texts
from quizzes.domain.usage import with_usage
from quizzes.models import Question
from quizzes.views.question_files import FileButtonsMixin

SHOWN_LETTERS = 90


class QuestionIndexView(FileButtonsMixin, SnippetViewSet.index_view_class):
    """Searches in all three languages at once, folded; the number of queries does not depend on the rows."""

    filterset_class = QuestionFilterSet
    table_classname = "listing listing--compact"

    def get_base_queryset(self) -> QuerySet[Question]:
        """Questions with what the columns need."""
        return with_usage(super().get_base_queryset().select_related("topic"))

    def search_queryset(self, queryset: QuerySet[Question]) -> QuerySet[Question]:
        """Those that hold every typed word."""
        return found(queryset, self.search_query) if self.is_searching else queryset


def _words(question: Question) -> str:
    words = first_words(question)
    return words if len(words) <= SHOWN_LETTERS else f"{words[:SHOWN_LETTERS]}…"


def _languages(question: Question) -> str:
    missing = {code.upper(): len(places) for code, places in missing_texts(question).items()}
    ready = ", ".join(code for code, count in missing.items() if not count)
    parts = [_("%(language)s ready") % {"language": ready}] if ready else []
    parts += [
        _("%(language)s missing: %(count)d") % {"language": code, "count": count}
        for code, count in missing.items()
        if count
    ]
    parts += [
        _("%(language)s behind: %(count)d") % {"language": code.upper(), "count": len(texts)}
        for code, texts in question.outdated.items()
    ]
    return "; ".join(parts)


def _review(question: Question) -> str:
    if question.review_by is None:
        return ""
    day = written_date(question.review_by)
    is_overdue = question.review_by < timezone.localdate() and question.state != QuestionState.RETIRED
    return _("overdue since %(day)s") % {"day": day} if is_overdue else day


COLUMNS: tuple[Any, ...] = (
    "key",
    Column("first_words", label=gettext_lazy("Question"), accessor=_words),
    Column("topic", label=gettext_lazy("Topic")),
    Column("get_difficulty_display", label=gettext_lazy("Difficulty"), sort_key="difficulty"),
    Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
    Column("languages", label=gettext_lazy("Texts"), accessor=_languages),
    NumberColumn("quiz_count", label=gettext_lazy("Used in quizzes")),
    NumberColumn("version_count", label=gettext_lazy("Versions")),
    Column("review_by", label=gettext_lazy("Review by"), accessor=_review, sort_key="review_by"),
    DateColumn("updated_at", label=gettext_lazy("Changed"), sort_key="updated_at"),
)
