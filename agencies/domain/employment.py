"""Taking up a post and moving on."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from agencies.choices import PostCategory
from agencies.models import Agency, EmploymentSpell


@transaction.atomic
def employ(
    person: User, agency: Agency, *, post: str, since: date, category: PostCategory = PostCategory.OTHER
) -> EmploymentSpell:
    """Start a spell on ``since`` and end the current one the day before; what was earned stays earned.

    Asking again for the spell that already runs (same agency, post and category) returns it unchanged. Raises
    ``SpellOverlap`` when the current spell began on ``since`` or later.
    """
    current = EmploymentSpell.objects.select_for_update().filter(person=person, until=None).first()
    if current and (current.agency_id, current.post, current.category) == (agency.pk, post, category):
        return current
    if current:
        _end_before(current, since)
    return EmploymentSpell.objects.create(person=person, agency=agency, post=post, category=category, since=since)


def _end_before(spell: EmploymentSpell, day: date) -> None:
    if spell.since >= day:
        raise SpellOverlap(spell.since)
    spell.until = day - timedelta(days=1)
    spell.save(update_fields=["until"])


class SpellOverlap(Exception):
    """The new spell would begin before the current one did."""
