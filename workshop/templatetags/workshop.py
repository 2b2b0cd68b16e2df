"""What templates of the workshop cannot ask themselves."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static

register = template.Library()


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """What stands under ``key``; None where nothing does."""
    return values.get(key)


@register.inclusion_tag("workshop/_guide_picture.html", takes_context=True)
def guide_picture(context: Mapping[str, Any], name: str, words: str) -> dict[str, str]:
    """A picture of the guide in its language."""
    return {"source": static(f"{context['folder']}/{name}.webp"), "words": words}
