"""What completes a course, line by line, with the learner's own state: what certificate and reports go by (ux 16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from certificates.models import Certificate
from certificates.queries import own_certificates
from courses.choices import ItemKind
from courses.models import CourseItem
from learning.choices import Status
from learning.queries import CourseState
from quizzes.choices import AttemptState
from quizzes.models import Attempt, QuizVersion


@dataclass(frozen=True)
class QuizLine:
    """A quiz that has to be passed. ``waits_for`` is the first lesson to be read before it; None: it can be begun."""

    item: CourseItem
    pass_mark: int
    status: Status
    waits_for: CourseItem | None


@dataclass(frozen=True)
class Checklist:
    """``certificate`` None: it follows the last line at once. ``entry_test``: one that may still be taken first."""

    lessons_read: int
    lessons_total: int
    quizzes: list[QuizLine]
    certificate: Certificate | None
    entry_test: CourseItem | None = None

    @property
    def lessons_status(self) -> Status:
        """One word for all lessons together."""
        if self.lessons_read == self.lessons_total:
            return Status.PASSED
        return Status.STARTED if self.lessons_read else Status.NOT_STARTED

    @property
    def straight_to(self) -> CourseItem | None:
        """The quiz that can be taken with lessons still unread (ux 15); None when there is none or nothing to skip."""
        if self.lessons_read == self.lessons_total:
            return None
        return next((one.item for one in self.quizzes if one.status != Status.PASSED and not one.waits_for), None)


def checklist(learner: User, state: CourseState) -> Checklist:
    """Three queries whatever the course holds."""
    lessons = [item for item in state.asked if item.kind == ItemKind.LESSON]
    quizzes = [item for item in state.asked if item.kind == ItemKind.QUIZ]
    marks, tried = _pass_marks(quizzes), _tried(learner, quizzes)
    return Checklist(
        lessons_read=sum(item.pk in state.done for item in lessons),
        lessons_total=len(lessons),
        quizzes=[_line(state, item, marks, tried) for item in quizzes],
        certificate=own_certificates(learner).filter(subject_key=state.course.key).first(),
        entry_test=_entry_test(state),
    )


def _entry_test(state: CourseState) -> CourseItem | None:
    """Before anything has been done: afterwards it would measure the course, not what was known before it."""
    if state.done:
        return None
    return next((item for item in state.outline.items if item.is_pretest), None)


def _line(state: CourseState, item: CourseItem, marks: dict[int, int], tried: dict[UUID, Status]) -> QuizLine:
    status = Status.PASSED if item.pk in state.done else tried.get(item.key, Status.NOT_STARTED)
    return QuizLine(item, marks.get(item.quiz_id or 0, 0), status, next(iter(state.lessons_before(item)), None))


def _pass_marks(quizzes: Iterable[CourseItem]) -> dict[int, int]:
    """By quiz, per cent of the version that new attempts take."""
    versions = QuizVersion.objects.filter(quiz__in=[one.quiz_id for one in quizzes], is_preview=False)
    return dict(versions.order_by("number").values_list("quiz", "pass_mark"))


def _tried(learner: User, quizzes: Iterable[CourseItem]) -> dict[UUID, Status]:
    """By item, what the attempts so far have come to: begun goes before not passed."""
    attempts = Attempt.objects.filter(learner=learner, item_key__in=[one.key for one in quizzes], is_preview=False)
    found: dict[UUID, Status] = {}
    for key, state in attempts.exclude(state=AttemptState.VOID).values_list("item_key", "state"):
        if state != AttemptState.GRADED:
            found[key] = Status.STARTED
        found.setdefault(key, Status.FAILED)
    return found
