"""Everything that the page of the style guide asks for, made up anew for each reader in the reader's language."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.timezone import localtime
from django.utils.translation import gettext

from core.figures import Share
from home.styleguide.contents import ELSEWHERE, GROUPS
from home.styleguide.course import course_samples
from home.styleguide.forms import empty_form, form_with_errors
from home.styleguide.lesson import lesson_samples
from home.styleguide.quiz import quiz_samples

# As assets/scss/_tokens.scss names them.
STEPS = [f"{name}-{number}" for name in ("step", "on-step") for number in range(1, 6)]
SURFACES = ["bg", "surface-2", "surface-3", "ink", "ink-2", "control", "line"]
BRAND = ["brand", "brand-strong", "brand-100", "on-brand", "link", "visited", "focus", "focus-edge", "gold"]
COLOURS = [*SURFACES, *BRAND, "ok", "ok-bg", "warn", "warn-bg", "err", "err-bg", *STEPS]
SIZES = [f"govuk-heading-{size}" for size in ("xl", "l", "m", "s")] + ["govuk-body-l", "govuk-body", "govuk-body-s"]
DISTANCES = [4, 8, 12, 16, 24, 32, 48, 64]
# The symbols of elearn/static/elearn/icons.svg.
ICONS = [
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "book",
    "certificate",
    "check",
    "circle",
    "clock",
    "cross",
    "download",
    "filter",
    "flag",
    "half",
    "info",
    "lock",
    "people",
    "play",
    "print",
    "question",
    "search",
    "user",
    "video",
    "warning",
]


def page_samples(now: datetime) -> dict[str, Any]:
    """The context of the page; no query."""
    learner = course_samples(now)
    return {
        "groups": GROUPS,
        "elsewhere": ELSEWHERE,
        "now": now,
        "colours": COLOURS,
        "sizes": SIZES,
        "distances": DISTANCES,
        "icons": ICONS,
        "crumbs": [
            {"url": "#breadcrumbs", "label": gettext("My learning")},
            {"url": "#breadcrumbs", "label": gettext("Course")},
        ],
        "pages": Paginator(range(60), 20).page(2),
        "person": SimpleNamespace(get_full_name="Асель Нурланова"),
        "form": empty_form(),
        "wrong": form_with_errors(),
        "kinds": ["info", "success", "warning", "error"],
        "told": [
            Message(constants.SUCCESS, gettext("Saved")),
            Message(constants.ERROR, gettext("No certificate has this code")),
        ],
        "kept": _save_status(now),
        "tints": ["ok", "warn", "err", "brand"],
        "share": Share(412, 530),
        "blocks": lesson_samples(),
        "quiz": quiz_samples(now, learner["before"]),
        "learner": learner,
    }


def _save_status(now: datetime) -> list[tuple[str, str]]:
    """State and words as the script of a quiz sets them."""
    return [
        ("saving", gettext("Saving…")),
        ("saved", f"{gettext('Saved')} {localtime(now):%H:%M}"),
        ("kept", gettext("Not sent – kept on this device")),
    ]
