"""The courses of the country: the real ones that are open, and outlines without pages up to ``COURSES``."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.db import transaction
from django.db.models import Q

from courses.choices import ItemKind
from courses.models import Course, CourseItem, Module, ModuleVersion
from demo.accounts import DOMAIN
from demo.country.tables import rows_of

COURSES = 20
LESSONS = 2
LAST_POSITION = 1000
SLUG = "country-{slug}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson and the version of its module that is read."""

    item_id: int
    version_id: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A course as people of this country take it: they read its lessons; nobody answers questions."""

    course: Course
    lessons: tuple[Lesson, ...]


@transaction.atomic
def add_outlines() -> None:
    """Add courses until there are ``COURSES``; they are closed, so that no learner meets them."""
    missing = COURSES - Course.objects.filter(is_open=True).exclude(key__in=_keys()).count()
    for place, row in enumerate(rows_of("courses")):
        if place < missing and not Course.objects.filter(key=_key(row["slug"])).exists():
            _add_outline(row, LAST_POSITION + place)


def open_outlines() -> None:
    """Let learners meet the courses that ``add_outlines`` made. They have no pages."""
    Course.objects.filter(key__in=_keys()).update(is_open=True)


def readings() -> list[Reading]:
    """The open courses, those made here and whatever else was ever asked of anybody, in order."""
    courses = Course.objects.filter(Q(is_open=True) | Q(key__in=_keys()) | Q(obligations__isnull=False)).distinct()
    lessons = _lessons()
    return [Reading(course, tuple(lessons.get(course.pk, ()))) for course in courses.order_by("position", "pk")]


def outline(slug: str) -> Course | None:
    """The course made here from the row of that name, if it was."""
    return Course.objects.filter(key=_key(slug)).first()


def _lessons() -> dict[int, list[Lesson]]:
    # The last one wins.
    versions = dict(ModuleVersion.objects.order_by("number").values_list("module", "pk"))
    found: defaultdict[int, list[Lesson]] = defaultdict(list)
    items = CourseItem.objects.filter(kind=ItemKind.LESSON, is_open=True, module__is_open=True)
    for item in items.select_related("module").order_by("module__position", "position"):
        found[item.module.course_id].append(Lesson(item.pk, versions.get(item.module_id)))
    return dict(found)


def _add_outline(row: dict[str, str], position: int) -> None:
    common = {"titles": {code: row[f"name_{code}"] for code in ("kk", "ru", "en")}, "position": position}
    slug = row["slug"]
    course = Course.objects.create(
        key=_key(slug),
        slug=SLUG.format(slug=slug),
        hours=int(row["hours"]),
        valid_months=int(row["valid_months"]) if row["valid_months"] else None,
        is_open=False,
        **common,
    )
    module = Module.objects.create(key=_key(f"{slug}/module"), slug="module", course=course, **common)
    for number in range(1, LESSONS + 1):
        CourseItem.objects.create(
            key=_key(f"{slug}/{number}"), slug=f"lesson-{number}", module=module, kind=ItemKind.LESSON, **common
        )


def _keys() -> list[UUID]:
    return [_key(row["slug"]) for row in rows_of("courses")]


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{name}.country.{DOMAIN}")
