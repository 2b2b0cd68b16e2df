"""Places in a question and what is written there, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.domain.diff import Value
from quizzes.domain.question_texts import Place
from quizzes.models import Question

FIELD_TEXTS = {
    "case": gettext_lazy("case"),
    "feedback": gettext_lazy("explanation"),
    "source": gettext_lazy("source"),
    "prompt": gettext_lazy("question"),
    "text": gettext_lazy("option"),
    "options": gettext_lazy("option"),
    "items": gettext_lazy("step"),
    "left": gettext_lazy("left side"),
    "right": gettext_lazy("right side"),
    "correct": gettext_lazy("right answer"),
    "accepted": gettext_lazy("accepted answers"),
    "value": gettext_lazy("right number"),
    "tolerance": gettext_lazy("tolerance"),
    "type": gettext_lazy("kind of question"),
    "order": gettext_lazy("right order"),
}
OTHER = gettext_lazy("other text")
KINDS = {name: block.label for name, block in Question.parts.field.stream_block.child_blocks.items()}


def place_text(place: Place) -> str:
    """For instance "Part 1, option 2"."""
    what = str(FIELD_TEXTS.get(place.field, OTHER))
    if not place.part:
        return what.capitalize()
    words = {"part": place.part, "what": what, "number": place.item}
    if not place.item:
        return _("Part %(part)d, %(what)s") % words
    return _("Part %(part)d, %(what)s %(number)d") % words


def value_text(place: Place, value: Value | None) -> str:
    """A text as it is, a mark in a word, nothing as nothing."""
    if isinstance(value, bool):
        return _("right") if value else _("wrong")
    return str(KINDS.get(value or "", value)) if place.field == "type" else value or ""
