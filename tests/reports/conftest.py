"""What the tests of the figures share: instants, and the filter a coordinator's address spells."""

from datetime import UTC, date, datetime

import pytest

from reports.domain.cells import refresh_stale_cells
from reports.filters import ReportFilter, scope_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def filter_for():
    """A function: the fresh filter of a viewer with these parameters."""

    def build(viewer, **values):
        refresh_stale_cells(TODAY)
        return ReportFilter.parse(values, scope_of(viewer))

    return build


@pytest.fixture
def at():
    """A function: noon in UTC of a day written ``2026-09-01``."""
    return lambda day: datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
