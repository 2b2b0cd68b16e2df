"""GIFT to plain questions. A file is in one language, which a person names.

Comments that Moodle writes (``// [id:code] [tag:name]``) give code and tags; our own ``// source:`` gives the source.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from core.tidying import tidy_line
from core.uploads.unreadable import UnreadableFile
from quizzes.formats.gift_answers import read_answers
from quizzes.formats.gift_syntax import MARKER, position, unwritten
from quizzes.formats.html_text import by_language, plain_texts
from quizzes.formats.keys import is_key, key_from
from quizzes.formats.labels import read_labels
from quizzes.formats.plain import MAX_QUESTIONS, ReadQuestion, Texts, UnreadableQuestion, no_texts

MAX_BLOCK = 60_000
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
COMMENT_FIELD = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.){1,300})\]")
SOURCE_COMMENT = re.compile(r"//\s*source:\s*(.*)", re.IGNORECASE)
GAP = " _____ "


@dataclass
class _Block:
    """The lines of one question, without comments; ``line`` is its first."""

    topic: str
    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def read_gift(text: str, language: str) -> list[ReadQuestion]:
    """Every question of the file in order, texts in ``language`` only."""
    blocks = _blocks(text)
    if not blocks:
        raise UnreadableFile("no_questions")
    return [_Question(block, language).read() for block in blocks]


def _blocks(text: str) -> list[_Block]:
    found: list[_Block] = []
    block = _Block("")
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), ""], start=1):
        category = CATEGORY.match(line) if not block.lines else None
        if category:
            block = _Block(tidy_line(category[1]))
        elif line.lstrip().startswith("//"):
            block.comments.append(line.strip())
        elif line.strip():
            block.line = block.line or number
            block.lines.append(line)
        elif block.lines:
            found.append(block)
            block = _Block(block.topic)
            if len(found) > MAX_QUESTIONS:
                raise UnreadableFile("too_many", most=MAX_QUESTIONS)
    return found


class _Question:
    def __init__(self, block: _Block, language: str) -> None:
        self.block, self.language = block, language
        self.is_html = False
        self.result = ReadQuestion(line=block.line)

    def read(self) -> ReadQuestion:
        source = "\n".join(self.block.lines)
        try:
            if len(source) > MAX_BLOCK:
                raise UnreadableQuestion("too_long", most=MAX_BLOCK)
            self.result.question = self._plain(source)
        except UnreadableQuestion as error:
            self.result.problems.append((error.code, error.params))
        return self.result

    def _plain(self, source: str) -> dict[str, Any]:
        title, rest = _titled(source)
        before, inside, after = _braces(rest)
        prompt, marker = _without_marker(before)
        self.is_html = marker in ("html", "markdown", "moodle")
        wording = f"{prompt}{GAP}{after}" if after.strip() else prompt
        fields = [match for comment in self.block.comments for match in COMMENT_FIELD.finditer(comment)]
        ids = [unwritten(match[2]) for match in fields if match[1] == "id"]
        named = unwritten(title)
        self.result.key = key_from(*ids[-1:], named if is_key(named) else "", f"{named}{unwritten(wording)}")
        answers, feedback = _general_feedback(inside)
        part = read_answers(answers, self.texts, self.result)
        explained = self.texts(feedback) if feedback else part.pop("feedback", None)
        part.pop("feedback", None)
        return {
            "topic": self.block.topic,
            **read_labels(unwritten(match[2]) for match in fields if match[1] == "tag"),
            "feedback": explained or no_texts(),
            "source": self._source(),
            "parts": [{"prompt": self.texts(wording), **part}],
        }

    def texts(self, source: str) -> Texts:
        """GIFT source as a text in the file's language."""
        plain, marker = _without_marker(source)
        is_html = marker in ("html", "markdown", "moodle") if marker else self.is_html
        return (by_language if is_html else plain_texts)(unwritten(plain), {self.language})

    def _source(self) -> Texts:
        found = [match[1] for comment in self.block.comments if (match := SOURCE_COMMENT.match(comment))]
        return plain_texts(tidy_line(found[-1]) if found else "", {self.language})


def _titled(source: str) -> tuple[str, str]:
    plain = source.lstrip()
    end = position(plain, "::", 2) if plain.startswith("::") else -1
    return (plain[2:end], plain[end + 2 :]) if end >= 0 else ("", plain)


def _braces(source: str) -> tuple[str, str, str]:
    start = position(source, "{")
    end = position(source, "}", start + 1) if start >= 0 else -1
    if start < 0:
        raise UnreadableQuestion("nothing_asked")
    if end < 0:
        raise UnreadableQuestion("brace")
    if position(source[start + 1 : end], "{") >= 0 or position(source, "{", end) >= 0:
        raise UnreadableQuestion("brace")
    return source[:start], source[start + 1 : end], source[end + 1 :]


def _without_marker(source: str) -> tuple[str, str]:
    match = MARKER.match(source)
    return (source[match.end() :], match[1].lower()) if match else (source, "")


def _general_feedback(inside: str) -> tuple[str, str]:
    at = position(inside, "####")
    return (inside[:at], inside[at + 4 :]) if at >= 0 else (inside, "")
