"""What templates of the workshop cannot ask themselves."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """What stands under ``key``; None where nothing does."""
    return values.get(key)
