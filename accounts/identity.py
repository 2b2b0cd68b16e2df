"""How two spellings of one sign-in name are recognised as one, and whose name it is."""

import unicodedata

from django.contrib.auth import get_user_model
from django.db.models import Q


def folded_email(email: str) -> str:
    """The address as it is stored and compared: NFKC, full case folding, no blanks around (INP-04)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def person_number(login: str) -> int | None:
    """The number of the person with this e-mail or personnel number, however it was typed. One query."""
    people = get_user_model().objects.filter(
        Q(email=folded_email(login)) | Q(personnel_number__iexact=unicodedata.normalize("NFKC", login).strip())
    )
    return people.values_list("pk", flat=True).first()
