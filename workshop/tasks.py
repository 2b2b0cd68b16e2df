"""What happens in the background: mails about pages on their way to learners, counting, moving people on."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from accounts.models import User
from accounts.tasks import write_to
from courses.models import Course, CoursePage
from learning.domain.moving import move_learners
from workshop.domain.results import count_course
from workshop.domain.telling import SENT, Letter


def write_letters(letters: Iterable[Letter]) -> None:
    """Have each sent, in its person's language; people without an address find it on their first screen."""
    letters = list(letters)
    people = User.objects.filter(is_active=True, email__isnull=False).in_bulk([one.person for one in letters])
    for letter in letters:
        if person := people.get(letter.person):
            with translation.override(person.language):
                write_to(person, f"workshop/email/{letter.kind}", _context(letter))


def _context(letter: Letter) -> dict[str, object]:
    course = CoursePage.objects.filter(translation_key=letter.course).order_by("locale__pk").first()
    place = "workshop:review" if letter.kind == SENT else "workshop:course"
    return {
        "course": course.draft_title if course else "",
        "titles": letter.titles,
        "reason": letter.reason,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse(place, args=[letter.course]) if course else "",
    }


@task(backend="background")
def count_figures(course: int) -> None:
    """Count the figures of the course with this id anew."""
    count_course(Course.objects.get(pk=course), now=timezone.now())


@task(backend="background")
def move_people(course: int, by: int) -> None:
    """Move everybody in progress on the course with this id to its newest outline."""
    move_learners(Course.objects.get(pk=course), by=User.objects.get(pk=by), now=timezone.now())
