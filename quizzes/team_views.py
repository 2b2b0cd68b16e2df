"""Snippet screens that show an author only what their teams reach: the rest is not found (ACC-03, ACC-12)."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from agencies.team_rules import within_teams

View = Callable[..., HttpResponseBase]


class TeamPolicy(ModelPermissionPolicy):
    """Wagtail's rights by model, narrowed to what the person's teams reach. Bulk actions and finders ask it."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        """The right to the model, and to this row."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: User, actions: Iterable[str], instance: Model) -> bool:
        """One of the rights to the model, and to this row."""
        if not self.user_has_any_permission(user, actions):
            return False
        return within_teams(self.model._default_manager.filter(pk=instance.pk), user).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Any]:
        """The rows the person reaches, if they have one of the rights."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        return within_teams(rows, user)


class _TeamRows:
    """For the views of choosers: the rows to choose from."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[Any]:
        """What the person reaches."""
        return within_teams(super().get_object_list(), self.request.user)  # type: ignore[misc]


class _TeamChoose(_TeamRows, ChooseView):
    pass


class _TeamChooseResults(_TeamRows, ChooseResultsView):
    pass


class _TeamChosen(SnippetChosenView):
    def get_object(self, pk: str) -> Model:
        """The row, for whoever reaches it."""
        return within_teams(self.model_class.objects.all(), self.request.user).get(pk=pk)


class _TeamChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks: Iterable[str]) -> QuerySet[Any]:
        """Those of the rows that the person reaches."""
        return within_teams(super().get_objects(pks), self.request.user)


class TeamChooserViewSet(SnippetChooserViewSet):
    """Offers what the person reaches."""

    choose_view_class = _TeamChoose
    choose_results_view_class = _TeamChooseResults
    chosen_view_class = _TeamChosen
    chosen_multiple_view_class = _TeamChosenMultiple


class TeamSnippetViewSet(SnippetViewSet):
    """A viewset of a model with a ``team``: list, form, history, usage and all other screens of one row."""

    chooser_viewset_class = TeamChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the list shows."""
        return within_teams(self.model._default_manager.all(), request.user)

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        """The view behind a check of the row that its address names."""
        view: View = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
            if "pk" in more and not self._is_reached(request.user, str(more["pk"])):
                raise Http404
            return view(request, *args, **more)

        return checked

    def _is_reached(self, user: Any, quoted: str) -> bool:
        pk = unquote(quoted)
        if not pk.isdecimal() or not user.is_authenticated:
            return True  # The view itself sends these away.
        return within_teams(self.model._default_manager.filter(pk=pk), user).exists()
