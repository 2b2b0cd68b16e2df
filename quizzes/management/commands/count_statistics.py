"""``manage.py count_statistics``: nightly, figures about questions for every quiz whose figures are out of date."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.domain.statistics import count_statistics, stale_versions


class Command(BaseCommand):
    help = "Counts the statistics of quizzes with new attempts or corrected keys."

    def handle(self, *args: Any, **options: Any) -> None:
        versions = list(stale_versions())
        for version in versions:
            count_statistics(version, now=timezone.now())
        self.stdout.write(f"Quizzes: {len(versions)} counted")
