"""Texts by language, in templates."""

from django import template

from core.localisation import localised

register = template.Library()


@register.filter
def in_language(texts: dict[str, str]) -> str:
    """The text in the reader's language, or in the first one there is."""
    return localised(texts)
