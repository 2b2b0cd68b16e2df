"""The registry of question types, by name."""

from quizzes.question_types.arranging import Matching, Ordering
from quizzes.question_types.base import (
    Answer,
    Dealer,
    InvalidAnswer,
    Layout,
    Part,
    PartView,
    QuestionType,
    field_name,
    text_in,
)
from quizzes.question_types.choice import Multiple, Single, TrueFalse
from quizzes.question_types.essay import Essay
from quizzes.question_types.writing import Number, ShortText

TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (Single(), Multiple(), TrueFalse(), Matching(), Ordering(), Number(), ShortText(), Essay())
}

__all__ = [
    "TYPES",
    "Answer",
    "Dealer",
    "InvalidAnswer",
    "Layout",
    "Part",
    "PartView",
    "QuestionType",
    "field_name",
    "text_in",
]
