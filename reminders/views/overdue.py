"""Who is behind (ux 88): names with what can be done about them."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from agencies.choices import PostCategory
from reminders.exports import FORMATS, KIND
from reminders.overdue import BY_ALPHABET, BY_DAY, MOST_SORTED, overdue_page
from reminders.views.base import CoordinatorView
from reports.domain.cells import refresh_stale_cells
from reports.file_views import file_response
from reports.filters import ReportFilter
from reports.queries import completion_by_region, total_of
from reports.texts import scope_text

ORDERS = {
    "due": _("the longest overdue first"),
    "latest": _("the latest first"),
    "name": _("by name"),
    "agency": _("by agency"),
}
SIZES = (25, 100, MOST_SORTED)


class OverdueView(CoordinatorView):
    """The people behind the figure of the overdue, today; every opening is logged."""

    template_name = "reminders/overdue.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = self.chosen_or_404(request.GET)
        refresh_stale_cells(self.today)
        self.log_names("overdue_opened")
        if file_format := request.GET.get("format"):
            return self.file(chosen, file_format)
        total = total_of(completion_by_region(chosen, today=self.today))
        order, size = self.order_or_404(total.overdue), self.size_or_404()
        page = self.page_or_404(total.overdue, size)
        rows = overdue_page(chosen, order, start=(page.number - 1) * size, size=size, today=self.today)
        return self.page(
            chosen=chosen,
            # Links are built from what the filter understood, never from what the address said.
            parameters=QueryDict(urlencode(chosen.parameters)),
            shown=QueryDict(urlencode(chosen.parameters | self.looks(order, size))),
            categories=PostCategory.choices,
            total=total,
            rows=rows,
            page=page,
            order=order,
            orders=[(value, label) for value, label in ORDERS.items() if self.can_be(value, total.overdue)],
            size=size,
            sizes=SIZES,
            most_sorted=MOST_SORTED,
            scope_text=scope_text(chosen),
        )

    def file(self, chosen: ReportFilter, file_format: str) -> HttpResponse:
        """All rows as a file, or a page to wait for it."""
        if file_format not in FORMATS:
            raise Http404
        return file_response(self.request.user, KIND, chosen.parameters, file_format, now=self.now)

    def can_be(self, order: str, number: int) -> bool:
        """Whether so many can be put in this order."""
        return order in BY_DAY or (order in BY_ALPHABET and number <= MOST_SORTED)

    def order_or_404(self, number: int) -> str:
        """The order of the address; too many for the alphabet come by day."""
        order = self.request.GET.get("order") or "due"
        if order not in ORDERS:
            raise Http404
        return order if self.can_be(order, number) else "due"

    def size_or_404(self) -> int:
        """How many rows a page has."""
        size = self.request.GET.get("size") or str(SIZES[0])
        if size not in map(str, SIZES):
            raise Http404
        return int(size)

    def page_or_404(self, number: int, size: int) -> Page:
        """Which of the pages is shown; its rows are read apart."""
        try:
            return Paginator(range(number), size).page(self.request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404 from error

    def looks(self, order: str, size: int) -> dict[str, Any]:
        """What a link to the next page carries besides the filter; usual values are left out."""
        return ({"order": order} if order != "due" else {}) | ({"size": size} if size != SIZES[0] else {})
