"""No page mixes languages (ux 61), and nouns agree with their numbers (ux 63)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from certificates.models import Certificate
from courses.choices import ItemKind
from courses.imports import load_course
from courses.models import CourseItem
from courses.queries import open_items
from demo.answers import NOTE, right_answers
from home.domain.site_setup import set_up_site
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from learning.models import CourseProgress
from quizzes.models import Response
from scripts.catalogues import LANGUAGES, PLACEHOLDER, ROOT, catalogue_path, forms
from scripts.check_translations import package_folder
from tests.courses.mini_course import write_mini_course
from tests.factories import make_agency, make_coordinator, make_learner, make_region
from tests.factories.essays import mark_all

pytestmark = pytest.mark.once
NOWHERE = "no-such-page/"
NO_CERTIFICATE = "A" * 28
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
ERRORS = ("400", "403", "403_csrf", "404", "413", "500", "503")
LIBRARIES = (("django", "conf/locale"), ("django.contrib.auth", "locale"), ("allauth", "locale"))

# What a noun after a number looks like: Russian by CLDR's one, few and many, Kazakh always singular.
RUSSIAN_FORM = {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 25: 2, 101: 0, 111: 2}
DAYS = {
    "ru": ["(остался %(days)s день)", "(осталось %(days)s дня)", "(осталось %(days)s дней)"],
    "kk": ["(%(days)s күн қалды)"] * 3,
}
MINUTES = {
    "ru": ["%(minutes)s минута", "%(minutes)s минуты", "%(minutes)s минут"],
    "kk": ["%(minutes)s минут"] * 3,
}


def own_catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(catalogue_path(ROOT, language, "django")))


def compiled_catalogues(language: str) -> list[polib.MOFile]:
    """Libraries first, ours last: of two translations of one text the later is shown."""
    folders = [package_folder(package) / folder for package, folder in LIBRARIES]
    folders += [ROOT / "locale" / "vendor", ROOT / "locale"]
    paths = [folder / language / "LC_MESSAGES" / "django.mo" for folder in folders]
    return [polib.mofile(str(path)) for path in paths if path.exists()]


def phrases(text: str) -> set[str]:
    """The sentences and labels of a text, every number and placeholder as ``#``."""
    without_values = re.sub(r"\d+(?:[.,]\d+)?", "#", PLACEHOLDER.sub("#", text.replace("%%", "%")))
    parts = re.split(r"(?<=[.:;?!…])\s|[()/]|\s–\s", " ".join(without_values.split()))
    return {phrase for part in parts if re.search(r"[^\W\d_]", phrase := part.strip(" .:;…#,"))}


def shown_in(language: str) -> dict[str, set[str]]:
    """The phrases of each translated text; in English those of the text itself."""
    return {
        entry.msgid: set().union(*map(phrases, forms(entry)))
        for catalogue in compiled_catalogues(language)
        for entry in catalogue
        if entry.msgid
    }


@cache
def foreign_to(language: str) -> set[str]:
    """Phrases that may not stand on a page in ``language``: the other language's, and our own English."""
    (other,) = {*LANGUAGES} - {language}
    english = set().union(*(phrases(entry.msgid) for entry in own_catalogue(language)))
    return (set().union(*shown_in(other).values()) | english) - set().union(*shown_in(language).values())


def visible_texts(html: str, language: str) -> Iterable[str]:
    """What a reader of the page sees or hears, without parts that say they are in another language."""
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == language
    for element in page.find_all(["script", "style", "template"]):
        element.extract()
    for element in page.find_all(lang=lambda code: code and code != language):
        element.extract()
    yield from page.stripped_strings
    for element in page.find_all(True):
        named = [value for name, value in element.attrs.items() if name in ATTRIBUTES or name.startswith("data-")]
        yield from (value for value in named if not value.startswith("/"))


def strangers(html: str, language: str) -> set[str]:
    """Phrases of a page that are in the wrong language."""
    return set().union(*map(phrases, visible_texts(html, language))) & foreign_to(language)


@pytest.fixture
def course(db, tmp_path):
    """A site with a course that has every kind of block and question, in all languages."""
    set_up_site()
    return load_course(write_mini_course(tmp_path), author=None, now=NOW)


@pytest.fixture
def agency(db):
    return make_agency("XXI", region=make_region("VII"))


@pytest.fixture
def read_page(client):
    """A function: the page at an address, with the language in the cookie for addresses that have none."""

    def read(address: str, language: str, form: dict | None = None) -> str:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        response = client.post(address, form) if form is not None else client.get(address)
        assert response.status_code == (404 if NOWHERE in address or NO_CERTIFICATE in address else 200)
        return response.content.decode()

    return read


def all_strangers(read_page, language: str, addresses: Iterable[str]) -> dict[str, set[str]]:
    """The addresses whose pages mix languages, with what does not belong."""
    found = {address: strangers(read_page(address, language), language) for address in addresses}
    return {address: texts for address, texts in found.items() if texts}


def item_address(item: CourseItem) -> str:
    return reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])


