"""What keeps a question or quiz from being published, in sentences for its author."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.domain.publishing import Blocker

QUESTION_PROBLEMS = {
    "empty": gettext_lazy("Add at least one part: nothing is asked yet."),
    "language": gettext_lazy("Part %(part)d: write every text in Russian and in Kazakh."),
    "one_right": gettext_lazy("Part %(part)d: mark exactly one option as right."),
    "some_right_some_wrong": gettext_lazy(
        "Part %(part)d: mark at least one option as right and leave at least one unmarked."
    ),
    "same_right": gettext_lazy("Part %(part)d: give every pair a right side of its own."),
    "accepted": gettext_lazy("Part %(part)d: give at least one accepted answer in Russian and in Kazakh."),
    "criteria": gettext_lazy("Part %(part)d: give the open answer three to five criteria."),
    "words": gettext_lazy("Part %(part)d: let the most words be no fewer than the least."),
}
QUIZ_PROBLEMS = {
    "not_ready": gettext_lazy("Question %(key)s: finish it and set its state to “ready”."),
    "outdated": gettext_lazy(
        "Question %(key)s: a translation is older than the text it was made from. "
        "Translate it anew, or say that it holds."
    ),
    "twice": gettext_lazy("Question %(key)s: an attempt could ask it twice. Take it, or one of its topics, out."),
}


def question_problems(problems: Iterable[tuple[int, str]]) -> list[str]:
    """One sentence for each ``(part, code)`` of ``quizzes.domain.content.problems_of``."""
    return [str(QUESTION_PROBLEMS[code]) % {"part": part} for part, code in problems]


def quiz_problems(blockers: Iterable[Blocker]) -> list[str]:
    """One sentence for each of ``quizzes.domain.publishing.blockers_of``."""
    return [_sentence(blocker) for blocker in blockers]


def _sentence(blocker: Blocker) -> str:
    if blocker.topic:
        has, draws = blocker.counts
        text = _("Topic: %(topic)s. It has %(has)d ready questions and %(draws)d are to be drawn. Add questions to it.")
        return text % {"topic": blocker.topic, "has": has, "draws": draws}
    if blocker.question is None:
        return _("The quiz has no questions yet.")
    if blocker.code in QUIZ_PROBLEMS:
        return str(QUIZ_PROBLEMS[blocker.code]) % {"key": blocker.question.key}
    (problem,) = question_problems([(blocker.part, blocker.code)])
    return _("Question %(key)s: %(problem)s") % {"key": blocker.question.key, "problem": problem}
