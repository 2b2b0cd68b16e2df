"""The page for everybody, where the operator publishes figures at all (ux 97)."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from core.tables import FORMATS, table_response
from reports.domain.published import published, published_quarters
from reports.exports import published_table
from reports.periods import Period


class PublishedView(View):
    """The sealed quarters by region; without an account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.PUBLISH_FIGURES:
            raise Http404
        quarters = published_quarters()
        quarter = self.quarter_or_404(quarters)
        if quarter is None:
            return render(request, "reports/published.html", {"quarters": []})
        figures = published(quarter)
        if file_format := request.GET.get("format"):
            if file_format not in FORMATS:
                raise Http404
            table = published_table(quarter, figures, now=timezone.now())
            return table_response(table, file_format, stem=f"published_{quarter.text}")
        last_day: date | None = quarter.last_day
        context = {"quarters": quarters, "quarter": quarter, "figures": figures, "last_day": last_day}
        return render(request, "reports/published.html", context)

    def quarter_or_404(self, quarters: list[Period]) -> Period | None:
        """The quarter of the address, the newest without one; None while nothing is sealed."""
        asked = self.request.GET.get("quarter")
        if not asked:
            return quarters[0] if quarters else None
        try:
            return next(one for one in quarters if one.text == asked)
        except StopIteration:
            raise Http404 from None
