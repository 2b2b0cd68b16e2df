"""What is said about courses that travel between sites."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from workshop.domain.unpacking import CHANGED, KEPT, NEW, PROBLEM, SAME, Change

FILE_PROBLEMS = {
    "no_suitcase": _("This is not a course that was saved as a file on a site like this one."),
    "suitcase": _("The file is damaged or was changed by hand; nothing of it was taken over. Place: %(place)s"),
    "suitcase_big": _("The file is too big: at most 200 MB, unpacked 500 MB."),
}
REASONS = {
    "answered": _("Learners have answered it here, and its key would change: use the correction of keys."),
    "elsewhere": _("This page stands in another course here."),
    "foreign": _("It belongs to another team here."),
}
KINDS = {
    "course": _("course"),
    "page": _("pages"),
    "quiz": _("quizzes"),
    "question": _("questions"),
    "topic": _("topics"),
    "norm": _("norms"),
    "term": _("glossary terms"),
    "media": _("pictures and files"),
}
STATUSES = {
    NEW: _("new"),
    CHANGED: _("change"),
    SAME: _("are the same"),
    KEPT: _("are here and stay as they are"),
    PROBLEM: _("cannot be taken over"),
}


def file_problem(code: str, params: Mapping[str, Any]) -> str:
    """The sentence about a file that cannot be read."""
    return str(FILE_PROBLEMS.get(code, FILE_PROBLEMS["no_suitcase"])) % dict(params)


def summary_rows(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """A row per kind: ``{"kind", "counts"}`` with a number per status, in the order of ``STATUSES``."""
    found = list(changes)
    rows = []
    for kind, text in KINDS.items():
        counts = [sum((one.kind, one.status) == (kind, status) for one in found) for status in STATUSES]
        if any(counts):
            rows.append({"kind": text, "counts": counts})
    return rows


def named(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """What changes and what is a problem, one by one."""
    told = [one for one in changes if one.status in (CHANGED, PROBLEM)]
    return [
        {
            "kind": KINDS[one.kind],
            "name": one.name,
            "status": STATUSES[one.status],
            "reason": REASONS.get(one.reason, ""),
        }
        for one in told
    ]
