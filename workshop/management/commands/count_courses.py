"""``manage.py count_courses``: nightly, how far learners come in each open course."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.queries import open_courses
from workshop.domain.results import count_course


class Command(BaseCommand):
    help = "Counts for the authors of every open course how far learners come in it."

    def handle(self, *args: Any, **options: Any) -> None:
        courses = list(open_courses())
        for course in courses:
            count_course(course, now=timezone.now())
        self.stdout.write(f"Courses: {len(courses)} counted")
