"""Writing course pages from outside the admin: what is given wins, and writing it twice changes nothing."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from wagtail.blocks import StreamValue

from accounts.models import User
from courses.domain.live_pages import AnyPage, Versions
from courses.models.pages import TeachingPage


def write_pages(
    model: type[AnyPage],
    key: UUID,
    parents: Mapping[str, TeachingPage],
    fields: Mapping[str, Mapping[str, Any]],
    *,
    author: User | None,
) -> Versions[AnyPage]:
    """The page with this key below its parents, in every language of ``parents``, published with these fields.

    New pages come last among their siblings. A page that holds the fields already gets no revision and, if somebody
    took it off the site, stays off.
    """
    pages = {}
    for code, parent in parents.items():
        page = model.objects.filter(translation_key=key, locale=parent.locale_id).first()
        if page is None:
            page = model(translation_key=key, locale=parent.locale, live=False, owner=author, **fields[code])
            parent.add_child(instance=page)
        elif not page.is_child_of(parent):
            page = _moved(page, parent, "last-child")
        elif _is_same(page, fields[code]):
            pages[code] = page
            continue
        pages[code] = _published(page, fields[code], author)
    return pages


def keep_order(pages: Sequence[AnyPage]) -> None:
    """Let sibling pages stand in the given order."""
    for before, page in pairwise(pages):
        before.refresh_from_db(fields=["path"])
        page.refresh_from_db(fields=["path"])
        if page.path < before.path:
            page.move(before, pos="right")


def _moved(page: AnyPage, target: TeachingPage, place: str) -> AnyPage:
    page.move(target, pos=place)
    return type(page).objects.get(pk=page.pk)


def _published(page: AnyPage, fields: Mapping[str, Any], author: User | None) -> AnyPage:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=author).publish(skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _is_same(page: AnyPage, fields: Mapping[str, Any]) -> bool:
    return all(_stored(page, name) == value for name, value in fields.items())


def _stored(page: AnyPage, name: str) -> Any:
    value = getattr(page, name)
    return value.get_prep_value() if isinstance(value, StreamValue) else value
