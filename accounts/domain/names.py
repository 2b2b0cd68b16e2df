"""A name in three scripts: what the staff list left out its owner writes, once; the rest only the list changes."""

import re
from collections.abc import Mapping

from accounts.models import User
from core.tidying import tidy_line

# By column: the letters of its script, with what stands between the parts of a name.
SCRIPTS = {
    "name_kk": re.compile(r"[\u0400-\u04ff'’ʼ. -]+"),
    "name_ru": re.compile(r"[\u0400-\u04ff'’ʼ. -]+"),
    "name_en": re.compile(r"[A-Za-z\u00c0-\u024f'’ʼ. -]+"),
}


class WrongScript(ValueError):
    """A letter of the name belongs to another script."""


def missing_names(person: User) -> list[str]:
    """The columns in which the person has no name yet."""
    return [column for column in SCRIPTS if not getattr(person, column)]


def checked_name(column: str, text: str) -> str:
    """The name as it is stored. Raises ``WrongScript``."""
    name = tidy_line(text)
    if name and not SCRIPTS[column].fullmatch(name):
        raise WrongScript
    return name


def complete_names(person: User, names: Mapping[str, str]) -> None:
    """Write those names that are missing; one that is there stays as it is, whoever was faster."""
    for column, text in names.items():
        if name := checked_name(column, text):
            User.objects.filter(pk=person.pk, **{column: ""}).update(**{column: name})
