"""How long a lesson takes."""

import re
from math import ceil

from wagtail.blocks import StreamValue

WORDS_A_MINUTE = 160  # ux 13: reading speed for Russian and Kazakh
WORD = re.compile(r"\w+")


def minutes_to_read(body: StreamValue) -> int:
    """Whole minutes to read all text of a lesson, at least one."""
    texts = body.stream_block.get_searchable_content(body)
    words = sum(len(WORD.findall(str(text))) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE))
