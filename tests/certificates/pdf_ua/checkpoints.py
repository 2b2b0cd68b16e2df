"""The list of conditions and what asks them all."""

from collections.abc import Callable

from tests.certificates.pdf_ua.document import Document

Condition = Callable[[Document], bool]
# By number; filled by the rules.
CHECKPOINTS: dict[str, Condition] = {}


def checkpoint(number: str) -> Callable[[Condition], Condition]:
    """The decorated function says whether a document keeps the condition of this number."""

    def register(condition: Condition) -> Condition:
        assert number not in CHECKPOINTS
        CHECKPOINTS[number] = condition
        return condition

    return register


def breaches(pdf: bytes) -> list[str]:
    """What the document breaks, as ``13-004 every_figure_has_words``; an empty list: nothing."""
    document = Document(pdf)
    return [f"{number} {asked.__name__}" for number, asked in sorted(CHECKPOINTS.items()) if not asked(document)]
