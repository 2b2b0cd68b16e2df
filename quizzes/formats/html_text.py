"""HTML as Moodle writes it, to plain text with its structure; no tag survives and nothing is fetched (IMP-10).

One pass without recursion: time grows with the length of the text, whatever is in it.
"""

import html
import re

from core.tidying import tidy
from quizzes.formats.plain import LANGUAGES, Texts

TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,30})([^<>]{0,2000})>")
ATTRIBUTE = re.compile(r"""\b(lang|class|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))""")
BLANK = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
OPENS_WITH = {"br": "\n", "li": "\n– ", "td": " ", "th": " ", "sup": "^"}
UNSEEN = frozenset({"script", "style", "head", "title", "template"})


def languages_in(source: str) -> set[str]:
    """The languages for which ``source`` has multilang spans."""
    return {code for match in TAG.finditer(source) if (code := _language(match)) in LANGUAGES}


def has_pictures(source: str) -> bool:
    """Whether something would be lost that is no text."""
    return any(match[2].lower() in {"img", "video", "audio", "iframe", "object"} for match in TAG.finditer(source))


def by_language(source: str, languages: set[str]) -> Texts:
    """The plain text of HTML per language; what stands outside multilang spans belongs to all of ``languages``."""
    texts = _Collector(languages)
    at = 0
    while (start := source.find("<", at)) >= 0:
        texts.add(source[at:start])
        at = _after_markup(source, start, texts)
    texts.add(source[at:])
    return texts.result()


def plain_texts(source: str, languages: set[str]) -> Texts:
    """``source``, which is no HTML, as the text in all of ``languages``."""
    return {code: tidy(source) if code in languages else "" for code in LANGUAGES}


def marked_up(texts: Texts) -> str:
    """The other way round: one multilang span per language that has a text."""
    spans = (
        f'<span lang="{code}" class="multilang">{html.escape(text, quote=False).replace(chr(10), "<br>")}</span>'
        for code, text in texts.items()
        if text
    )
    return "".join(spans)


class _Collector:
    def __init__(self, languages: set[str]) -> None:
        self.chunks: dict[str, list[str]] = {code: [] for code in LANGUAGES if code in languages}
        self.spans: list[str] = []

    def add(self, source: str) -> None:
        self.write(BLANK.sub(" ", html.unescape(BLANK.sub(" ", source))) if source else "")

    def write(self, text: str) -> None:
        language = next((code for code in reversed(self.spans) if code), "")
        for code in [language] if language else self.chunks:
            if code in self.chunks:
                self.chunks[code].append(text)

    def result(self) -> Texts:
        return {code: tidy("".join(self.chunks.get(code, ()))) for code in LANGUAGES}


def _after_markup(source: str, start: int, texts: _Collector) -> int:
    if source.startswith("<!--", start):
        end = source.find("-->", start)
        return end + 3 if end >= 0 else len(source)
    match = TAG.match(source, start)
    if match is None:
        texts.add("<")
        return start + 1
    closing, name = match[1], match[2].lower()
    if name in UNSEEN and not closing:
        end = source.lower().find(f"</{name}", match.end()) if len(source) < 100_000 else -1
        return end if end >= 0 else len(source)
    _take_tag(match, name, bool(closing), texts)
    return match.end()


def _take_tag(match: re.Match[str], name: str, closing: bool, texts: _Collector) -> None:
    if name == "span":
        if not closing:
            texts.spans.append(_language(match))
        elif texts.spans:
            texts.spans.pop()
    elif name in BLOCKS:
        texts.write("\n")
    elif not closing:
        texts.write(OPENS_WITH.get(name, "") or (f"[{_alt(match)}]" if name == "img" and _alt(match) else ""))


def _language(match: re.Match[str]) -> str:
    if match[1] or match[2].lower() != "span":
        return ""
    attributes = _attributes(match)
    return attributes.get("lang", "")[:2].lower() if "multilang" in attributes.get("class", "").split() else ""


def _alt(match: re.Match[str]) -> str:
    return html.unescape(_attributes(match).get("alt", ""))


def _attributes(match: re.Match[str]) -> dict[str, str]:
    return {one[1].lower(): one[2] or one[3] or one[4] or "" for one in ATTRIBUTE.finditer(match[3])}
