"""Finding a course, a lesson or a word; the glossary. Both are for everybody."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView, View

from core.localisation import current_language, localised_field
from core.sorting import alphabetical_key
from core.throttling import is_within
from courses.models import GlossaryTerm, SearchEntry
from courses.search import Hit, excerpt, search
from courses.search_words import LONGEST_SEARCH
from learning.addresses import item_url

PER_PAGE = 10
SEARCHES, SECONDS = 60, 60  # DOS-04


class SearchView(View):
    """The form and what was found."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Without words the form alone."""
        typed = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
        if not typed:
            return render(request, "learning/search.html")
        if not is_within(SEARCHES, seconds=SECONDS, of="searches", who=get_adapter(request).get_client_ip(request)):
            context, status = {"typed": typed, "is_too_often": True}, HTTPStatus.TOO_MANY_REQUESTS
            response = render(request, "learning/search.html", context, status=status)
            response.headers["Retry-After"] = str(SECONDS)
            return response
        page = Paginator(search(typed, current_language()), PER_PAGE).get_page(request.GET.get("page"))
        rows = _rows(list(page), typed, is_signed_in=request.user.is_authenticated)
        return render(request, "learning/search.html", {"typed": typed, "page": page, "rows": rows})


class GlossaryView(TemplateView):
    """All terms in the order of the reader's alphabet."""

    template_name = "learning/glossary.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = sorted(GlossaryTerm.objects.all(), key=lambda term: alphabetical_key(localised_field(term, "term")))
        return super().get_context_data(terms=terms, **kwargs)


def _rows(hits: list[Hit], typed: str, *, is_signed_in: bool) -> list[dict[str, object]]:
    """What a page shows; a lesson's text only to those who may open it (ACC-11)."""
    texts = dict(SearchEntry.objects.filter(pk__in=[hit.entry.pk for hit in hits]).values_list("pk", "text"))
    return [
        {
            "kind": hit.kind,
            "entry": hit.entry,
            "url": _url(hit.entry),
            "excerpt": excerpt(texts[hit.entry.pk], typed) if is_signed_in or hit.kind != "item" else "",
        }
        for hit in hits
    ]


def _url(entry: SearchEntry) -> str:
    if entry.course:
        return reverse("learning:course", args=[entry.course.slug])
    if entry.item:
        return item_url(entry.item)
    return f"{reverse('learning:glossary')}#{entry.term.key if entry.term else ''}"
