"""The public pages on the two mechanisms, as they stand in ``content/public/``, for a new site."""

import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings

from core.localisation import FALLBACK_ORDER
from home.domain.site_texts import PageText

FOLDER = Path(settings.BASE_DIR) / "content" / "public"
ARTICLES = "covenant-articles"
Texts = Mapping[str, PageText]


def public_pages() -> dict[str, Texts]:
    """By the last part of their address, the text in each language; the articles of the Covenant come last."""
    pages = _read("pages.toml")["page"]
    found = {
        page["slug"]: {code: PageText(**page[code], is_timeline=page.get("timeline", False)) for code in FALLBACK_ORDER}
        for page in pages
    }
    return {**found, ARTICLES: _articles()}


def _articles() -> Texts:
    read = _read("articles.toml")
    return {
        code: PageText(
            read[code]["title"],
            read[code]["intro"],
            "".join(_article(one, code, read[code]) for one in read["article"]),
        )
        for code in FALLBACK_ORDER
    }


def _article(article: Mapping[str, Any], language: str, words: Mapping[str, str]) -> str:
    """A heading and a paragraph; in Kazakh the number goes before the word."""
    number, word = article["number"], words["word"]
    name = f"{number}-{word.lower()}" if language == "kk" else f"{word} {number}"
    remarks = [words[name] for name in ("never", "partly") if article.get(name)]
    text = " ".join([escape(article["text"][language]), *(f"<b>{escape(remark)}</b>" for remark in remarks)])
    return f"<h2>{name}. {escape(article['title'][language])}</h2><p>{text}</p>"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
