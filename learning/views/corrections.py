"""Putting a wrong key right: the key, what it would change, the decision, its progress and its ledger (ux T6)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from learning.domain.regrading import completions_gained, completions_in_question, impact_of
from learning.tasks import regrade
from quizzes.choices import CorrectionState
from quizzes.domain.corrections import (
    IN_WORK,
    CorrectionRefused,
    apply_correction,
    in_force,
    may_undo,
    needs_second_person,
    propose_correction,
    start_undo,
    withdraw_correction,
)
from quizzes.domain.impact import other_answered_versions
from quizzes.key_forms import DecisionForm, KeyForm
from quizzes.key_texts import REFUSALS, key_texts
from quizzes.models import KeyCorrection, QuestionVersion

PER_PAGE = 50
LISTED = 100
SECONDS_BETWEEN_LOOKS = 3


class CorrectionsMixin(WagtailAdminTemplateMixin):
    """Lets in who may correct keys; everybody else is sent away as Wagtail does."""

    request: HttpRequest
    page_title = gettext_lazy("Corrected keys")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("quizzes.add_keycorrection"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list of corrections."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("learning_admin:corrections"), "label": self.page_title},
        ]


class CorrectionListView(CorrectionsMixin, View):
    """Who corrected what, when and by which rule, with what it changed; newest first."""

    template_name = "learning/admin/corrections.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        changed = Count("entries", filter=Q(entries__is_undo=False))
        passing = Count(
            "entries", filter=Q(entries__is_undo=False, entries__passed_before=False, entries__passed_after=True)
        )
        found = (
            within_teams(KeyCorrection.objects.all(), request.user, "faulty__question__team")
            .select_related("faulty__question", "corrected", "proposed_by", "confirmed_by")
            .annotate(changed=changed, passing=passing)
            .order_by("-proposed_at", "-pk")
        )
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        rows = [(one, key_texts(one.faulty.content), key_texts(one.corrected.content)) for one in page]
        return self.render_to_response(self.get_context_data(page=page, rows=rows))


class CorrectView(CorrectionsMixin, View):
    """Two steps on one address: the right key, then what it would change and the decision."""

    template_name = "learning/admin/correct.html"
    kwargs: dict[str, Any]

    @cached_property
    def faulty(self) -> QuestionVersion:
        """The version whose key is wrong."""
        return get_object_or_404(
            within_teams(QuestionVersion.objects.select_related("question"), self.request.user, "question__team"),
            pk=self.kwargs["version"],
        )

    def get_page_subtitle(self) -> str:
        """The question's code."""
        return self.faulty.question.key

    def get(self, request: HttpRequest, version: int) -> HttpResponse:
        return self._page(KeyForm(self.faulty.content, shown=self._shown()))

    def post(self, request: HttpRequest, version: int) -> HttpResponse:
        """Show the impact of the key; with a decision in the form, carry it out."""
        form = KeyForm(self.faulty.content, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        if "decide" not in request.POST:
            return self._preview(form, DecisionForm())
        decision = DecisionForm(request.POST)
        if not decision.is_valid():
            return self._preview(form, decision, status=422)
        try:
            correction = self._decide(form, decision)
        except CorrectionRefused as refused:
            decision.add_error(None, str(REFUSALS[refused.code]))
            return self._preview(form, decision, status=422)
        return redirect("learning_admin:correction", correction.pk)

    @transaction.atomic
    def _decide(self, form: KeyForm, decision: DecisionForm) -> KeyCorrection:
        user, now = self.request.user, timezone.now()
        chosen = decision.cleaned_data
        correction = propose_correction(
            self.faulty, form.content, rule=chosen["rule"], reason=chosen["reason"], by=user, now=now
        )
        return correction if needs_second_person(correction.rule) else _bring_into_force(correction, self.request)

    def _shown(self) -> Mapping[str, Any]:
        """The question with the key that counts now: an earlier correction may be in force."""
        current = in_force(self.faulty)
        return current.corrected.content if current else self.faulty.content

    def _page(self, form: KeyForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            version=self.faulty,
            form=form,
            current=key_texts(self._shown()),
            others=other_answered_versions(self.faulty),
        )
        return self.render_to_response(context, status=status)

    def _preview(self, form: KeyForm, decision: DecisionForm, status: int = 200) -> HttpResponse:
        self.template_name = "learning/admin/correct_preview.html"
        context = self.get_context_data(
            version=self.faulty,
            form=form,
            decision=decision,
            old=key_texts(self.faulty.content),
            new=key_texts(form.content),
            impacts=impact_of(self.faulty, form.content),
        )
        return self.render_to_response(context, status=status)


class OneCorrectionMixin(CorrectionsMixin):
    """Finds the correction of the address."""

    kwargs: dict[str, Any]

    @cached_property
    def correction(self) -> KeyCorrection:
        """With everything a page shows of it."""
        related = ("faulty__question", "corrected", "proposed_by", "confirmed_by", "undone_by")
        corrections = KeyCorrection.objects.select_related(*related)
        return get_object_or_404(
            within_teams(corrections, self.request.user, "faulty__question__team"), pk=self.kwargs["pk"]
        )

    def get_page_subtitle(self) -> str:
        """The question's code."""
        return self.correction.faulty.question.key


class CorrectionView(OneCorrectionMixin, View):
    """One correction: waiting, running, in force or undone, and the buttons that go with that."""

    template_name = "learning/admin/correction.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        correction = self.correction
        response = self.render_to_response(self.get_context_data(**_state_of(correction, request)))
        if correction.state in IN_WORK:
            response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm, withdraw, undo, or go on with a run that stopped."""
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return redirect("learning_admin:correction", pk)
        try:
            address = act(self.correction, request)
        except CorrectionRefused as refused:
            messages.error(request, str(REFUSALS[refused.code]))
            return redirect("learning_admin:correction", pk)
        return redirect(address)


class LedgerView(OneCorrectionMixin, View):
    """Every answer that the correction or its undoing changed."""

    template_name = "learning/admin/ledger.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entries = self.correction.entries.select_related("attempt__learner", "response").order_by("pk")
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(correction=self.correction, page=page))


def _state_of(correction: KeyCorrection, request: HttpRequest) -> dict[str, Any]:
    """What the page of one correction shows in its state."""
    is_waiting = correction.state == CorrectionState.DRAFT
    in_question = completions_in_question(correction)
    return {
        "correction": correction,
        "old": key_texts(correction.faulty.content),
        "new": key_texts(correction.corrected.content),
        "is_waiting": is_waiting,
        "is_running": correction.state in IN_WORK,
        "may_confirm": is_waiting and correction.proposed_by_id != request.user.pk,
        "may_undo": may_undo(correction, timezone.now()),
        "done": min(correction.done, correction.total),
        "impacts": impact_of(correction.faulty, correction.corrected.content) if is_waiting else [],
        "counts": _counts(correction),
        "gained": completions_gained(correction),
        "in_question": in_question[:LISTED],
        "in_question_count": in_question.count(),
    }


def _counts(correction: KeyCorrection) -> dict[str, int]:
    """What the ledger says was done, undoing left out."""
    made = Q(is_undo=False)
    return correction.entries.aggregate(
        changed=Count("pk", filter=made),
        passing=Count("pk", filter=made & Q(passed_before=False, passed_after=True)),
        failing=Count("pk", filter=made & Q(passed_before=True, passed_after=False)),
        undone=Count("pk", filter=Q(is_undo=True)),
    )


def _bring_into_force(correction: KeyCorrection, request: HttpRequest) -> KeyCorrection:
    correction = apply_correction(correction, by=request.user, now=timezone.now())
    _count_later(correction)
    return correction


def _count_later(correction: KeyCorrection) -> None:
    if correction.state in IN_WORK:
        transaction.on_commit(lambda: regrade.enqueue(correction.pk))


@transaction.atomic
def _confirm(correction: KeyCorrection, request: HttpRequest) -> str:
    _bring_into_force(correction, request)
    return _address(correction)


@transaction.atomic
def _undo(correction: KeyCorrection, request: HttpRequest) -> str:
    _count_later(start_undo(correction, by=request.user, now=timezone.now()))
    return _address(correction)


def _go_on(correction: KeyCorrection, request: HttpRequest) -> str:
    _count_later(correction)
    return _address(correction)


def _withdraw(correction: KeyCorrection, request: HttpRequest) -> str:
    withdraw_correction(correction)
    messages.success(request, _("The correction was withdrawn."))
    return reverse("learning_admin:corrections")


def _address(correction: KeyCorrection) -> str:
    return reverse("learning_admin:correction", args=[correction.pk])


ACTS = {"confirm": _confirm, "withdraw": _withdraw, "undo": _undo, "go_on": _go_on}
