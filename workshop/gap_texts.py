"""What keeps a page from being sent for approval, in sentences."""

from django.utils.translation import gettext as _

from courses.obstacle_texts import sentences
from workshop.domain.reviewing import Gap


def gap_text(gap: Gap) -> str:
    """One sentence: which field of the page is not filled in, or what stands in the way."""
    if gap.obstacle:
        return sentences([gap.obstacle])[0]
    return _("Fill in: %(field)s") % {"field": _field_name(gap)}


def _field_name(gap: Gap) -> str:
    if gap.field == "__all__":
        return _("the form")
    name: str = str(gap.page._meta.get_field(gap.field).verbose_name)
    return name
