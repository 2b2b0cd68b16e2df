"""What rests on a norm that was changed or repealed, until somebody has checked it (features B20).

Nothing has to be pressed for it: what is to be checked follows from the dates of the norms and the checks made since.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from courses.models import LessonPage, NormCheck
from quizzes.choices import QuestionState
from quizzes.models import Norm, Question


@dataclass(frozen=True)
class DueCheck:
    """A norm with what cites it and was not checked since ``event_on``; ``pages`` holds one per lesson."""

    norm: Norm
    event_on: date
    is_repealed: bool
    questions: list[Question] = field(default_factory=list)
    pages: list[LessonPage] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many questions and lessons are to be checked."""
        return len(self.questions) + len(self.pages)


def due_checks(pages: QuerySet[LessonPage], questions: QuerySet[Question], *, today: date) -> list[DueCheck]:
    """What of these lessons and questions is to be checked, by norm, the oldest change first. Four queries."""
    found = {one.norm.pk: one for one in _events(today)}
    checked = NormCheck.objects.filter(norm__in=found)
    done = {(one.norm_id, one.event_on, one.question_id or one.page_key) for one in checked}
    asked = questions.exclude(state=QuestionState.RETIRED).filter(norms__in=found).distinct().prefetch_related("norms")
    for question in asked.order_by("key"):
        for due in _open(found, (one.pk for one in question.norms.all()), question.pk, done):
            due.questions.append(question)
    for page, norms in _citing(pages, found):
        for due in _open(found, norms, page.translation_key, done):
            due.pages.append(page)
    return sorted((one for one in found.values() if one.count), key=lambda one: (one.event_on, one.norm.code))


def norms_to_look_at(*, today: date) -> QuerySet[Norm]:
    """Norms in force whose date to look at them again has come."""
    in_force = Norm.objects.filter(Q(repealed_on=None) | Q(repealed_on__gt=today))
    return in_force.filter(review_by__lte=today).order_by("review_by", "code")


def note_check(
    due: DueCheck, *, by: User, now: datetime, question: Question | None = None, page: UUID | None = None
) -> None:
    """Somebody checked a question, or the lesson with this key in all languages, against the norm as it is now."""
    subject = {"question": question, "page_key": page}
    defaults = {"checked_by": by, "checked_at": now}
    NormCheck.objects.get_or_create(norm=due.norm, event_on=due.event_on, **subject, defaults=defaults)


def _events(today: date) -> Iterable[DueCheck]:
    for norm in Norm.objects.filter(Q(changed_on__lte=today) | Q(repealed_on__lte=today)):
        happened = [day for day in (norm.changed_on, norm.repealed_on) if day and day <= today]
        yield DueCheck(norm, max(happened), bool(norm.repealed_on and norm.repealed_on <= today))


def _open(
    found: dict[int, DueCheck],
    norms: Iterable[int],
    subject: int | UUID,
    done: set[tuple[int, date, int | UUID | None]],
) -> list[DueCheck]:
    cited = [found[one] for one in norms if one in found]
    return [due for due in cited if (due.norm.pk, due.event_on, subject) not in done]


def _citing(pages: QuerySet[LessonPage], norms: Iterable[int]) -> Iterable[tuple[LessonPage, list[int]]]:
    """One page of each lesson that cites one of the norms, in the order of the tree, with the norms."""
    cited: defaultdict[UUID, set[int]] = defaultdict(set)
    links = LessonPage.norms.through.objects.filter(norm__in=norms, lessonpage__in=pages.values("pk"))
    for key, norm in links.values_list("lessonpage__translation_key", "norm"):
        cited[key].add(norm)
    first: dict[UUID, LessonPage] = {}
    for page in pages.filter(translation_key__in=cited).order_by("path"):
        first.setdefault(page.translation_key, page)
    return [(page, sorted(cited[key])) for key, page in first.items()]
