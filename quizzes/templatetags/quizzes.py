"""What the question templates cannot ask themselves."""

from django import template

register = template.Library()


@register.filter
def sentence_for(errors: dict[str, str], token: str) -> str:
    """The sentence about one part, or nothing."""
    return errors.get(token, "")
