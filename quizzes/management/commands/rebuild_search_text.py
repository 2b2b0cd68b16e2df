"""``manage.py rebuild_search_text``: needed after questions were written past the bank, or after folding changed."""

from typing import Any

from django.core.management.base import BaseCommand

from quizzes.domain.question_texts import rebuild_search_texts
from quizzes.models import Question


class Command(BaseCommand):
    """Counts what it put right."""

    help = "Writes anew what the list of questions is searched by."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at every question."""
        count = rebuild_search_texts(Question.objects.order_by("pk"))
        self.stdout.write(f"Questions put right: {count}.")
