"""``manage.py make_papers``: the documents of certificates just issued. The worker runs it every minute."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.domain.papers import paper_of
from certificates.queries import without_paper

# Older ones get theirs when somebody asks for it.
DAYS = 2
AT_ONCE = 200


class Command(BaseCommand):
    help = "Makes PDF and signed credential of the certificates issued in the last two days that have none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        found = without_paper(timezone.now() - timedelta(days=DAYS))[:AT_ONCE]
        papers = [paper_of(certificate) for certificate in found]
        self.stdout.write(f"Papers made: {len(papers)}")
