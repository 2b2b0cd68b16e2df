"""Names that could be anybody's, as Kazakh and Russian write them."""

from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

from accounts.choices import Language
from demo.country.tables import rows_of

KAZAKH, RUSSIAN = "kazakh", "russian"
SHARE_KAZAKH = 0.72
SPEAK_KAZAKH = 0.7  # of the Kazakhs; everybody else uses the site in Russian


class Person(NamedTuple):
    """Names by language, and the language of the site."""

    name_kk: str
    name_ru: str
    name_en: str
    language: str


class _Name(NamedTuple):
    kk: str
    ru: str
    en: str
    patronymic_kk: str = ""
    patronymic_ru: str = ""


def person(chance: Random) -> Person:
    """Somebody with a family name, a name and, but for English, a patronymic."""
    people = KAZAKH if chance.random() < SHARE_KAZAKH else RUSSIAN
    sex = "m" if chance.random() < 0.45 else "f"
    last, first, father = (_pick(chance, names) for names in (_last(people), _first(people, sex), _first(people, "m")))
    is_woman = sex == "f"
    of_father = _kazakh_patronymic if people == KAZAKH else _russian_patronymic
    family = _feminine if is_woman else _as_it_is
    speaks_kazakh = people == KAZAKH and chance.random() < SPEAK_KAZAKH
    return Person(
        f"{family(last.kk)} {first.kk} {of_father(father.patronymic_kk, is_woman)}",
        f"{family(last.ru)} {first.ru} {_russian_patronymic(father.patronymic_ru, is_woman)}",
        f"{first.en} {family(last.en)}",
        (Language.KAZAKH if speaks_kazakh else Language.RUSSIAN).value,
    )


def _pick(chance: Random, names: list[_Name]) -> _Name:
    return names[int(chance.random() * len(names))]


@cache
def _last(people: str) -> list[_Name]:
    rows = [row for row in rows_of("last_names") if row["people"] == people]
    return [_Name(row["name_kk"], row["name_ru"], row["name_en"]) for row in rows]


@cache
def _first(people: str, sex: str) -> list[_Name]:
    rows = [row for row in rows_of("first_names") if (row["people"], row["sex"]) == (people, sex)]
    return [_Name(*(row[field] for field in row if field not in ("people", "sex"))) for row in rows]


def _kazakh_patronymic(father: str, is_woman: bool) -> str:
    return father + ("қызы" if is_woman else "ұлы")


def _russian_patronymic(patronymic: str, is_woman: bool) -> str:
    return patronymic.removesuffix("ич") + "на" if is_woman else patronymic


def _as_it_is(name: str) -> str:
    return name


ENDINGS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("ский", "цкий"), lambda name: name[:-2] + "ая"),
    (("sky",), lambda name: name[:-1] + "aya"),
    (("ов", "ев", "ёв", "ин"), lambda name: name + "а"),
    (("ov", "ev", "in"), lambda name: name + "a"),
)


@cache
def _feminine(name: str) -> str:
    """The family name of a woman; names without such an ending are the same for everybody."""
    return next((change(name) for endings, change in ENDINGS if name.endswith(endings)), name)
