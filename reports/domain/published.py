"""What everybody may see: the sealed quarters by region, without small groups (ux 97).

Only one cut of the figures is published and it never changes, so that no two tables can be set off against each other.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from agencies.models import Region
from core.figures import Share
from core.sorting import alphabetical_key
from reports.domain.suppression import hidden_of
from reports.filters import region_name
from reports.models import RegionCell, Seal
from reports.periods import Period


@dataclass(frozen=True)
class PublishedRow:
    """One region. ``share`` None: too few people to be told."""

    name: str
    share: Share | None


@dataclass(frozen=True)
class Published:
    """A quarter's rows by name, and their total on the same terms."""

    rows: list[PublishedRow]
    total: Share | None


def published_quarters() -> list[Period]:
    """The sealed quarters, the newest first. One query."""
    months = Seal.objects.order_by("-last_month").values_list("last_month", flat=True)
    return [Period.parse(f"{month:%Y}-Q{month.month // 3}") for month in months]


def published(quarter: Period) -> Published:
    """The figures on the quarter's last day. Two queries."""
    day: date = quarter.last_day or date.max
    cells = RegionCell.objects.filter(month=day.replace(day=1)).order_by()
    sums = cells.values_list("region").annotate(part=Sum("compliant"), whole=Sum("obliged"))
    regions = Region.objects.in_bulk()
    named = [(str(regions[pk]) if pk else region_name(None), Share(part, whole)) for pk, part, whole in sums]
    named.sort(key=lambda pair: alphabetical_key(pair[0]))
    hidden = hidden_of([share.whole for _name, share in named])
    rows = [PublishedRow(name, None if at in hidden.rows else share) for at, (name, share) in enumerate(named)]
    whole = Share(sum(share.part for _name, share in named), sum(share.whole for _name, share in named))
    return Published(rows, None if hidden.total else whole)
