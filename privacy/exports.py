"""Everything that is held about a person, in one file that people and machines read (PRIV-02)."""

import io
import json
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from accounts.models import User
from certificates.domain.papers import paper_of
from certificates.models import Certificate
from privacy.domain.telling import told_to
from privacy.queries import Hidden, acts, held, register_by_purpose
from privacy.rules.holding import Holding
from quizzes.models import Attempt

LAYOUT = 1


def data_file(person: User, *, now: datetime) -> bytes:
    """A ZIP with ``data.json`` and the certificates as PDF.

    ``data.json``: ``{"layout", "made_at", "held": [{"model", "purpose", "rows"}], "acts": [{"model", "as", "rows"}],
    "register": […]}``. What the result page does not tell yet is not in it either, nor are secrets or other people.
    """
    found = {
        "layout": LAYOUT,
        "made_at": now,
        "held": list(held(person, _hidden_from(person, now))),
        "acts": list(acts(person)),
        "register": [_described(*one) for one in register_by_purpose()],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(found, cls=_Encoder, ensure_ascii=False, indent=1))
        for one in Certificate.objects.filter(holder=person).order_by("pk"):
            paper = paper_of(one)
            archive.writestr(f"certificates/{one.number}.pdf", bytes(paper.pdf))
            archive.writestr(f"certificates/{one.number}.json", paper.credential)
    return buffer.getvalue()


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        """Whatever a library's field holds that JSON does not know, as text."""
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def _hidden_from(person: User, now: datetime) -> Hidden:
    @cache
    def told(attempt: int) -> tuple[bool, bool]:
        feedback = told_to(person, Attempt.objects.select_related("quiz", "quiz_version").get(pk=attempt), now=now)
        return feedback.score, feedback.verdicts

    def hidden(one: Holding, row: Model) -> frozenset[str]:
        if not one.attempt:
            return frozenset()
        score, verdicts = told(_attempt_of(one, row))
        is_told = score if one.attempt == "self" else verdicts
        return frozenset() if is_told else one.told_late

    return hidden


def _attempt_of(one: Holding, row: Model) -> int:
    found: Any = row
    for name in [] if one.attempt == "self" else one.attempt.split("__"):
        found = getattr(found, name)
    return int(found.pk)


def _described(purpose: str, reason: str, seen_by: str, lines: list[Any]) -> dict[str, Any]:
    return {
        "purpose": purpose,
        "reason": reason,
        "seen_by": seen_by,
        "models": {line.name: {"days": line.days, "at_erasure": line.erasure} for line in lines},
    }
