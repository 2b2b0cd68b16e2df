"""Choosing a topic out of the tree, putting topics into it, and who can own a question."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import User
from quizzes.domain.labelling import place_topic
from quizzes.models import Topic

INDENT = "– "


class TopicChoiceField(forms.ModelChoiceField):
    """All topics in the order of the tree, those below others indented."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": Topic.objects.order_by("path")} | kwargs)

    def label_from_instance(self, obj: Topic) -> str:
        """The name at its depth."""
        return indented(obj)


class TopicForm(WagtailAdminModelForm):
    """A topic and its place in the tree."""

    parent = TopicChoiceField(
        label=gettext_lazy("Below"), required=False, empty_label=gettext_lazy("nothing: at the top")
    )
    move_up = forms.BooleanField(label=gettext_lazy("Move up one place"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["parent"] = self.instance.get_parent()
        else:
            self.fields["move_up"].widget = forms.HiddenInput()

    def clean_parent(self) -> Topic | None:
        """Any topic but the one that is edited and those below it."""
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and parent.path.startswith(self.instance.path):
            raise forms.ValidationError(_("A topic cannot stand below itself."))
        return parent

    def save(self, commit: bool = True) -> Topic:
        """The topic at its place."""
        cleaned = self.cleaned_data
        return place_topic(self.instance, cleaned["parent"], move_up=cleaned["move_up"])


def indented(topic: Topic) -> str:
    """The topic's name, as deep as it stands in the tree."""
    return f"{INDENT * (topic.depth - 1)}{topic}"


def authors(*, including: User | None = None) -> QuerySet[User]:
    """Everybody who may change questions, and ``including``."""
    may_change = {"codename": "change_question", "content_type__app_label": "quizzes"}
    by_group = {f"groups__permissions__{name}": value for name, value in may_change.items()}
    wanted = Q(**by_group) | Q(is_superuser=True) | Q(pk=including.pk if including else None)
    return User.objects.filter(wanted, is_active=True).distinct().order_by("name_ru", "email")
