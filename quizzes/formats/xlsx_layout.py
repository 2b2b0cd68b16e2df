"""The columns of the question spreadsheet. Their codes are for reading, the row below them is for people."""

from quizzes.formats.plain import LANGUAGES

SHEET = "questions"
COMMENT = "#"
QUESTION_COLUMNS = ("topic", "norms", "difficulty")
KINDS = ("single", "multiple", "true_false", "matching", "ordering", "number", "short_text")
TRILINGUAL = ("case", "question", "answers", "explanation", "source")


def columns() -> list[str]:
    """Every column code in order."""
    heads = ["key", "kind", *QUESTION_COLUMNS]
    for name in TRILINGUAL:
        heads += [f"{name}_{code}" for code in LANGUAGES]
        heads += ["tolerance"] if name == "answers" else []
    return heads
