"""Who authors a course: its team, and the rights over the course's pages that hang on it.

Trainers reach pages only through teams. They write and send for approval; reviewers publish.
"""

from uuid import UUID

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission

from agencies.domain.teams import form_team
from agencies.models import Team
from courses.models import CoursePage

AUTHOR_CODES = ("add_page", "change_page", "lock_page", "unlock_page")


def team_of(key: UUID) -> Team | None:
    """The team of the course with this key, if it has one."""
    return Team.objects.filter(key=key).first()


def set_up_team(key: UUID) -> Team:
    """The team of a course with its rights over all language versions of it; a second run adds what is missing.

    Raises ``CoursePage.DoesNotExist`` when no page has the key.
    """
    pages = list(CoursePage.objects.filter(translation_key=key).order_by("locale__pk"))
    if not pages:
        raise CoursePage.DoesNotExist
    team = form_team(key, pages[0].title)
    granted = set(GroupPagePermission.objects.filter(group=team).values_list("page", "permission"))
    codes = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=AUTHOR_CODES)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=team, page=page, permission=code)
        for page in pages
        for code in codes
        if (page.pk, code.pk) not in granted
    )
    return team
