"""By which keys the answers to a question version count: its own and those of corrections."""

from collections.abc import Mapping
from typing import Any

from quizzes.choices import CorrectionRule
from quizzes.domain.sheets import IN_FORCE
from quizzes.models import KeyCorrection
from quizzes.question_types import TYPES, Part

# Forms of one part that differ in their keys; an answer is right by any of them. None: whatever is given is right.
PartKeys = list[Part] | None
Keys = dict[str, PartKeys]


def keys_in_force(contents: Mapping[int, Mapping[str, Any]]) -> dict[int, Keys]:
    """The keys of every part by question version and part id, the newest last; one query."""
    keys: dict[int, Keys] = {pk: {part["id"]: [part] for part in content["parts"]} for pk, content in contents.items()}
    in_force = KeyCorrection.objects.filter(faulty__in=contents, state__in=IN_FORCE).exclude(rule=CorrectionRule.FUTURE)
    for correction in in_force.select_related("corrected").order_by("applied_at", "pk"):
        known = keys[correction.faulty_id]
        for part in correction.corrected.content["parts"]:
            known[part["id"]] = _corrected(known[part["id"]], part, correction.rule)
    return keys


def is_right(keys: PartKeys, answer: Any) -> bool:
    """Whether the answer to one part earns everything by one of its keys."""
    return keys is None or any(TYPES[part["type"]].credit(part, answer, exact=True) == 1 for part in keys)


def _corrected(keys: PartKeys, part: Part, rule: str) -> PartKeys:
    if rule == CorrectionRule.ALL:
        return None
    if rule == CorrectionRule.NEW:
        return [part]
    return None if keys is None else [*keys, part]
