"""Who employs how many people, in which posts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, NamedTuple, TypeVar

from django.db.models import Q

from agencies.choices import PostCategory
from agencies.models import Agency
from demo.country.tables import rows_of

# What is on no list is as large as an office in a district.
SMALLEST = ("district", True)
SPREAD = 0.4  # of the size of two bodies of one kind
LEAST_DILIGENT, MOST_DILIGENT = 0.15, 0.97
STAYS_IN_REGION = 0.8

T = TypeVar("T")


class Job(NamedTuple):
    """A post; its name is in the language of whoever holds it."""

    category: str
    name_kk: str
    name_ru: str


class Urn(Generic[T]):
    """Things drawn with their weights."""

    def __init__(self, weighted: list[tuple[T, float]]) -> None:
        self.things = [thing for thing, _weight in weighted]
        self._bounds = list(accumulate(weight for _thing, weight in weighted))

    def draw(self, chance: Random) -> T:
        """One of them."""
        return chance.choices(self.things, cum_weights=self._bounds)[0]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An agency as an employer; ``diligence`` is the share of its people who do what is asked of them."""

    agency_id: int
    path: str
    region_id: int | None
    diligence: float
    jobs: Urn[Job]


class Employers:
    """All agencies that are open on ``today``, the larger the likelier."""

    def __init__(self, seed: int, today: date) -> None:
        weighted = [_place(agency, seed) for agency in _open_agencies(today)]
        self.everywhere = Urn(weighted)
        by_region: defaultdict[int | None, list[tuple[Place, float]]] = defaultdict(list)
        for place, weight in weighted:
            by_region[place.region_id].append((place, weight))
        self._nearby = {region: Urn(found) for region, found in by_region.items()}

    def next_after(self, place: Place, chance: Random) -> Place:
        """Where somebody goes on to: mostly in the same region, sometimes in the same agency."""
        urn = self._nearby[place.region_id] if chance.random() < STAYS_IN_REGION else self.everywhere
        return urn.draw(chance)


def _open_agencies(today: date) -> list[Agency]:
    is_open = Q(valid_to=None) | Q(valid_to__gte=today)
    return list(Agency.objects.filter(is_open).select_related("region").order_by("code"))


def _place(agency: Agency, seed: int) -> tuple[Place, float]:
    region = agency.region.code if agency.region else ""
    body = _body_of(agency)
    own, regional = (Random(f"{seed}:{code}") for code in (agency.code, region))  # noqa: S311  (not secrets)
    size = float(_workforce()[body]["people"]) * _population(region) * own.lognormvariate(0, SPREAD)
    diligence = own.gauss(regional.uniform(0.5, 0.85), 0.12)
    diligence = min(max(diligence, LEAST_DILIGENT), MOST_DILIGENT)
    return Place(agency.pk, agency.path, agency.region_id, diligence, _jobs(body)), size


def _body_of(agency: Agency) -> tuple[str, bool]:
    """What the list of sizes calls it: the kind of a central body, the first part of the code of one in a region."""
    stem, _hyphen, place = agency.code.partition("-kz-")
    body = (stem, True) if agency.region else (str(agency.kind), False)
    return SMALLEST if "-" in place or body not in _workforce() else body


@cache
def _workforce() -> dict[tuple[str, bool], dict[str, str]]:
    return {(row["body"], bool(row["everywhere"])): row for row in rows_of("workforce")}


@cache
def _populations() -> dict[str, float]:
    return {row["region"]: float(row["people"]) for row in rows_of("populations")}


def _population(region: str) -> float:
    """Millions, by which the bodies of a region are larger or smaller; those of the country stand for one."""
    return _populations().get(region, 1.0)


@cache
def _jobs(body: tuple[str, bool]) -> Urn[Job]:
    row = _workforce()[body]
    weighted: list[tuple[Job, float]] = []
    for category in PostCategory.values:
        posts = [one for one in rows_of("posts") if (one["posts"], one["category"]) == (row["posts"], category)]
        whole = sum(float(one["people"]) for one in posts)
        share = float(row[category] or 0)
        weighted += [
            (Job(category, one["name_kk"], one["name_ru"]), share * float(one["people"]) / whole) for one in posts
        ]
    return Urn([(job, weight) for job, weight in weighted if weight])
