"""The demo's people know the right answer to every type of question."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from demo.answers import RIGHT, right_answers
from quizzes.domain.grading import Row, grade_row
from quizzes.question_types import TYPES

OPTIONS = [{"id": "a", "correct": False}, {"id": "b", "correct": True}, {"id": "c", "correct": True}]
PARTS = [
    {"id": "1", "type": "single", "options": OPTIONS[:2]},
    {"id": "2", "type": "multiple", "options": OPTIONS},
    {"id": "3", "type": "true_false", "correct": False},
    {"id": "4", "type": "matching", "pairs": [{"id": "x"}, {"id": "y"}]},
    {"id": "5", "type": "ordering", "items": [{"id": "p"}, {"id": "q"}]},
    {"id": "6", "type": "number", "value": "193", "tolerance": "0"},
    {"id": "7", "type": "short_text", "accepted": {"ru": ["Женева"], "kk": ["Женева"], "en": ["Geneva"]}},
]


def test_every_question_type_is_known():
    assert set(RIGHT) == set(TYPES)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["type"])
def test_right_answers_earn_full_points(part):
    content = {"parts": [part]}
    response = SimpleNamespace(question_version=SimpleNamespace(content=content))

    assert grade_row(Row(content, right_answers(response), 4), exact=True) == Fraction(4)
