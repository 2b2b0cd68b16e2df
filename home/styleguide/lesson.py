"""The ten blocks of a lesson with sample contents, in the order in which authors are offered them."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext
from wagtail.rich_text import RichText

from core.localisation import FALLBACK_ORDER
from courses.blocks import LESSON_BLOCKS
from courses.choices import RecommendationPosition, SchemeForm
from courses.models import GlossaryTerm

BLOCKS: dict[str, Any] = dict(LESSON_BLOCKS)
POINTS = 4


@dataclass(frozen=True)
class SamplePicture:
    """A picture of the site's own files that looks to ``{% image %}`` like an uploaded one."""

    url: str
    width: int = 120
    height: int = 120

    def get_rendition(self, _filter: Any) -> "SamplePicture":
        """Itself: it is served as it is."""
        return self


@dataclass(frozen=True)
class SampleDocument:
    """A video or a recording that is never played."""

    url: str = "#sample"
    content_type: str = "audio/mpeg"

    @property
    def file(self) -> "SampleDocument":
        """Itself: it has the address."""
        return self

    def get_file_size(self) -> int:
        """In bytes."""
        return 12_000_000


def lesson_samples() -> dict[str, Any]:
    """By the name of the block a list of its values, ready for ``{% include_block %}``; also a ``recording``."""
    values = {name: _OWN[name]() if name in _OWN else [block.get_preview_value()] for name, block in BLOCKS.items()}
    blocks = {name: [BLOCKS[name].bind(BLOCKS[name].normalize(one)) for one in made] for name, made in values.items()}
    return blocks | {"recording": SimpleNamespace(audio=SampleDocument(), audio_minutes=6)}


def _recommendations() -> list[dict[str, Any]]:
    shown = BLOCKS["recommendation"].meta.preview_value
    positions = enumerate(RecommendationPosition.values, start=120)
    return [{**shown, "paragraph": f"{number}", "position": position} for number, position in positions]


def _schemes() -> list[dict[str, Any]]:
    points = [{"label": gettext("Point"), "text": gettext("In one sentence")} for _one in range(POINTS)]
    return [{"form": form.value, "title": form.label, "points": points} for form in SchemeForm]


def _glossary() -> list[dict[str, Any]]:
    words = {"term": gettext("Term"), "definition": gettext("Definition")}
    fields = {f"{name}_{code}": word for name, word in words.items() for code in FALLBACK_ORDER}
    return [{"terms": [GlossaryTerm(**fields)]}]


def _figures() -> list[dict[str, Any]]:
    picture = SamplePicture(static("elearn/favicon.svg"))
    return [{"image": picture, "alt": gettext("What the picture shows"), "caption": gettext("Caption")}]


def _tables() -> list[dict[str, Any]]:
    cells = [
        [gettext("Region"), gettext("Obliged"), gettext("Completed")],
        ["KZ-23", "530", "412"],
        ["KZ-10", "40", "31"],
    ]
    table = {"data": cells, "first_row_is_table_header": True, "first_col_is_header": True}
    return [{"caption": gettext("Table"), "table": table}]


def _videos() -> list[dict[str, Any]]:
    transcript = RichText(f"<p>{gettext('Text')}</p>")
    return [
        {"title": gettext("Video with transcript"), "video": SampleDocument(), "minutes": 4, "transcript": transcript}
    ]


_OWN = {
    "glossary": _glossary,
    "recommendation": _recommendations,
    "figure": _figures,
    "scheme": _schemes,
    "table": _tables,
    "video": _videos,
}
