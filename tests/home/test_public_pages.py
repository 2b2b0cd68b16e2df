"""What anybody may read without an account: the two mechanisms, the reviews, the articles, the glossary."""

from html.parser import HTMLParser

import pytest

from home.domain.site_setup import set_up_site
from home.models import TEXT_FEATURES, StandardPage
from home.public_texts import ARTICLES, public_pages

LANGUAGES = ("ru", "kk", "en")
PAGES = ("universal-periodic-review", "reviews-of-kazakhstan", "covenant", ARTICLES)
TAGS = {"h2", "h3", "b", "i", "ol", "ul", "li", "p"}
LONGEST = 20_000


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert not attrs
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", PAGES)
def test_every_page_is_rich_text_as_the_editor_makes_it(slug, language):
    text, read = public_pages()[slug][language], _Tags()
    read.feed(text.body)

    assert set(read.tags) <= TAGS
    assert read.open == []
    assert {"h2", "bold", "italic", "ol", "ul"} <= set(TEXT_FEATURES)
    assert 500 < len(text.body) <= LONGEST
    assert text.title
    assert text.intro


def test_every_language_has_the_same_outline_and_the_same_figures():
    for slug, texts in public_pages().items():
        outlines, figures = [], []
        for language in LANGUAGES:
            read = _Tags()
            read.feed(texts[language].body)
            outlines.append([tag for tag in read.tags if tag in ("h2", "ol", "ul", "li")])
            figures.append(texts[language].body.count("A/HRC") + texts[language].body.count("CCPR/C"))
        assert outlines[0] == outlines[1] == outlines[2], slug
        assert figures[0] == figures[1] == figures[2], slug


def test_facts_that_changed_since_the_first_article_are_told_as_they_are_now():
    text = public_pages()["universal-periodic-review"]

    assert "со второго цикла — 193" in text["ru"].body
    assert "около четырёх с половиной лет" in text["ru"].body
    assert "193" in text["kk"].body
    assert "193" in text["en"].body


def test_all_articles_of_rights_are_there_and_seven_allow_no_departure():
    body = public_pages()[ARTICLES]["ru"].body

    assert [f"Статья {number}." in body for number in range(1, 28)] == [True] * 27
    assert body.count("нельзя отступить") == 7
    assert "<h2>6-бап." in public_pages()[ARTICLES]["kk"].body


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_reads_them_and_the_front_door_leads_there(client, language):
    set_up_site()

    home = client.get(f"/{language}/").content.decode()
    answers = [client.get(f"/{language}/{slug}/") for slug in PAGES]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert [f'href="/{language}/{slug}/"' in home for slug in (*PAGES, "glossary")] == [True] * 5
    assert "A/HRC/28/10" in answers[1].content.decode()


@pytest.mark.django_db
def test_what_authors_change_stays(client):
    set_up_site()
    page = StandardPage.objects.get(slug="covenant", locale__language_code="ru")
    page.title = "Changed"
    page.save_revision().publish()

    set_up_site()

    assert StandardPage.objects.get(pk=page.pk).title == "Changed"
    assert StandardPage.objects.filter(slug="covenant").count() == 3


@pytest.mark.django_db
def test_the_four_reviews_stand_on_a_line_of_time(client):
    set_up_site()

    page = client.get("/kk/reviews-of-kazakhstan/").content.decode()
    other = client.get("/kk/covenant/").content.decode()

    assert ("el-prose--timeline" in page, "el-prose--timeline" in other) == (True, False)
