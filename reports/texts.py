"""The words that screens and files share: what was counted, by which rule, for whom."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from agencies.choices import Role
from core.number_formats import written_datetime
from reports.filters import ReportFilter
from reports.queries import scope_names

DEFINITION = gettext_lazy(
    "Share = completed ÷ obliged, both on the last day of the period, where people worked on that day. Obliged: the "
    "course is required of them by a rule; completed: they had a valid completion. Waived for prior learning: neither. "
    "Completed in the period: counted where the learner worked when completing. Somebody obliged to two courses counts "
    "twice. People without a known workplace are not counted."
)


def scope_text(chosen: ReportFilter) -> str:
    """What the viewer coordinates, by name."""
    return "; ".join(scope_names(chosen.scope.viewer)) or gettext("the whole country")


def notes_of(chosen: ReportFilter, *, now: datetime) -> list[tuple[str, str]]:
    """The lines above a file's rows (EXP-02), as pairs of label and text. The exporter appears by role, not by name."""
    return [
        (gettext("Definition"), str(DEFINITION)),
        *chosen.labels,
        (gettext("Scope"), scope_text(chosen)),
        (gettext("As of"), written_datetime(now)),
        (gettext("Exported by"), str(Role.COORDINATOR.label)),
    ]
