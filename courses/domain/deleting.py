"""Pictures and files that pages use stay (ux 83)."""

from collections.abc import Iterator

from django.db.models import Model, Q
from wagtail.models import Page, ReferenceIndex, Revision


class InUse(Exception):
    """``instance`` was not deleted; ``uses`` are the titles of what uses it."""

    def __init__(self, instance: Model, uses: list[str]) -> None:
        super().__init__(f"{len(uses)} uses")
        self.instance = instance
        self.uses = uses


def refuse_used(instance: Model) -> None:
    """Raises ``InUse`` when something that is stored refers to ``instance``, a page's newest draft included."""
    if found := dict.fromkeys(_uses(instance)):
        raise InUse(instance, list(found))


def _uses(instance: Model) -> Iterator[str]:
    for source, _references in ReferenceIndex.get_grouped_references_to(instance):
        yield str(source)
    # What only a draft uses is in no index: drafts that differ from their pages are looked through.
    drafts = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False))
    for revision in Revision.objects.filter(pk__in=drafts.values("latest_revision")):
        if _is_used_in(page := revision.as_object(), instance):
            yield page.title


def _is_used_in(page: Page, instance: Model) -> bool:
    fields = [one for one in page._meta.get_fields() if hasattr(one, "extract_references")]
    chosen = [one for one in page._meta.concrete_fields if one.many_to_one and isinstance(instance, one.related_model)]
    return any(getattr(page, field.attname) == instance.pk for field in chosen) or any(
        issubclass(type(instance), model) and str(number) == str(instance.pk)
        for field in fields
        for model, number, *_paths in field.extract_references(getattr(page, field.name))
    )