def attempt_addresses(attempt) -> list[str]:
    questions = [reverse("learning:question", args=[attempt.public_id, number]) for number in range(1, 8)]
    return [*questions, reverse("learning:summary", args=[attempt.public_id])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_pages_are_in_one_language(language, course, read_page):
    with override(language):
        home = reverse("wagtail_serve", args=[""])
        addresses = [home, *(f"{home}{slug}/" for slug in ("courses", "about", "accessibility"))]
        addresses += [home + NOWHERE, reverse("learning:course", args=[course.slug]), reverse("certificates:check")]
        addresses += [reverse("certificates:check_code", args=[NO_CERTIFICATE]), reverse("account_reset_password")]

        assert all_strangers(read_page, language, addresses) == {}
        refused = read_page(reverse("account_login"), language, {"login": "no address", "password": ""})
        assert strangers(refused, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_learners_pages_are_in_one_language(language, course, agency, read_page, client):
    learner = make_learner("Q", agency=agency, language=language)
    client.force_login(learner)
    quiz = open_items().get(kind=ItemKind.QUIZ)
    failed = submit_quiz(start_quiz(learner, quiz, language=language, now=NOW), language=language, now=NOW)
    attempt = start_quiz(learner, quiz, language=language, now=NOW)
    attempt.responses.filter(position__lte=3).update(is_flagged=True, saved_at=NOW)
    with override(language):
        addresses = [reverse("learning:home"), reverse("learning:course", args=[course.slug])]
        addresses += [*map(item_address, open_items()), *attempt_addresses(attempt)]
        addresses += [reverse("learning:result", args=[failed.public_id]), reverse("certificates:mine")]
        addresses += map(reverse, ("account_change_password", "account_logout", "mfa_index", "account_reauthenticate"))

        for due_on in (None, date(2026, 11, 1), date(2100, 1, 1)):
            CourseProgress.objects.update(due_on=due_on)
            assert all_strangers(read_page, language, addresses[:2]) == {}
        assert all_strangers(read_page, language, addresses[2:]) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_after_the_course_are_in_one_language(language, course, agency, read_page, client):
    learner = make_learner("Q", agency=agency, language=language)
    client.force_login(learner)
    quiz = open_items().get(kind=ItemKind.QUIZ)
    for lesson in open_items().filter(kind=ItemKind.LESSON):
        complete_lesson(learner, lesson, language=language, now=NOW)
    attempt = start_quiz(learner, quiz, language=language, now=NOW)
    for response in Response.objects.filter(attempt=attempt):
        response.answer = {part: "Q" if text == NOTE else text for part, text in right_answers(response).items()}
        response.save()
    submit_quiz(attempt, language=language, now=NOW)
    with override(language):
        result = reverse("learning:result", args=[attempt.public_id])
        assert all_strangers(read_page, language, [result, item_address(quiz)]) == {}
    mark_all((3, 3, 3))
    code = Certificate.objects.get(holder=learner).code
    with override(language):
        addresses = [reverse("learning:home"), reverse("learning:course", args=[course.slug])]
        addresses += [item_address(quiz), result]
        addresses += [
            reverse("privacy:mine"),
            reverse("certificates:mine"),
            reverse("certificates:check_code", args=[code]),
        ]

        assert all_strangers(read_page, language, addresses) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_coordinators_pages_are_in_one_language(language, course, agency, read_page, client):
    for lesson in open_items().filter(kind=ItemKind.LESSON)[:2]:
        complete_lesson(make_learner("Q", agency=agency), lesson, language=language, now=NOW)
    CourseProgress.objects.update(due_on=date(2026, 11, 1))
    client.force_login(make_coordinator(region=agency.region, language=language))
    with override(language):
        people = reverse("reports:people", args=[agency.code])
        addresses = [reverse("reports:overview"), f"{reverse('reports:overview')}?period=2026-Q4"]
        addresses += [reverse("reports:agencies"), people, f"{people}?period=2020"]

        assert all_strangers(read_page, language, addresses) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ERRORS)
def test_error_pages_are_in_one_language(status, language, rf):
    with override(language):
        page = render_to_string(f"{status}.html", {"error_number": "0"}, rf.get("/"))

    assert strangers(page, language) == set()


def test_a_page_that_mixes_languages_is_noticed():
    page = '<html lang="kk"><p>Осталось попыток: 3 / 3.</p><p lang="ru">Без ограничения времени</p><p>Жүктеп алу</p></html>'

    assert strangers(page, "kk") == {"Осталось попыток"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_texts_are_said_calmly(language):
    loud = [entry.msgid for entry in own_catalogue(language) if any(re.search(r"\w!", form) for form in forms(entry))]

    assert loud == []


@pytest.mark.parametrize("number", RUSSIAN_FORM)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nouns_agree_with_their_numbers(language, number):
    with override(language):
        days = ngettext("(%(days)s day left)", "(%(days)s days left)", number)
        minutes = ngettext("%(minutes)s minute", "%(minutes)s minutes", number)

    assert days == DAYS[language][RUSSIAN_FORM[number]]
    assert minutes == MINUTES[language][RUSSIAN_FORM[number]]


@pytest.mark.parametrize("number", RUSSIAN_FORM)
def test_every_counted_text_takes_the_right_form(number):
    for entry in (entry for entry in own_catalogue("ru") if entry.msgid_plural):
        with override("ru"):
            assert ngettext(entry.msgid, entry.msgid_plural, number) == forms(entry)[RUSSIAN_FORM[number]]
        with override("kk"):
            assert len({ngettext(entry.msgid, entry.msgid_plural, each) for each in (1, number)}) == 1
