"""Plain questions as GIFT, in one language."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quizzes.formats.gift_syntax import written
from quizzes.formats.labels import labels_of
from quizzes.formats.plain import Plain

Part = dict[str, Any]


def gift(questions: Iterable[tuple[str, Plain]], language: str) -> bytes:
    """The whole file. Every question must be one that ``fits_gift``."""
    return "".join(_document(questions, language)).encode()


def fits_gift(question: Plain, language: str) -> bool:
    """Whether GIFT can carry the question in ``language`` without loss: one finished part of a type it knows."""
    if len(question["parts"]) != 1 or any(question["case"].values()):
        return False
    (part,) = question["parts"]
    return part["type"] in FITTING and bool(part["prompt"][language]) and FITTING[part["type"]](part, language)


def _document(questions: Iterable[tuple[str, Plain]], language: str) -> Iterator[str]:
    topic: str | None = None
    for key, question in questions:
        if question["topic"] != topic:
            topic = question["topic"]
            yield f"$CATEGORY: $course$/top/{topic}\n\n" if topic else "$CATEGORY: $course$/top\n\n"
        yield _question(key, question, language)


def _question(key: str, question: Plain, language: str) -> str:
    (part,) = question["parts"]
    labels = "".join(f" [tag:{_bracketed(label)}]" for label in labels_of(question))
    source, feedback = question["source"][language], question["feedback"][language]
    lines = [f"// [id:{key}]{labels}", *([f"// source: {source}"] if source else [])]
    explained = f"\n####{_wording(feedback)}" if feedback else ""
    answers = WRITERS[part["type"]](part, language)
    lines.append(f"::{written(key)}::[plain]{written(part['prompt'][language])} {{{answers}{explained}\n}}")
    return "\n".join(lines) + "\n\n"


def _bracketed(label: str) -> str:
    return label.replace("\\", "\\\\").replace("]", "\\]")


def _single(part: Part, language: str) -> str:
    return "".join(
        f"\n{'=' if option['correct'] else '~'}{_wording(option['text'][language])}" for option in part["options"]
    )


def _multiple(part: Part, language: str) -> str:
    options = part["options"]
    right = sum(option["correct"] for option in options)
    gain, loss = 100 / right, -100 / (len(options) - right)
    return "".join(
        f"\n~%{gain if option['correct'] else loss:.5f}%{_wording(option['text'][language])}" for option in options
    )


def _true_false(part: Part, language: str) -> str:
    return "TRUE" if part["correct"] else "FALSE"


def _matching(part: Part, language: str) -> str:
    return "".join(
        f"\n={_wording(pair['left'][language])} -> {_wording(pair['right'][language])}" for pair in part["pairs"]
    )


def _number(part: Part, language: str) -> str:
    return f"#{part['value']}:{part['tolerance']}"


def _short_text(part: Part, language: str) -> str:
    return "".join(f"\n=%100%{written(wording)}" for wording in part["accepted"][language])


WRITERS: dict[str, Callable[[Part, str], str]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "number": _number,
    "short_text": _short_text,
}


def _wording(text: str) -> str:
    """A text at the start of which nothing is taken for a weight or a marker."""
    return f"[plain]{written(text)}" if text.startswith(("[", "%")) else written(text)


def _options_fit(part: Part, language: str) -> bool:
    right = sum(option["correct"] for option in part["options"])
    enough = right == 1 if part["type"] == "single" else right > 0
    return enough and right < len(part["options"]) and all(option["text"][language] for option in part["options"])


def _pairs_fit(part: Part, language: str) -> bool:
    """GIFT has no way to write an arrow that is part of a text."""
    texts = [pair[side][language] for pair in part["pairs"] for side in ("left", "right")]
    return len(texts) > 2 and all(text and "->" not in f"{text}>" and not text.startswith(">") for text in texts)


def _wordings_fit(part: Part, language: str) -> bool:
    """Wordings that all have an arrow would be read as pairs."""
    wordings = part["accepted"][language]
    return bool(wordings) and not any("->" in wording or wording.startswith("[") for wording in wordings)


def _always(part: Part, language: str) -> bool:
    return True


FITTING: dict[str, Callable[[Part, str], bool]] = {
    "single": _options_fit,
    "multiple": _options_fit,
    "true_false": _always,
    "matching": _pairs_fit,
    "number": _always,
    "short_text": _wordings_fit,
}
