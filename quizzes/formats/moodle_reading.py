"""Moodle XML to plain questions.

A scenario is a "description" with an idnumber K, followed by questions with the idnumbers K/1, K/2 and so on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.tidying import tidy, tidy_line
from core.uploads.unreadable import UnreadableFile
from quizzes.formats.html_text import by_language, has_pictures, languages_in, plain_texts
from quizzes.formats.keys import key_from
from quizzes.formats.labels import read_labels
from quizzes.formats.plain import LANGUAGES, MAX_QUESTIONS, ReadQuestion, Texts, UnreadableQuestion, decimal_text
from quizzes.formats.xml_tree import Node, elements
from quizzes.question_types.essay import LEVELS

MAX_FIELD = 20_000
SOURCE_TAG = "platform-source"
CRITERION_TAG = "platform-criterion"
MAX_WORDS = 600


def read_moodle_xml(text: str, language: str) -> list[ReadQuestion]:
    """Every question of the file in order. ``language`` is that of texts without multilang spans."""
    groups = _Groups()
    root = elements(text, "question", groups.take)
    if root != "quiz":
        raise UnreadableFile("no_quiz")
    return [_Question(group, language).read() for group in groups.found]


@dataclass
class _Group:
    """The elements that make one question, and the category they stand in."""

    topic: str
    nodes: list[Node]

    @property
    def is_scenario(self) -> bool:
        return self.nodes[0].attributes.get("type") == "description"


class _Groups:
    """Sorts elements into questions as they come; a category holds until the next one."""

    def __init__(self) -> None:
        self.found: list[_Group] = []
        self.topic = ""

    def take(self, node: Node) -> None:
        if node.attributes.get("type") == "category":
            self.topic = tidy_line(node.text_of("category", "text"))
        elif self.found and _belongs(self.found[-1], node):
            self.found[-1].nodes.append(node)
        elif len(self.found) >= MAX_QUESTIONS:
            raise UnreadableFile("too_many", most=MAX_QUESTIONS)
        else:
            self.found.append(_Group(self.topic, [node]))


def _belongs(group: _Group, node: Node) -> bool:
    key = group.nodes[0].text_of("idnumber").strip()
    return group.is_scenario and bool(key) and node.text_of("idnumber").strip() == f"{key}/{len(group.nodes)}"


class _Question:
    def __init__(self, group: _Group, language: str) -> None:
        self.group, self.head = group, group.nodes[0]
        texts = [node for part in group.nodes for node in part.walk() if node.tag == "text"]
        self.languages = {code for node in texts for code in languages_in("".join(node.chunks))} or {language}
        self.result = ReadQuestion(line=self.head.line)
        self.answers: list[Node] = []

    def read(self) -> ReadQuestion:
        try:
            self.result.question = self._plain()
        except UnreadableQuestion as error:
            self.result.problems.append((error.code, error.params))
        return self.result

    def _plain(self) -> dict[str, Any]:
        parts = self.group.nodes[self.group.is_scenario :]
        prompt = tidy(self.head.text_of("questiontext", "text")[:MAX_FIELD])
        self.result.key = key_from(self.head.text_of("idnumber"), self._name_as_key(), prompt)
        if not parts:
            raise UnreadableQuestion("nothing_asked")
        labels = [node.text_of("text") for node in (self.head.first("tags") or self.head).all("tag")]
        return {
            "topic": self.group.topic,
            **read_labels(labels),
            "case": self._texts(self.head, "questiontext") if self.group.is_scenario else plain_texts("", set()),
            "feedback": self._texts(self.head, "generalfeedback"),
            "source": {code: tidy_line(text) for code, text in self._texts(self.head, SOURCE_TAG).items()},
            "parts": [self._part(node) for node in parts],
        }

    def _name_as_key(self) -> str:
        name = self.head.text_of("name", "text").strip()
        return name if key_from(name) == name else ""

    def _part(self, node: Node) -> dict[str, Any]:
        kind = node.attributes.get("type", "")
        if kind not in READERS:
            raise UnreadableQuestion("unsupported", kind=tidy_line(kind)[:40])
        if any(_text_of(answer, "feedback") for answer in node.all("answer")):
            self._remark("answer_feedback")
        if any(one.tag == "file" or (one.tag == "text" and has_pictures("".join(one.chunks))) for one in node.walk()):
            self._remark("pictures")
        part_type, value = READERS[kind](self, node)
        return {"type": part_type, "prompt": self._texts(node, "questiontext"), **value}

    def _remark(self, code: str) -> None:
        if (code, {}) not in self.result.remarks:
            self.result.remarks.append((code, {}))

    def _texts(self, node: Node, *path: str) -> Texts:
        """The text below ``node`` by language, read as its format says."""
        source = node.text_of(*path, "text")
        if len(source) > MAX_FIELD:
            raise UnreadableQuestion("too_long", most=MAX_FIELD)
        holder = node.first(path[0]) if path else node
        written_as = holder.attributes.get("format", "html") if holder else "html"
        return (by_language if written_as == "html" else plain_texts)(source, self.languages)

    def choice(self, node: Node) -> tuple[str, dict[str, Any]]:
        fractions = [_fraction(answer) for answer in node.all("answer")]
        if node.text_of("single").strip().lower() in ("true", "1"):
            kind, right = "single", [fraction >= 100 for fraction in fractions]
            weighted = any(0 < fraction < 100 for fraction in fractions)
        else:
            kind, right = "multiple", [fraction > 0 for fraction in fractions]
            weighted = len({round(fraction, 1) for fraction in fractions if fraction > 0}) > 1
        if weighted:
            self._remark("weights")
        options = [
            {"text": self._texts(answer), "correct": correct} | _pinned(answer)
            for answer, correct in zip(node.all("answer"), right, strict=True)
        ]
        return kind, {"options": options}

    def true_false(self, node: Node) -> tuple[str, dict[str, Any]]:
        right = [answer.text_of("text").strip().lower() for answer in node.all("answer") if _fraction(answer) > 0]
        if len(right) != 1 or right[0] not in ("true", "false"):
            raise UnreadableQuestion("true_or_false")
        return "true_false", {"correct": right[0] == "true"}

    def matching(self, node: Node) -> tuple[str, dict[str, Any]]:
        pairs = [
            {"left": self._texts(pair), "right": self._plain_or_spans(pair.text_of("answer", "text"))}
            for pair in node.all("subquestion")
        ]
        whole = [pair for pair in pairs if any(pair["left"].values())]
        if len(whole) < len(pairs):
            self._remark("extra_answers")
        return "matching", {"pairs": whole}

    def ordering(self, node: Node) -> tuple[str, dict[str, Any]]:
        steps = sorted(node.all("answer"), key=_fraction)
        return "ordering", {"items": [{"text": self._texts(step)} for step in steps]}

    def number(self, node: Node) -> tuple[str, dict[str, Any]]:
        right = [answer for answer in node.all("answer") if _fraction(answer) >= 100]
        if not right:
            raise UnreadableQuestion("not_a_number", text="")
        if len(node.all("answer")) > 1:
            self._remark("further_numbers")
        tolerance = decimal_text(right[0].text_of("tolerance").strip() or "0")
        return "number", {"value": decimal_text(right[0].text_of("text")), "tolerance": tolerance.lstrip("-")}

    def short_text(self, node: Node) -> tuple[str, dict[str, Any]]:
        accepted: dict[str, list[str]] = {code: [] for code in LANGUAGES}
        for answer in node.all("answer"):
            if _fraction(answer) < 100:
                self._remark("weights")
                continue
            wording = tidy_line(answer.text_of("text"))
            own = answer.attributes.get("lang", "")
            for code in [own] if own in LANGUAGES else sorted(self.languages):
                accepted[code] += [wording] if wording else []
        return "short_text", {"accepted": accepted}

    def essay(self, node: Node) -> tuple[str, dict[str, Any]]:
        criteria = [self._criterion(one) for one in node.all(CRITERION_TAG)]
        if not criteria:
            self._remark("no_rubric")
        return "essay", {
            "min_words": _word_limit(node, "minwordlimit", 0),
            "max_words": _word_limit(node, "maxwordlimit", MAX_WORDS),
            "criteria": criteria,
        }

    def _criterion(self, node: Node) -> dict[str, Texts]:
        levels = node.all("level")
        if len(levels) != len(LEVELS):
            raise UnreadableQuestion("unsupported", kind=CRITERION_TAG)
        named = {name: self._texts(level) for name, level in zip(LEVELS, levels, strict=True)}
        return {"name": self._texts(node, "name")} | named

    def _plain_or_spans(self, source: str) -> Texts:
        """Moodle writes the right side of a pair without a format: it is plain text unless it has spans."""
        if len(source) > MAX_FIELD:
            raise UnreadableQuestion("too_long", most=MAX_FIELD)
        return (by_language if languages_in(source) else plain_texts)(source, self.languages)


READERS: dict[str, Callable[[_Question, Node], tuple[str, dict[str, Any]]]] = {
    "multichoice": _Question.choice,
    "truefalse": _Question.true_false,
    "matching": _Question.matching,
    "ordering": _Question.ordering,
    "numerical": _Question.number,
    "shortanswer": _Question.short_text,
    "essay": _Question.essay,
}


def _word_limit(node: Node, tag: str, unlimited: int) -> int:
    """Moodle writes 0 for no limit."""
    text = node.text_of(tag).strip()
    return min(int(text), MAX_WORDS) or unlimited if text.isdecimal() and len(text) < 9 else unlimited


def _text_of(node: Node, *path: str) -> str:
    return node.text_of(*path, "text").strip()


def _pinned(node: Node) -> dict[str, bool]:
    """Our own attribute, which Moodle passes over: the option keeps its place at the end."""
    return {"pinned": True} if node.attributes.get("pinned") == "true" else {}


def _fraction(node: Node) -> float:
    try:
        value = float(node.attributes.get("fraction", "0").replace(",", "."))
    except ValueError:
        return 0
    return value if abs(value) <= 1_000_000 else 0
