"""What a lesson is made of: ten kinds of blocks in three groups."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.choices import RecommendationPosition, SchemeForm
from courses.comparing import TextComparison
from courses.schemes import MOST_POINTS, draw

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
GROUP_TEXT = _("Text")
GROUP_SOURCES = _("Sources and facts")
GROUP_MEDIA = _("Pictures, tables, practice")


class QuotationBlock(blocks.StructBlock):
    """Words of a document, with what a civil servant needs to cite them (ux 20)."""

    quote = blocks.TextBlock(label=_("Quotation"), rows=3)
    document = blocks.CharBlock(label=_("Document"), max_length=250)
    paragraph = blocks.CharBlock(label=_("Article or paragraph"), max_length=100, required=False)
    authentic = blocks.ChoiceBlock(
        label=_("Language of the authentic text"),
        choices=[("ru", _("Russian")), ("kk", _("Kazakh")), ("en", _("English"))],
        required=False,
        help_text=_("Leave empty when this is our own paraphrase."),
        search_index=False,
    )
    url = blocks.URLBlock(label=_("Link to the document"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation with source")
        description = _("Words of a document, with what is needed to cite them.")
        label_format = "{document} {paragraph}"
        preview_value = {
            "quote": _("Everyone has the right to liberty and security of person."),
            "document": _("Covenant"),
            "paragraph": "9",
        }
        group = GROUP_SOURCES
        template = "courses/blocks/quotation.html"


class RecommendationBlock(blocks.StructBlock):
    """One recommendation of a review, as symbol, paragraph and our summary."""

    cycle = blocks.IntegerBlock(label=_("Cycle"), min_value=1, max_value=9)
    symbol = blocks.CharBlock(label=_("Document symbol"), max_length=60)
    paragraph = blocks.CharBlock(label=_("Paragraph"), max_length=20)
    states = blocks.CharBlock(label=_("Recommending States"), max_length=250)
    position = blocks.ChoiceBlock(
        label=_("Position of Kazakhstan"), choices=RecommendationPosition.choices, search_index=False
    )
    summary = blocks.TextBlock(label=_("What it asks for, in our words"), rows=2)

    class Meta:
        icon = "doc-full"
        label = _("Recommendation card")
        description = _("One recommendation of a review: symbol, paragraph, position, our summary.")
        label_format = "{symbol} {paragraph}"
        preview_value = {
            "cycle": 4,
            "symbol": "A/HRC/59/10",
            "paragraph": "120",
            "states": "…",
            "position": RecommendationPosition.SUPPORTED,
            "summary": _("What it asks for, in our words"),
        }
        group = GROUP_SOURCES
        template = "courses/blocks/recommendation.html"


class KeyFactBlock(blocks.StructBlock):
    """A fact and where it is written."""

    text = blocks.TextBlock(label=_("Fact"), rows=2)
    source = blocks.CharBlock(label=_("Source"), max_length=250)


class KeyFactsBlock(blocks.StructBlock):
    """A box of facts to remember."""

    items = blocks.ListBlock(KeyFactBlock(), label=_("Facts"), min_num=1, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("Key facts")
        description = _("A box of facts to remember, each with its source.")
        preview_value = {"items": [{"text": _("Fact"), "source": _("Source")}]}
        group = GROUP_SOURCES
        template = "courses/blocks/key_facts.html"


class FigureBlock(blocks.StructBlock):
    """A picture that somebody who does not see it can follow."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(label=_("What the picture shows"), max_length=250)
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with words for those who do not see it.")
        label_format = "{alt}"
        group = GROUP_MEDIA
        template = "courses/blocks/figure.html"


class SchemePointBlock(blocks.StructBlock):
    """One numbered point of a scheme."""

    label = blocks.CharBlock(label=_("Point"), max_length=60)
    text = blocks.CharBlock(label=_("In one sentence"), max_length=200, required=False)


