"""What was asked, answered, and what it is worth."""

from quizzes.models.attempt import Attempt, Response
from quizzes.models.question import Question, QuestionVersion
from quizzes.models.quiz import Quiz, QuizSlot
from quizzes.models.quiz_version import QuizVersion, QuizVersionSlot

__all__ = [
    "Attempt",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizSlot",
    "QuizVersion",
    "QuizVersionSlot",
    "Response",
]
