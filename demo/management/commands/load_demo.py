"""``manage.py load_demo``: a country to look around in."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from agencies.domain.teams import join_team
from courses.domain.teams import set_up_team
from courses.imports import load_course
from demo.accounts import DOMAIN, load_people
from demo.consent import load_consent
from demo.history import make_history
from demo.marking import mark_answers
from demo.rules import make_rules
from home.domain.site_setup import set_up_site

COURSES = ("upr", "iccpr", "reporting")


class Command(BaseCommand):
    help = "Loads the demo country: places, people and what they have learned. A second run adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--courses", nargs="+", choices=COURSES, default=COURSES, help="only these courses")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_places", stdout=self.stdout)
        set_up_site()
        self.stdout.write(f"People: {load_people()} added")
        self.stdout.write(f"Consent: {load_consent(now=timezone.now())} given")
        self._load_courses(options["courses"])
        self.stdout.write(f"Obligations: {make_rules(now=timezone.now())} added")
        self.stdout.write(f"Learners: {make_history(now=timezone.now())} given a history")
        self.stdout.write(f"Open answers: {mark_answers()} marks given")
        for command in ("count_statistics", "count_courses"):  # what authors would otherwise see after the first night
            call_command(command, stdout=self.stdout)

    def _load_courses(self, slugs: Iterable[str]) -> None:
        author = User.objects.get(email=f"trainer@{DOMAIN}")
        for slug in slugs:
            course = load_course(settings.BASE_DIR / "content" / slug, author=author, now=timezone.now())
            join_team(set_up_team(course.key), author, by=None)
            self.stdout.write(f"Course: {course.slug}")
