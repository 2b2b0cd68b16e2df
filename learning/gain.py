"""What a learner knew before the course: for themselves, beside what they know now and what their region does."""

from accounts.models import User
from courses.models import Course, CourseItem
from learning.models import CourseGain, CourseProgress
from quizzes.choices import AttemptState, Preset
from quizzes.models import Attempt
from quizzes.queries import percent_of


def percent_before(learner: User, course: Course) -> int | None:
    """Whole per cent in the first attempt at the course's entry tests, their mean where there are several.

    None when none was taken, or where its preset does not tell scores. One query.
    """
    tests = CourseItem.objects.filter(module__course=course, is_pretest=True).values("key")
    attempts = Attempt.objects.filter(
        learner=learner, item_key__in=tests, number=1, is_preview=False, state=AttemptState.GRADED
    ).exclude(quiz_version__preset=Preset.CLOSED)
    found = [percent for one in attempts if (percent := percent_of(one)) is not None]
    return sum(found) // len(found) if found else None


def region_gain(learner: User, course: Course) -> CourseGain | None:
    """The gain of the learner's region in this course, with the region; None where it is not told. One query."""
    own = CourseProgress.objects.filter(learner=learner, course=course, region__isnull=False).values("region")
    return CourseGain.objects.filter(course=course, region__in=own).select_related("region").first()
