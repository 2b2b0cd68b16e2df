"""Plain questions as Moodle XML, with multilang spans for the languages."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from quizzes.formats.html_text import marked_up
from quizzes.formats.labels import labels_of
from quizzes.formats.moodle_reading import CRITERION_TAG, SOURCE_TAG
from quizzes.formats.plain import LANGUAGES, Plain, Texts
from quizzes.question_types.essay import LEVELS

Part = dict[str, Any]


def moodle_xml(questions: Iterable[tuple[str, Plain]]) -> bytes:
    """The whole file; every question is in the category of its topic."""
    return "".join(_document(questions)).encode()


def _document(questions: Iterable[tuple[str, Plain]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    topic: str | None = None
    for key, question in questions:
        if question["topic"] != topic:
            topic = question["topic"]
            path = f"$course$/top/{topic}" if topic else "$course$/top"
            yield f'<question type="category"><category>{_text(path)}</category></question>\n'
        yield from _question(key, question)
    yield "</quiz>\n"


def _question(key: str, question: Plain) -> Iterator[str]:
    parts, is_scenario = question["parts"], len(question["parts"]) > 1 or any(question["case"].values())
    head = _shared(question)
    if not is_scenario:
        yield _element(parts[0], key, head)
        return
    yield (
        f'<question type="description">\n<name>{_text(key)}</name>\n{_formatted("questiontext", question["case"])}'
        f"{head}<idnumber>{escape(key)}</idnumber>\n</question>\n"
    )
    for number, part in enumerate(parts, start=1):
        yield _element(part, f"{key}/{number}", "")


def _shared(question: Plain) -> str:
    """What belongs to the question as a whole; Moodle passes over the element with the source."""
    labels = "".join(f"<tag>{_text(label)}</tag>" for label in labels_of(question))
    return (
        _formatted("generalfeedback", question["feedback"])
        + _formatted(SOURCE_TAG, question["source"])
        + (f"<tags>{labels}</tags>\n" if labels else "")
    )


def _element(part: Part, key: str, head: str) -> str:
    kind, body = WRITERS[part["type"]](part)
    return (
        f"<question type={quoteattr(kind)}>\n<name>{_text(key)}</name>\n{_formatted('questiontext', part['prompt'])}"
        f"{head}<defaultgrade>1</defaultgrade>\n<idnumber>{escape(key)}</idnumber>\n{body}</question>\n"
    )


def _choice(part: Part) -> tuple[str, str]:
    is_single, options = part["type"] == "single", part["options"]
    right = sum(option["correct"] for option in options)
    gain = 100 if is_single else 100 / (right or 1)
    loss = 0 if is_single else 100 / ((len(options) - right) or 1)
    answers = "".join(
        _answer(
            marked_up(option["text"]),
            _fraction(gain if option["correct"] else -loss),
            attributes=' pinned="true"' * bool(option.get("pinned")),
        )
        for option in options
    )
    return "multichoice", f"<single>{str(is_single).lower()}</single><shuffleanswers>1</shuffleanswers>\n{answers}"


def _true_false(part: Part) -> tuple[str, str]:
    right = "true" if part["correct"] else "false"
    answers = (_answer(word, "100" if word == right else "0", "plain_text") for word in ("true", "false"))
    return "truefalse", "".join(answers)


def _matching(part: Part) -> tuple[str, str]:
    pairs = (
        f'<subquestion format="html">{_text(marked_up(pair["left"]))}<answer>{_text(marked_up(pair["right"]))}</answer>'
        "</subquestion>\n"
        for pair in part["pairs"]
    )
    return "matching", "<shuffleanswers>true</shuffleanswers>\n" + "".join(pairs)


def _ordering(part: Part) -> tuple[str, str]:
    settings = (
        "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
        "<gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>\n"
    )
    steps = (_answer(marked_up(item["text"]), str(place)) for place, item in enumerate(part["items"], start=1))
    return "ordering", settings + "".join(steps)


def _number(part: Part) -> tuple[str, str]:
    tolerance = f"<tolerance>{part['tolerance']}</tolerance>"
    return "numerical", _answer(part["value"], "100", "plain_text", inside=tolerance)


def _short_text(part: Part) -> tuple[str, str]:
    answers = (
        _answer(wording, "100", "plain_text", f' lang="{code}"')
        for code in LANGUAGES
        for wording in part["accepted"].get(code, ())
    )
    return "shortanswer", "<usecase>0</usecase>\n" + "".join(answers)


def _essay(part: Part) -> tuple[str, str]:
    """Markers in Moodle find the rubric as a text; our own elements, which Moodle passes over, keep it whole."""
    limits = f"<minwordlimit>{part['min_words']}</minwordlimit><maxwordlimit>{part['max_words']}</maxwordlimit>\n"
    rubric = "".join(
        f"<{CRITERION_TAG}>{_formatted('name', one['name']).strip()}"
        f"{''.join(_formatted('level', one[name]).strip() for name in LEVELS)}</{CRITERION_TAG}>\n"
        for one in part["criteria"]
    )
    return (
        "essay",
        f"<responseformat>plain</responseformat>{limits}{_formatted('graderinfo', _rubric_text(part))}{rubric}",
    )


def _rubric_text(part: Part) -> Texts:
    return {code: "\n".join(_criterion_text(one, code) for one in part["criteria"]) for code in LANGUAGES}


def _criterion_text(criterion: Part, code: str) -> str:
    levels = (f"{place}. {criterion[name][code]}" for place, name in enumerate(LEVELS))
    return "\n".join((criterion["name"][code], *levels)) if criterion["name"][code] else ""


WRITERS: dict[str, Callable[[Part], tuple[str, str]]] = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "number": _number,
    "short_text": _short_text,
    "essay": _essay,
}


def _answer(text: str, fraction: str, written_as: str = "html", attributes: str = "", *, inside: str = "") -> str:
    return f'<answer fraction="{fraction}" format="{written_as}"{attributes}>{_text(text)}{inside}</answer>\n'


def _fraction(share: float) -> str:
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _formatted(tag: str, texts: Texts) -> str:
    return f'<{tag} format="html">{_text(marked_up(texts))}</{tag}>\n'


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
