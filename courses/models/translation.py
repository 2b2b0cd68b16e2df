"""Which page was translated from which, and from what words."""

from django.db import models
from wagtail.models import Page


class Translation(models.Model):
    """``page`` is a translation of ``source``; ``texts`` maps a segment's path to the source's text it was made from.

    A segment whose source says something else by now is stale; one without a text was never translated. ``live_texts``
    is the same of what learners read. ``behind``: how many texts of the newest drafts are stale or missing, counted
    again whenever one of the two pages is saved.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="translation")
    source = models.ForeignKey(Page, models.CASCADE, related_name="translations")
    texts = models.JSONField(default=dict)
    live_texts = models.JSONField(default=dict)
    behind = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.page_id} <- {self.source_id}"