class SchemeBlock(blocks.StructBlock):
    """A drawing that the site makes from points: authors write words, nobody uploads a vector picture (UPL-03)."""

    form = blocks.ChoiceBlock(label=_("Form"), choices=SchemeForm.choices, default=SchemeForm.STEPS, search_index=False)
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    points = blocks.ListBlock(SchemePointBlock(), label=_("Numbered points"), min_num=2, max_num=MOST_POINTS)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``drawing`` (``schemes.Drawing``) and ``form``, the form in words."""
        drawing = draw(value["form"], len(value["points"]))
        form = dict(SchemeForm.choices).get(value["form"], "")
        return super().get_context(value, parent_context) | {"drawing": drawing, "form": form}

    class Meta:
        icon = "draft"
        label = _("Scheme")
        description = _("A drawing of numbered points that the site makes from your words.")
        label_format = "{title}"
        preview_value = {
            "form": SchemeForm.CYCLE,
            "title": _("Scheme"),
            "points": [{"label": _("Point"), "text": ""} for _one in range(4)],
        }
        group = GROUP_MEDIA
        template = "courses/blocks/scheme.html"


class CaptionedTableBlock(blocks.StructBlock):
    """A table with a caption and headed columns."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=250)
    table = TableBlock(
        label=_("Table"),
        table_options={"startRows": 3, "startCols": 3, "rowHeaders": False, "language": "ru-RU"},
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A table with a caption and headed columns.")
        label_format = "{caption}"
        group = GROUP_MEDIA
        template = "courses/blocks/table.html"


class VideoBlock(blocks.StructBlock):
    """A video nobody has to watch: it loads on demand and everything said is written below (ux 22)."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    video = DocumentChooserBlock(label=_("Video file"))
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=120)
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=["bold", "ol", "ul"])

    class Meta:
        icon = "media"
        label = _("Video with transcript")
        description = _("A video that loads on demand; everything said is written below it.")
        label_format = "{title}"
        group = GROUP_MEDIA
        template = "courses/blocks/video.html"


class CheckOptionBlock(blocks.StructBlock):
    """An option of a check-yourself question."""

    text = blocks.CharBlock(label=_("Option"), max_length=250)
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)


class CheckBlock(blocks.StructBlock):
    """A question for oneself: never graded, never recorded."""

    question = blocks.TextBlock(label=_("Question"), rows=2)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2, max_num=6)
    explanation = blocks.TextBlock(label=_("Explanation"), rows=2)

    class Meta:
        icon = "help"
        label = _("Check yourself")
        description = _("A question for oneself: never graded, never recorded.")
        label_format = "{question}"
        preview_value = {
            "question": _("Question"),
            "options": [{"text": _("Option"), "is_correct": True}, {"text": _("Option"), "is_correct": False}],
            "explanation": _("Explanation"),
        }
        group = GROUP_MEDIA
        template = "courses/blocks/check.html"


class GlossaryBlock(blocks.StructBlock):
    """Terms explained where they are needed."""

    terms = blocks.ListBlock(SnippetChooserBlock("courses.GlossaryTerm"), label=_("Terms"), min_num=1, max_num=8)

    class Meta:
        icon = "book"
        label = _("Glossary terms")
        description = _("Terms explained where they are needed.")
        group = GROUP_TEXT
        template = "courses/blocks/glossary.html"


class LessonTextBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Headings, paragraphs, lists and links.")
        group = GROUP_TEXT
        template = "courses/blocks/text.html"

    def get_preview_value(self) -> RichText:
        """A heading and a paragraph."""
        heading, text = gettext("Heading"), gettext("Text")
        return RichText(f"<h2>{heading}</h2><p>{text}</p>")

    def get_comparison_class(self) -> type[TextComparison]:
        """A reviewer reads paragraphs."""
        return TextComparison


LESSON_BLOCKS = [
    ("text", LessonTextBlock(features=TEXT_FEATURES)),
    ("glossary", GlossaryBlock()),
    ("quotation", QuotationBlock()),
    ("recommendation", RecommendationBlock()),
    ("key_facts", KeyFactsBlock()),
    ("figure", FigureBlock()),
    ("scheme", SchemeBlock()),
    ("table", CaptionedTableBlock()),
    ("video", VideoBlock()),
    ("check", CheckBlock()),
]
