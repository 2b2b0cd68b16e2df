"""Running text beside its earlier state, as a reader sees both: paragraph by paragraph, whatever the markup (ux 78)."""

from bs4 import BeautifulSoup
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.compare import RichTextBlockComparison, diff_text
from wagtail.rich_text import RichText

PARAGRAPHS = ["p", "h2", "h3", "h4", "li", "br"]


class TextComparison(RichTextBlockComparison):
    """Wagtail's own runs the last word of a paragraph into the first of the next."""

    val_a: RichText
    val_b: RichText

    def has_changed(self) -> bool:
        """White space between tags is no change."""
        return paragraphs(self.val_a) != paragraphs(self.val_b)

    def htmlvalue(self, val: RichText) -> SafeString:
        """A line per paragraph."""
        return _in_lines(paragraphs(val))

    def htmldiff(self) -> SafeString:
        """What went and what came, inside its paragraph."""
        return _in_lines(diff_text(paragraphs(self.val_a), paragraphs(self.val_b)).to_html())


def paragraphs(text: RichText) -> str:
    """The words of a rich text, a line per paragraph, heading or point of a list."""
    soup = BeautifulSoup(text.source, "html.parser")
    for tag in soup.find_all(PARAGRAPHS):
        tag.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n".join(filter(None, lines))


def _in_lines(html: str) -> SafeString:
    return format_html('<div class="running-text">{}</div>', html)
