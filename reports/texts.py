"""The words that screens and files share: what was counted, by which rule, for whom."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from agencies.choices import Role
from core.number_formats import written_datetime
from reports.filters import ReportFilter
from reports.queries import scope_names

DEFINITION = gettext_lazy(
    "Share = completed ÷ enrolled, both counted up to the end of the period. An enrolment counts for the agency, and "
    "its region, where the learner worked when completing the course; before that, where they worked when enrolling. "
    "Somebody on two courses counts twice. People without a known workplace are not counted."
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
