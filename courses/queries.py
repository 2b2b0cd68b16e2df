"""Reads about what is taught."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from courses.models import Course, CourseItem, Module, ModuleVersion


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


def open_courses() -> QuerySet[Course]:
    """All courses that are live in some language, in the order of the page tree."""
    return Course.objects.filter(is_open=True).order_by("position")


def course_outline(slug: str) -> CourseOutline:
    """The outline of the open course with this slug, in one query; raises ``Course.DoesNotExist``."""
    outlines = _outlines(open_items().filter(module__course__slug=slug))
    if outlines:
        return outlines[0]
    return CourseOutline(Course.objects.get(slug=slug, is_open=True))


def outlines_of(course_ids: list[int]) -> dict[int, CourseOutline]:
    """Outlines by course id, in one query whatever their number; courses without open items are absent."""
    found = _outlines(open_items().filter(module__course__in=course_ids))
    return {outline.course.pk: outline for outline in found}


def open_items() -> QuerySet[CourseItem]:
    """Everything a learner can open: item, module and course live in at least one language."""
    return (
        CourseItem.objects.filter(is_open=True, module__is_open=True, module__course__is_open=True)
        .select_related("module__course")
        .order_by("module__course__position", "module__position", "position")
    )


def item_by_key(key: UUID) -> CourseItem:
    """The item with this key, open or closed, with module and course; raises ``CourseItem.DoesNotExist``."""
    return CourseItem.objects.select_related("module__course").get(key=key)


def current_version(module: Module) -> ModuleVersion | None:
    """The version learners see now."""
    return module.versions.order_by("-number").first()


def _outlines(items: QuerySet[CourseItem]) -> list[CourseOutline]:
    modules: dict[int, ModuleOutline] = {}
    courses: dict[int, CourseOutline] = {}
    for item in items:
        course = courses.setdefault(item.module.course_id, CourseOutline(item.module.course))
        if item.module_id not in modules:
            modules[item.module_id] = ModuleOutline(item.module, [])
            course.modules.append(modules[item.module_id])
        modules[item.module_id].items.append(item)
    return list(courses.values())
