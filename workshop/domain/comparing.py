"""What a page would bring to learners, against what they have now (ux 78)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.models import QuizPage
from courses.models.pages import TeachingPage
from quizzes.domain.content import content_of
from quizzes.domain.diff import Change, changes
from quizzes.domain.publishing import latest_version, questions_of
from quizzes.domain.versions import latest_versions
from quizzes.models import Question, Quiz

RULES = ("pass_mark", "max_attempts", "shuffle_questions", "shuffle_options", "scoring_rule", "preset")
MORE_RULES = ("counting_rule", "time_limit", "pause_hours", "closes_at")


@dataclass(frozen=True)
class QuestionChange:
    """A question of a quiz: new to learners, or changed in these places."""

    question: Question
    is_new: bool
    changes: list[Change]


def field_changes(page: TeachingPage) -> list[Any]:
    """Wagtail's comparisons of the live page with its newest draft, of the fields that differ."""
    live = type(page).objects.get(pk=page.pk)
    panel = page.get_edit_handler().get_bound_panel(instance=live, request=None, form=None)
    found = [compare(live, page) for compare in panel.get_comparison()]
    return [one for one in found if one.has_changed()]


def rule_changes(quiz: Quiz) -> list[tuple[str, Any, Any]]:
    """``(field, before, after)`` of the rules that would change; none for a quiz that was never published."""
    version = latest_version(quiz)
    if version is None:
        return []
    pairs = ((name, getattr(version, name), getattr(quiz, name)) for name in (*RULES, *MORE_RULES))
    return [(name, before, after) for name, before, after in pairs if before != after]


def question_changes(page: QuizPage) -> Iterator[QuestionChange]:
    """The questions that the quiz asks or may draw and that learners do not have as they are now."""
    questions = questions_of(page.quiz)
    versions = latest_versions([one.pk for one in questions])
    for question in questions:
        version = versions.get(question.pk)
        found = changes(version.content, content_of(question)) if version else []
        if version is None or found:
            yield QuestionChange(question, version is None, found)
