"""Whatever bytes come: a reading, or the formats' own error; never another exception (IMP-10)."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.uploads.unreadable import UnreadableFile
from quizzes.formats.gift_reading import read_gift
from quizzes.formats.gift_writing import gift
from quizzes.formats.html_text import by_language, has_pictures, languages_in
from quizzes.formats.moodle_writing import moodle_xml
from quizzes.formats.xlsx_layout import columns
from quizzes.formats.xlsx_writing import xlsx
from quizzes.import_texts import file_problem, row_problems
from quizzes.imports import read_file

TEXTS = {"ru": "Что это?", "kk": "Бұл не?", "en": "What is it?"}
EMPTY = dict.fromkeys(TEXTS, "")
PARTS = [
    {"type": "single", "prompt": TEXTS, "options": [{"text": TEXTS, "correct": place == 0} for place in range(3)]},
    {"type": "matching", "prompt": TEXTS, "pairs": [{"left": TEXTS, "right": TEXTS} for _place in range(2)]},
    {"type": "number", "prompt": TEXTS, "value": "5", "tolerance": "0.5"},
    {"type": "short_text", "prompt": TEXTS, "accepted": {code: [text] for code, text in TEXTS.items()}},
]
QUESTIONS = [
    (
        f"q-{place}",
        {"topic": "t", "norms": ["N 1"], "difficulty": "easy", "case": EMPTY, "feedback": TEXTS, "source": TEXTS}
        | {"parts": [part]},
    )
    for place, part in enumerate(PARTS)
]
FILES = {
    "q.xml": moodle_xml(QUESTIONS),
    "q.txt": gift(QUESTIONS, "ru"),
    "q.xlsx": xlsx(QUESTIONS, headings=columns()),
}
PIECES = [
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b"</",
    b"{",
    b"}",
    b"\\",
    b"%50%",
    b"=",
    b"~",
    b"####",
    b"->",
    b"&#0;",
    b"]]>",
    b'"',
]
ROUNDS = 150


def read_safely(name: str, data: bytes) -> None:
    """Every error and every problem has a sentence."""
    try:
        reading = read_file(name, data, language="ru")
    except UnreadableFile as error:
        file_problem(error.code, error.params)
        return
    for question in reading.questions:
        assert len(row_problems(question.problems + question.remarks)) == len(question.problems + question.remarks)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A stretch is missing."""
    start, end = sorted(chance.randrange(len(data)) for _side in range(2))
    return data[:start] + data[end:]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _time in range(chance.randint(1, 20)):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def stuffed(data: bytes, chance: random.Random) -> bytes:
    """Signs that mean something stand where they should not."""
    for _time in range(chance.randint(1, 10)):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(PIECES) * chance.randint(1, 3) + data[at:]
    return data


@pytest.mark.parametrize("mutate", [cut, flipped, stuffed])
@pytest.mark.parametrize("name", FILES)
def test_mutated_files(name: str, mutate: Callable[[bytes, random.Random], bytes]):
    chance = random.Random(f"{name}{mutate.__name__}")
    for _round in range(ROUNDS):
        read_safely(name, mutate(FILES[name], chance))


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\x03\x04", b"<quiz>", b"<?xml ", b"\xff\xfe", b"::a::"]),
)
def test_random_bytes(data, head):
    read_safely("q", head + data)


@settings(max_examples=150, deadline=None)
@given(text=st.text("aя{}=~#%:\\->[]50.\n/$ ", max_size=80))
def test_gift_made_of_its_signs(text):
    read_safely("q.txt", f"::a::b {text}".encode())


@settings(max_examples=150, deadline=None)
@given(text=st.text("ap/<>!-&;\"'= \nspanlgr", max_size=80))
def test_html_made_of_its_signs(text):
    result = by_language(text, {"ru"})
    languages_in(text), has_pictures(text)

    assert set(result) == {"ru", "kk", "en"}


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<span lang='ru' class='multilang'>", "<", "&", "<a b='"])
def test_html_takes_time_in_proportion(piece):
    by_language(piece * (20_000 // len(piece)), {"ru"})


def test_deep_brackets_are_no_depth():
    assert read_gift("{" * 50_000, "ru")[0].problems == [("brace", {})]
