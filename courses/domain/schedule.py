"""Pages whose time has come: each goes live, or away, on its own, so that one that may not holds up no other."""

import logging
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, Revision

from courses.domain.going_live import NotReady
from courses.signals import held_back

logger = logging.getLogger(__name__)


def publish_due(*, now: datetime) -> int:
    """Let every page go live whose approved time is past; returns how many did.

    A page that may not (``courses.domain.going_live``) loses its time and stays as it is; ``held_back`` tells of it.
    Two processes at once publish each page once.
    """
    due = _due(now).order_by("approved_go_live_at", "pk").values_list("pk", flat=True)
    return sum(_publish(pk, now) for pk in list(due))


def unpublish_expired(*, now: datetime) -> int:
    """Take every page off the site whose last moment is past; returns how many."""
    expired = list(Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk"))
    for page in expired:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return len(expired)


def _due(now: datetime) -> QuerySet[Revision]:
    pages = ContentType.objects.get_for_model(Page)
    return Revision.objects.filter(base_content_type=pages, approved_go_live_at__lt=now)


def _publish(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            revision = _due(now).select_for_update(of=("self",)).filter(pk=pk).first()
            if revision is None:
                return False
            revision.publish(log_action="wagtail.publish.scheduled")
    except NotReady as refusal:
        Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
        logger.warning("held back at its time", extra={"page": refusal.page.pk})
        held_back.send(sender=type(refusal.page), page=refusal.page, obstacles=refusal.obstacles)
        return False
    return True
