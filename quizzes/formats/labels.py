"""Norms and difficulty as the tags that Moodle knows: ``norm:ICCPR 9``, ``difficulty:easy``."""

from collections.abc import Iterable
from typing import Any

from core.tidying import tidy_line
from quizzes.formats.plain import Plain

DIFFICULTIES = ("easy", "medium", "hard")
MAX_LABELS = 50


def labels_of(question: Plain) -> list[str]:
    """The tags of a question."""
    return [f"norm:{code}" for code in question["norms"]] + (
        [f"difficulty:{question['difficulty']}"] if question["difficulty"] else []
    )


def read_labels(labels: Iterable[str]) -> dict[str, Any]:
    """``{"norms", "difficulty"}``; other tags are another system's and say nothing here."""
    norms, difficulty = [], ""
    for label in list(labels)[:MAX_LABELS]:
        name, _colon, value = tidy_line(label).partition(":")
        if name.lower() == "norm" and value:
            norms.append(value.strip())
        elif name.lower() == "difficulty" and value.strip().lower() in DIFFICULTIES:
            difficulty = value.strip().lower()
    return {"norms": sorted(set(norms)), "difficulty": difficulty}
