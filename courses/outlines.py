"""Outlines: what learners can open of a course, read on every page of it.

An outline is the same for everybody and changes only when the course is published, so each process keeps the ones it
has read under ``Course.outline_stamp``, which every publish changes. Asking for the stamp is one query; no process
ever shows an outline that another one has replaced. The rows in an outline are shared: read them, never change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from courses.models import Course, CourseItem, Module
from courses.queries import open_items

MAX_KEPT = 200


@dataclass(frozen=True)
class ModuleOutline:
    """A module with its open items in order."""

    module: Module
    items: list[CourseItem]


@dataclass(frozen=True)
class CourseOutline:
    """A course with its open modules and items in order: everything a learner can open."""

    course: Course
    modules: list[ModuleOutline] = field(default_factory=list)

    @property
    def items(self) -> list[CourseItem]:
        """All items in the order they are taken."""
        return [item for module in self.modules for item in module.items]

    def item_at(self, module_slug: str, item_slug: str) -> CourseItem | None:
        """The item with this address, or None."""
        return next((one for one in self.items if (one.module.slug, one.slug) == (module_slug, item_slug)), None)

    def neighbours(self, item: CourseItem) -> tuple[CourseItem | None, CourseItem | None]:
        """The items before and after ``item``."""
        items = self.items
        at = items.index(item)
        return (items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None)


def course_outline(slug: str) -> CourseOutline:
    """The outline of the open course with this slug; raises ``Course.DoesNotExist``."""
    course = Course.objects.get(slug=slug, is_open=True)
    return _outlines([course])[0]


def outlines_of(course_ids: Iterable[int]) -> dict[int, CourseOutline]:
    """Outlines of the open ones among these courses by id, in two queries at most whatever their number."""
    courses = list(Course.objects.filter(pk__in=course_ids, is_open=True))
    return {outline.course.pk: outline for outline in _outlines(courses)}


_kept: dict[UUID, CourseOutline] = {}


def _outlines(courses: list[Course]) -> list[CourseOutline]:
    """The outlines in the order asked for: kept ones, and the others from one query."""
    missing = [course for course in courses if course.outline_stamp not in _kept]
    if missing:
        if len(_kept) > MAX_KEPT:
            _kept.clear()
        _kept.update(_read(missing))
    return [_kept[course.outline_stamp] for course in courses]


def _read(courses: list[Course]) -> dict[UUID, CourseOutline]:
    outlines = {course.pk: CourseOutline(course) for course in courses}
    modules: dict[int, ModuleOutline] = {}
    for item in open_items().filter(module__course__in=outlines):
        outline = outlines[item.module.course_id]
        if item.module_id not in modules:
            modules[item.module_id] = ModuleOutline(item.module, [])
            outline.modules.append(modules[item.module_id])
        modules[item.module_id].items.append(item)
    return {outline.course.outline_stamp: outline for outline in outlines.values()}
