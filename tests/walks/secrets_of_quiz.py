"""What must not reach a browser before a quiz is handed in, in every dress a page could carry it in (QUIZ-01)."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from quizzes.models import Attempt
from quizzes.queries import question_view

# Types whose right answer is a text of its own. The word that a short answer asks for stands in the lessons, too.
WORDED = ("matching", "ordering")
FLAG = re.compile(rb"is[_-]?(correct|right|true)|data-(correct|right|key|answer|solution)|[\"'](correct|right|accepted)[\"']\s*:", re.I)  # fmt: skip


def secrets_of(attempt: Attempt) -> set[str]:
    """The explanations, sources and worded solutions of the attempt's questions in all languages."""
    found = set()
    for response in attempt.responses.select_related("question_version"):
        for language in ("ru", "kk", "en"):
            view = question_view(response, language, with_key=True, explained=True)
            found |= {view.feedback, *(part.solution for part in view.parts if part.type in WORDED)}
    return found - {""}


def dressed(text: str) -> Iterator[bytes]:
    """The text as it may stand in HTML, JSON, an address, or base64 at any of its three offsets."""
    yield text.encode()
    yield html.escape(text).encode()
    for escaped in (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]):
        yield escaped.encode()
        yield html.escape(escaped).encode()
    yield "".join(f"&#{ord(letter)};" for letter in text).encode()
    yield quote(text).encode()
    yield quote_plus(text).encode()
    for offset in range(3):
        # Letters at the ends mix with what stands beside them.
        yield base64.b64encode(b"." * offset + text.encode())[4:-4]


def told(bodies: Iterable[bytes], secrets: Iterable[str]) -> list[str]:
    """The secrets that stand in one of the bodies in any dress."""
    everything = b"\n".join(bodies)
    lower = everything.lower()
    return [text for text in secrets if any(form in everything or form.lower() in lower for form in dressed(text))]


def flags(bodies: Iterable[bytes]) -> list[bytes]:
    """Names of fields or attributes that would mark an option as right."""
    return [found[0] for body in bodies if (found := FLAG.search(body))]
