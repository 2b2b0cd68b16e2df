"""No password out of names that everybody here knows: of this site, of regions and agencies (AUTH-02)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.models import Agency, Region
from core.folding import folded

# In folded letters; the names of places come from the database.
KNOWN = ("elearn", "upr", "iccpr", "упо", "мпгпп", "обучение", "обязательства", "оқыту", "міндеттемелер", "training")
FEWEST_OWN_LETTERS = 6
SHORTEST_WORD = 3


class PlaceNameValidator:
    """Takes away known names, digits and signs: what is left must still be something."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ``ValidationError`` when fewer than ``FEWEST_OWN_LETTERS`` letters are left. Two queries."""
        rest = letters_of(password)
        known = [word for word in known_words() if word in rest]
        for word in sorted(known, key=len, reverse=True):
            rest = rest.replace(word, "")
        if known and len(rest) < FEWEST_OWN_LETTERS:
            raise ValidationError(self.get_help_text(), code="password_of_known_names")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("A password may not be made of the names of this site, of regions or of agencies.")


def known_words() -> set[str]:
    """The words of all these names, folded."""
    names: list[str] = list(KNOWN)
    for row in Region.objects.values_list("slug", "name_ru", "name_kk", "name_en"):
        names += row
    short = ("name_ru", "name_kk", "name_en", "short_name_ru", "short_name_kk")
    for row in Agency.objects.values_list(*short):
        names += row
    words = {letters_of(word) for name in names for word in re.split(r"\W+", name)}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def letters_of(text: str) -> str:
    """Its letters, folded; Latin look-alikes stay what they are."""
    return "".join(letter for letter in folded(text) if letter.isalpha())
