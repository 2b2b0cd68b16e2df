"""Reads about one learner's way through courses."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property
from django.utils.timezone import localdate

from accounts.models import User
from courses.choices import ItemKind
from courses.models import Course, CourseItem
from courses.outlines import CourseOutline, outlines_of
from learning.choices import Status
from learning.models import CourseProgress, ItemCompletion
from learning.rules import asked_of, renewal_opens


@dataclass(frozen=True)
class CourseState:
    """One course of one learner: the outline, what is done, what comes next."""

    outline: CourseOutline
    done: frozenset[int]
    progress: CourseProgress | None
    today: date = field(default_factory=localdate)

    @property
    def course(self) -> Course:
        """The course itself."""
        return self.outline.course

    @cached_property
    def asked(self) -> list[CourseItem]:
        """The items that completing it takes of this learner, in order."""
        return asked_of(self.outline.items, self.progress.outline_of if self.progress else None)

    @property
    def voluntary(self) -> frozenset[int]:
        """Ids of the others: entry tests, and what was added after the learner had begun."""
        return frozenset(item.pk for item in self.outline.items) - {item.pk for item in self.asked}

    @property
    def items_total(self) -> int:
        """How many items are asked."""
        return len(self.asked)

    @property
    def items_done(self) -> int:
        """How many of them are done."""
        return sum(item.pk in self.done for item in self.asked)

    @property
    def next_item(self) -> CourseItem | None:
        """The first item not done yet; None when all are."""
        return next((item for item in self.asked if item.pk not in self.done), None)

    def lessons_before(self, quiz: CourseItem) -> list[CourseItem]:
        """The lessons that must be read before this quiz may be begun, in order (features A1)."""
        if not quiz.after_lessons:
            return []
        items = self.outline.items
        before = {one.pk for one in items[: items.index(quiz)] if one.kind == ItemKind.LESSON}
        return [one for one in self.asked if one.pk in before - self.done]

    @property
    def is_completed(self) -> bool:
        """Whether the course counts as completed; a later lesson does not take that away, the end of its term does."""
        return bool(self.progress and self.progress.completed_at) and not self.is_expired

    @property
    def valid_until(self) -> date | None:
        """The last day on which the completion counts; None: for good, or not completed."""
        return self.progress.valid_until if self.progress else None

    @property
    def is_expired(self) -> bool:
        """Whether it was completed and has to be renewed to count again."""
        return self.valid_until is not None and self.valid_until < self.today

    @property
    def renewal_items(self) -> list[CourseItem]:
        """The quizzes to be passed again; empty while there is nothing to renew."""
        until = self.valid_until
        if until is None or self.today < renewal_opens(self.course, until):
            return []
        return [item for item in self.outline.items if item.kind == ItemKind.QUIZ and not item.is_pretest]

    @property
    def status(self) -> Status:
        """One of the four words."""
        if self.is_completed:
            return Status.PASSED
        if self.progress and self.progress.started_at:
            return Status.STARTED
        return Status.NOT_STARTED

    def days_left(self, today: date) -> int | None:
        """Days until the due date, negative when it has passed; None without one or once completed."""
        if self.is_completed or not self.progress or not self.progress.due_on:
            return None
        return (self.progress.due_on - today).days


def course_state(learner: User, outline: CourseOutline) -> CourseState:
    """How the learner stands in one course, in two queries."""
    progress = CourseProgress.objects.filter(learner=learner, course=outline.course).first()
    return CourseState(outline, done_items(learner, outline), progress)


def done_items(learner: User, outline: CourseOutline) -> frozenset[int]:
    """Ids of the course's items that the learner has done."""
    completions = ItemCompletion.objects.filter(learner=learner, item__module__course=outline.course)
    return frozenset(completions.values_list("item_id", flat=True))


def own_courses(learner: User) -> list[CourseState]:
    """All courses the learner is on: those to do first, by due date (none last), then the completed ones.

    Three queries whatever their number. Courses that are not open any more appear when they were completed.
    """
    rows = list(CourseProgress.objects.filter(learner=learner).select_related("course"))
    outlines = outlines_of([row.course_id for row in rows])
    done = frozenset(ItemCompletion.objects.filter(learner=learner).values_list("item_id", flat=True))
    states = [CourseState(outlines.get(row.course_id, CourseOutline(row.course)), done, row) for row in rows]
    shown = [state for state in states if state.outline.modules or state.is_completed]
    return sorted(shown, key=_urgency)


def _urgency(state: CourseState) -> tuple[bool, date, int]:
    due = (state.progress.due_on if state.progress else None) or date.max
    return state.is_completed, due, state.course.position
