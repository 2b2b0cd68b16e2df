"""How often the editor of a long lesson asks the database (issue 6: at most 60 times for 40 blocks)."""

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from courses.models import CoursePage, GlossaryTerm, LessonPage
from tests.budgets.test_queries import queries_of
from tests.workshop.conftest import client_of

EDITOR = 60
BLOCKS = 40
NAMES = {f"{field}_{code}": "word" for field in ("term", "definition") for code in ("ru", "kk", "en")}


@pytest.fixture
def lesson(course: CoursePage) -> LessonPage:
    """Texts and terms of the glossary, in turn."""
    page = LessonPage.objects.descendant_of(course).get()
    terms = [GlossaryTerm.objects.create(key=f"t{number}", **NAMES) for number in range(BLOCKS // 2)]
    texts = [("text", RichText(f"<p>paragraph {number}</p>")) for number in range(BLOCKS // 2)]
    page.body = [
        one for text, term in zip(texts, terms, strict=True) for one in (text, ("glossary", {"terms": [term]}))
    ]
    page.save_revision(clean=False)
    return page


def test_editor_of_forty_blocks_asks_at_most_sixty_times(lesson, trainer):
    client, address = client_of(trainer), reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    client.get(address)

    asked = queries_of(lambda: client.get(address))

    assert len(asked) <= EDITOR, "\n".join(asked)
    assert client.get(address).content.decode().count("paragraph ") == BLOCKS // 2
