"""Writing topics and norms: the tree of topics is changed here only."""

from collections.abc import Mapping

from django.db import transaction

from quizzes.models import Norm, Topic


@transaction.atomic
def place_topic(topic: Topic, parent: Topic | None, *, move_up: bool = False) -> Topic:
    """Save ``topic`` below ``parent`` (None: at the top), last among its neighbours unless it stands there already.

    ``move_up`` puts it before its neighbour. Raises ``TopicBelowItself``.
    """
    if topic.pk is None:
        return parent.add_child(instance=topic) if parent else Topic.add_root(instance=topic)
    topic.save()
    stored = Topic.objects.get(pk=topic.pk)
    if parent and parent.path.startswith(stored.path):
        raise TopicBelowItself
    if stored.get_parent() != parent:
        _move_below(stored, parent)
    elif move_up and (neighbour := stored.get_prev_sibling()):
        stored.move(neighbour, "left")
    return Topic.objects.get(pk=topic.pk)


class TopicBelowItself(Exception):
    """A topic was to be put below itself."""


def write_topic(slug: str, *, names: Mapping[str, str], parent: Topic | None) -> Topic:
    """The topic with this short name, with these names; a new one goes below ``parent``, an old one stays in place."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        return place_topic(Topic(slug=slug, **names), parent)
    if any(getattr(topic, name) != value for name, value in names.items()):
        Topic.objects.filter(pk=topic.pk).update(**names)
    return topic


def write_norm(code: str, *, fields: Mapping[str, str]) -> Norm:
    """The norm with this code, with these fields."""
    norm = Norm.objects.filter(code=code).first() or Norm(code=code)
    if norm.pk is None or any(getattr(norm, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(norm, name, value)
        norm.save()
    return norm


def _move_below(topic: Topic, parent: Topic | None) -> None:
    if parent:
        topic.move(parent, "last-child")
    elif last := Topic.get_last_root_node():
        topic.move(last, "right")
