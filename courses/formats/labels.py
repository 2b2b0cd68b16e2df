"""Topics and norms of the question bank: ``topics.csv`` and ``norms.csv`` beside the courses, both optional."""

import csv
from pathlib import Path

from courses.formats.nodes import LANGUAGES, Node
from courses.formats.records import LabelRecords, NormRecord, QuestionRecord, TopicRecord

DIFFICULTIES = ("", "easy", "medium", "hard")
KINDS = ("article", "recommendation", "comment", "law")


def read_labels(folder: Path) -> LabelRecords:
    """What both files in ``folder`` say; raises ``ContentError``."""
    topics: list[TopicRecord] = []
    for node in _rows(folder / "topics.csv", "slug"):
        record = _topic(node)
        if record.parent and record.parent not in {one.slug for one in topics}:
            raise node.error(f"The topic “{record.parent}” is not above it in the file.")
        topics.append(record)
    return LabelRecords(topics, [_norm(node) for node in _rows(folder / "norms.csv", "code")])


def read_question_labels(node: Node) -> dict[str, str]:
    """The topic, the difficulty and the lesson of a question, if it says any."""
    difficulty = node.text("difficulty")
    if difficulty not in DIFFICULTIES:
        raise node.error("“difficulty” is none of easy, medium, hard.")
    return {"topic": node.text("topic", limit=50), "difficulty": difficulty, "lesson": node.text("lesson", limit=100)}


def check_labels(question: QuestionRecord, labels: LabelRecords, node: Node) -> None:
    """Raises ``ContentError`` for a topic or norm that the files do not have."""
    if question.topic and question.topic not in {one.slug for one in labels.topics}:
        raise node.error(f"Question {question.key}: There is no topic “{question.topic}”.")
    if unknown := set(question.norms) - {one.code for one in labels.norms}:
        raise node.error(f"Question {question.key}: There is no norm “{min(unknown)}”.")


def _topic(node: Node) -> TopicRecord:
    names = {f"name_{code}": node.text(f"name_{code}", limit=150) for code in LANGUAGES}
    return TopicRecord(node.text("slug", limit=50), node.text("parent", limit=50), names)


def _norm(node: Node) -> NormRecord:
    kind = node.text("kind")
    if kind not in KINDS:
        raise node.error(f"“kind” is none of {', '.join(KINDS)}.")
    titles = {f"title_{code}": node.text(f"title_{code}", limit=250) for code in LANGUAGES}
    return NormRecord(node.text("code", limit=60), {"kind": kind, **titles})


def _rows(path: Path, name: str) -> list[Node]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Node(row, f"{path.name}, {row[name]}") for row in csv.DictReader(file)]
