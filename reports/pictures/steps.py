"""The five classes of a share: the same for all places and periods, so that pictures can be compared (ux 3.5)."""

import itertools
from bisect import bisect_right

from django.utils.translation import gettext

from core.figures import Share

# From so many per cent on the next class begins.
BOUNDS = (50, 65, 80, 90)
NO_STEP = "none"


def step_of(share: Share) -> str:
    """``"1"`` to ``"5"``, or ``NO_STEP`` of nobody."""
    return NO_STEP if share.percent is None else str(bisect_right(BOUNDS, share.percent) + 1)


def legend() -> list[tuple[str, str]]:
    """Each class with its bounds in words, the lowest first, and what nobody looks like."""
    percents = [gettext("%(number)s%%") % {"number": bound} for bound in (*BOUNDS, 100)]
    words = [f"< {percents[0]}", *(f"{lower} – {upper}" for lower, upper in itertools.pairwise(percents))]
    steps = [(str(number), text) for number, text in enumerate(words, start=1)]
    return [*steps, (NO_STEP, gettext("nobody obliged, or not yours to see"))]
