"""What was asked, answered, and what it is worth."""

from quizzes.models.allowance import ExtraAttempts, TimeAllowance
from quizzes.models.attempt import Attempt, Response
from quizzes.models.correction import KeyCorrection, RegradeEntry
from quizzes.models.mark import Mark, MarkingTask
from quizzes.models.norm import Norm, Topic
from quizzes.models.question import Question, QuestionVersion
from quizzes.models.question_import import QuestionImport
from quizzes.models.quiz import Quiz, QuizSlot
from quizzes.models.quiz_version import QuizVersion, QuizVersionSlot
from quizzes.models.statistics import QuizStatistics

__all__ = [
    "Attempt",
    "ExtraAttempts",
    "KeyCorrection",
    "Mark",
    "MarkingTask",
    "Norm",
    "Question",
    "QuestionImport",
    "QuestionVersion",
    "Quiz",
    "QuizSlot",
    "QuizStatistics",
    "QuizVersion",
    "QuizVersionSlot",
    "RegradeEntry",
    "Response",
    "TimeAllowance",
    "Topic",
]
