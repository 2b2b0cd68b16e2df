"""The stage of the budgets: a lesson with everything that costs, and a quiz that is just being taken."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from accounts.models import User
from courses.models import CourseItem, GlossaryTerm, LessonPage
from learning.addresses import item_url
from learning.domain.quiz_taking import start_quiz
from quizzes.models import Attempt
from tests.factories import make_learner, make_published_quiz, make_question
from tests.factories.pages import make_course_pages, make_indexes, make_module_pages, make_pages, make_quiz_pages
from tests.factories.quizzes import single

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PARAGRAPH = (
    "<p>" + "Государство готовит доклад, выступает в Женеве и отвечает за исполнение рекомендаций. " * 6 + "</p>"
)


@dataclass(frozen=True)
class Stage:
    """A learner, the address of a lesson, and an attempt at the quiz beside it."""

    learner: User
    lesson: str
    attempt: Attempt

    @property
    def question(self) -> str:
        """The address of the first question."""
        return reverse("learning:question", args=[self.attempt.public_id, 1])

    @property
    def autosave(self) -> str:
        """Where its answers are saved."""
        return reverse("learning:autosave", args=[self.attempt.public_id, 1])


@pytest.fixture
def media(settings, tmp_path) -> None:
    """Pictures of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_stage(media) -> Callable[[], Stage]:
    """A function, because a browser's test may write to the database only after the site has started."""

    def make() -> Stage:
        modules = make_module_pages(make_course_pages("Course", indexes=make_indexes()))
        pages = make_pages(LessonPage, modules, "Lesson", body=list(costly_body()))
        make_quiz_pages(modules, make_published_quiz(*(make_question(single()) for _number in range(10))))
        lesson = CourseItem.objects.get(key=pages["ru"].translation_key)
        quiz = CourseItem.objects.exclude(pk=lesson.pk).get()
        learner = make_learner()
        return Stage(learner, item_url(lesson), start_quiz(learner, quiz, language="ru", now=NOW))

    return make


def costly_body() -> Iterator[dict]:
    """A lesson of about 900 words with terms, a quotation and a picture."""
    blocks = [
        ("text", "<h2>Part one</h2>" + PARAGRAPH * 4),
        ("glossary", {"terms": [{"type": "item", "value": make_term(n).pk, "id": f"term-{n}"} for n in range(3)]}),
        ("quotation", {"quote": "Words of a document.", "document": "A/RES/60/251", "paragraph": "5 (e)"}),
        ("figure", {"image": make_picture().pk, "alt": "A hall", "caption": "The hall"}),
        ("text", "<h2>Part two</h2>" + PARAGRAPH * 8),
    ]
    for place, (kind, value) in enumerate(blocks):
        yield {"type": kind, "value": value, "id": f"block-{place}"}


def make_term(number: int) -> GlossaryTerm:
    """A term with its explanation in three languages."""
    texts = {f"{name}_{code}": f"{name} {number}" for name in ("term", "definition") for code in ("ru", "kk", "en")}
    return GlossaryTerm.objects.create(key=f"term-{number}", **texts)


def make_picture() -> object:
    """A big upload with soft and hard edges, as photographs have."""
    picture = Image.radial_gradient("L").resize((2400, 1600)).convert("RGB")
    brush = ImageDraw.Draw(picture)
    for step in range(0, 2400, 60):
        brush.ellipse((step, step // 2, step + 300, step // 2 + 200), fill=(step % 255, 90, 255 - step % 255))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return get_image_model().objects.create(title="Hall", file=ImageFile(file, "hall.jpg"))
