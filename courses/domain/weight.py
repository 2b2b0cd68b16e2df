"""What a lesson weighs on a weak line, for its author while there is time to change it (ux 48)."""

import gzip
import json
from dataclasses import dataclass

from wagtail.images import get_image_model

from courses.domain.references import choices_in
from courses.models import LessonPage

# A first visit may weigh 100 kB; page, styles and letters of the site take about 50 of them (bench/RESULTS.md).
BUDGET = 50_000
# As learners get it; templates/courses/blocks/figure.html says the same.
RENDITION = "max-800x1200|format-webp"


@dataclass(frozen=True)
class Weight:
    """Bytes of a lesson: its text as it is sent, and its pictures."""

    text: int
    pictures: int

    @property
    def total(self) -> int:
        """Both."""
        return self.text + self.pictures

    @property
    def is_heavy(self) -> bool:
        """Whether the first visit would weigh more than it may."""
        return self.total > BUDGET


def weight_of(page: LessonPage) -> Weight:
    """The weight of the lesson as it stands. A picture is reduced here, as it will be for learners."""
    raw = page.body.get_prep_value()
    chosen = [
        holder[key] for (holder, key), model in choices_in(page.body.stream_block, raw) if model is get_image_model()
    ]
    images = get_image_model().objects.filter(pk__in=[one for one in chosen if one]).prefetch_renditions(RENDITION)
    sizes = [image.get_rendition(RENDITION).file.size for image in images]
    return Weight(len(gzip.compress(json.dumps(raw, ensure_ascii=False).encode())), sum(sizes))
