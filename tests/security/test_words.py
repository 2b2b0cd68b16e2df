"""Every screen of a trainer speaks Russian or Kazakh; nothing of a library falls back to English (issue 6)."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from courses.models import GlossaryTerm
from quizzes.models import Norm, Topic
from tests.security.routes import World, all_routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
WORD = re.compile(r"[A-Za-z]{3,}")
ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
CODE = re.compile(r"<(script|style)\b.*?</\1>|\b[a-z]+\.[a-z]+page\b", re.DOTALL)
NOT_SHOWN = "[hidden], [lang=en], code, kbd, textarea"
# Names of things that have no other name: keys of a keyboard, formats of files, programs, codes of documents.
NAMES = set(
    WORD.findall(
        "Alt Ctrl Esc Shift CSV GIF GIFT JPEG JPG PNG UTF WEBP XLIFF XLSX XML xlsx Excel JavaScript Moodle Windows Word "
        "CCPR GC HRC ICCPR RES III Noto Sans OFL html Ogg Opus passkey support localhost CMS URL English"
    )
)


def texts_of(page: BeautifulSoup) -> Iterator[str]:
    """What a person sees or hears of a page, without the texts they write and what is marked as English."""
    for hidden in page.select(NOT_SHOWN):
        hidden.decompose()
    yield from (str(one) for one in page.find_all(string=True) if type(one) is not Comment)
    for tag in page.find_all(True):
        yield from (tag[name] for name in ATTRIBUTES if tag.get(name))


def written_by_people() -> list[str]:
    """What stands in the rows of the demo, longest first: it may be in any language."""
    texts = set(Page.objects.values_list("title", flat=True)) | set(Topic.objects.values_list("slug", flat=True))
    texts |= {str(norm) for norm in Norm.objects.all()}
    for term in GlossaryTerm.objects.all():
        texts |= {str(value) for value in vars(term).values() if isinstance(value, str)}
    return sorted((text for text in texts if text), key=len, reverse=True)


def english_of(texts: Iterator[str], content: list[str]) -> set[str]:
    """The texts in which an English word is left when names and what people wrote are taken away."""
    found = set()
    for text in texts:
        rest = text
        for one in content if WORD.search(text) else ():
            rest = rest.replace(one, " ")
        if set(WORD.findall(rest)) - NAMES:
            found.add(" ".join(text.split())[:100])
    return found


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_screen_of_a_trainer_shows_english(demo, language):
    trainer = User.objects.get(email="trainer@demo.example")
    trainer.language = language
    trainer.save()
    client = Client(raise_request_exception=False)
    client.force_login(trainer)
    client.cookies["django_language"] = language
    world, content = World(), written_by_people()
    seen, english = 0, []

    for route in all_routes():
        if not route.pattern.startswith("admin/") or "logout" in route.name:
            continue
        cache.clear()
        answer = client.get(route.address(world))
        if answer.streaming or answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = BeautifulSoup(CODE.sub("", answer.content.decode()), "html.parser")
        seen += 1
        english += [f"{route.name}: {text}" for text in sorted(english_of(texts_of(page), content))]

    assert english == []
    assert seen > 100
