"""What pages of the apps below say about personal data."""

from typing import Any

from django import template

from core.localisation import localised_field
from privacy.domain.consent import current_text

register = template.Library()


@register.inclusion_tag("privacy/_sentence.html")
def consent_sentence() -> dict[str, Any]:
    """For a form that opens an account: saving it says yes to the edition that is shown (journey L1). One query."""
    edition = current_text()
    return {"edition": edition, "text": localised_field(edition, "text") if edition else ""}
