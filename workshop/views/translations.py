"""Translating a course side by side (T2): one press makes the pages, then it is typing."""

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Media, Textarea
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.rich_text import get_rich_text_editor_widget

from courses.blocks import TEXT_FEATURES
from courses.domain.live_pages import course_key_of
from courses.domain.segments import without_marks
from courses.domain.translating import Pair, begin_translation, pairs_of, write_translation
from courses.models import CoursePage, Translation
from workshop.domain.terms import Terms
from workshop.queries import course_pages_of
from workshop.views.boards import WorkshopMixin

NUMBER = re.compile(r"\d+")
MOST_TEXTS = 1000
JSON = "application/json"
# What fits into a row of a field, so that a text is seen whole.
LETTERS_PER_ROW = 28


class BeginTranslationView(WorkshopMixin, View):
    """Makes the pages that are missing in a language and opens the first text that needs somebody."""

    def post(self, request: HttpRequest, key: UUID, language: str) -> HttpResponse:
        """On to the first page that is behind, or back to the course."""
        board = self.board
        if language not in dict(settings.LANGUAGES) or language == board.languages[0]:
            raise Http404
        source = CoursePage.objects.get(pk=board.pages[board.languages[0]][0].pk)
        begin_translation(source, language, by=self.person)
        found = Translation.objects.filter(source__path__startswith=source.path, page__locale__language_code=language)
        first = found.filter(behind__gt=0).order_by("page__path").first()
        if first is None:
            messages.success(request, _("Everything is translated."))
            return redirect("workshop:course", key)
        return redirect("workshop:translate", first.page_id)


class TranslateView(WorkshopMixin, TemplateView):
    """The source on the left, the translation on the right; what is stale shows what it was made from."""

    template_name = "workshop/translate.html"
    page_title = gettext_lazy("Translation")
    header_icon = "site"

    def get_page_subtitle(self) -> str:
        """The page."""
        return self.translation.page.draft_title

    @cached_property
    def translation(self) -> Translation:
        """The translation of the address, of a course that is the person's."""
        found = Translation.objects.select_related("page__locale", "source__locale").filter(page=self.kwargs["page_id"])
        translation = found.first()
        key = course_key_of(translation.page.specific) if translation else None
        if translation is None or not course_pages_of(self.person).filter(translation_key=key).exists():
            raise Http404
        self.kwargs["key"] = key
        return translation

    @cached_property
    def pairs(self) -> list[Pair]:
        """All texts of the page."""
        return pairs_of(self.translation)

    @cached_property
    def terms(self) -> Terms:
        """The glossary between the two languages."""
        source, target = self.translation.source.locale, self.translation.page.locale
        return Terms(source.language_code, target.language_code)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the course before the page's heading asks for it."""
        return self.render_to_response(self.get_context_data(translation=self.translation))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows with their fields."""
        rows = [self._row(number, pair) for number, pair in enumerate(self.pairs)]
        if late := next((row for row in rows if row["pair"].state != "ready"), None):
            late["is_first"] = True
        ready = sum(pair.state == "ready" for pair in self.pairs)
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": rows,
            "target": self.translation.page.locale.language_code,
            "ready": ready,
            "count": len(rows),
            "media": context.get("media", Media()) + _rich().media,
            "preview": reverse("wagtailadmin_pages:view_draft", args=[self.translation.page_id]),
        }

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Store what was changed or ticked as ready; then the same page, or the next one that is behind."""
        translation = self.translation
        texts = {}
        for number, pair in enumerate(self.pairs[:MOST_TEXTS]):
            text = _widget(pair).value_from_datadict(request.POST, request.FILES, f"text-{number}") or ""
            if _said(text) != _said(pair.target) or (f"ready-{number}" in request.POST and pair.state != "ready"):
                texts[pair.source.path] = text
        count = write_translation(translation, texts, by=self.person)
        if request.headers.get("accept") == JSON:
            return JsonResponse({"saved": count})
        messages.success(request, _("Saved. Texts: %(count)d.") % {"count": count})
        return redirect("workshop:translate", page_id)

    def _row(self, number: int, pair: Pair) -> dict[str, Any]:
        name = f"text-{number}"
        rows = max(2, 1 + len(pair.target or pair.source.text) // LETTERS_PER_ROW)
        attrs = {"id": name, "rows": rows, "aria-label": _("Translation of text %(number)d") % {"number": number + 1}}
        missing = [one for one in NUMBER.findall(pair.source.text) if one not in NUMBER.findall(pair.target)]
        return {
            "pair": pair,
            "number": number,
            "field": _widget(pair).render(name, pair.target, attrs=attrs),
            "terms": self.terms.within(pair.source.text),
            "numbers": ", ".join(dict.fromkeys(missing)) if pair.state == "ready" else "",
        }


def _said(text: str) -> str:
    """The text without the marks that the editor puts on its paragraphs anew."""
    return without_marks(text).replace("\r\n", "\n").strip()


def _rich() -> Any:
    return get_rich_text_editor_widget("default", features=TEXT_FEATURES)


def _widget(pair: Pair) -> Any:
    return _rich() if pair.source.is_rich else Textarea()
