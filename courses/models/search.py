"""What search looks at: one row per text and language, written when the text goes live."""

from django.db import models
from django.db.models import Q

from courses.models.glossary import GlossaryTerm
from courses.models.outline import Course, CourseItem


class SearchEntry(models.Model):
    """A course, a lesson or quiz, or a glossary term, as it is found in one language; exactly one of the three is set.

    ``folded_title`` and ``folded_text`` are words in ``core.folding``'s letters, each with a blank before it, so that
    " пакт" finds every word that begins so; the text's begin with the title's. ``text`` is what is shown of it.
    """

    course = models.ForeignKey(Course, models.CASCADE, null=True, related_name="search_entries")
    item = models.ForeignKey(CourseItem, models.CASCADE, null=True, related_name="search_entries")
    term = models.ForeignKey(GlossaryTerm, models.CASCADE, null=True, related_name="search_entries")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=255)
    text = models.TextField()
    folded_title = models.TextField()
    folded_text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course__isnull=False, item=None, term=None)
                | Q(course=None, item__isnull=False, term=None)
                | Q(course=None, item=None, term__isnull=False),
                name="search_entry_of_one_thing",
            ),
            models.UniqueConstraint(fields=["course", "language"], name="one_search_entry_of_course"),
            models.UniqueConstraint(fields=["item", "language"], name="one_search_entry_of_item"),
            models.UniqueConstraint(fields=["term", "language"], name="one_search_entry_of_term"),
        ]

    def __str__(self) -> str:
        return f"{self.title} [{self.language}]"
