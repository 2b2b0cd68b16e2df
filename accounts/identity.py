"""How two spellings of one sign-in name are recognised as one, and whose name it is."""

import re
import unicodedata
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q

TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")
FIRST_WEIGHTS = tuple(range(1, 12))
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def folded_email(email: str) -> str:
    """The address as it is stored and compared: NFKC, full case folding, no blanks around (INP-04)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def person_number(login: str) -> int | None:
    """The number of the person with this e-mail or personnel number, however it was typed. One query."""
    people = get_user_model().objects.filter(
        Q(email=folded_email(login)) | Q(personnel_number__iexact=unicodedata.normalize("NFKC", login).strip())
    )
    return people.values_list("pk", flat=True).first()


def holds_iin(text: str) -> bool:
    """Whether an individual identification number stands in ``text``: none is ever stored here (PRIV-04)."""
    return any(is_iin(digits) for digits in TWELVE_DIGITS.findall(text))


def is_iin(digits: str) -> bool:
    """Whether twelve digits are an IIN: day of birth, century and sex, and a right check digit.

    The rule of the state register: the first eleven digits weighted 1 to 11, modulo 11; where that gives 10, once
    more weighted 3 to 11, 1, 2; where that gives 10 as well the number is never issued.
    """
    values = [int(one) for one in digits]
    if not 1 <= values[6] <= 6:
        return False
    try:
        date(1700 + (values[6] + 1) // 2 * 100 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        rest = sum(weight * value for weight, value in zip(weights, values[:11], strict=True)) % 11
        if rest < 10:
            return rest == values[11]
    return False
