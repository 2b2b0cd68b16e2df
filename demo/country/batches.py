"""People by the batch: made in a thread beside the one that writes down those before them."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from accounts.choices import Language
from accounts.models import User
from agencies.models import EmploymentSpell
from demo.accounts import DOMAIN
from demo.country.careers import Stay, career
from demo.country.courses import Reading
from demo.country.employers import Employers, Place
from demo.country.histories import Earned, Life, live
from demo.country.names import person
from demo.country.writing import Row, Rows, take_ids
from obligations.domain.matching import Rule, Spell, wanted_duties

LOGIN = "resident-"
AT_ONCE = 2000


@dataclass(frozen=True)
class Country:
    """What everybody in it meets, read once."""

    seed: int
    now: datetime
    first: date
    employers: Employers
    readings: dict[int, Reading]
    rules: list[Rule]
    registrar: int

    @cached_property
    def today(self) -> date:
        """The day of ``now``."""
        return localdate(self.now)

    @cached_property
    def password(self) -> str:
        """One for all, with which nobody can sign in."""
        return make_password(None)

    @cached_property
    def _known(self) -> dict[tuple[int, str], list[Rule]]:
        return {}

    def rules_for(self, stays: Sequence[Stay]) -> Collection[Rule]:
        """The rules that may reach somebody in these posts: far fewer than there are."""
        reaching = {rule.pk: rule for stay in stays for rule in self._rules_at(stay.place, stay.job.category)}
        return reaching.values()

    def _rules_at(self, place: Place, category: str) -> list[Rule]:
        post = place.agency_id, category
        if post not in self._known:
            always = Spell(0, place.agency_id, place.path, place.region_id, category, date.min, None)
            self._known[post] = [rule for rule in self.rules if rule.reaches(always)]
        return self._known[post]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written about some people, but for the certificates of what they earned."""

    rows: Rows
    earned: list[Earned]


def batches(there: int, total: int, country: Country) -> Iterator[Batch]:
    """Everybody from number ``there`` on, in order; two batches are in memory together."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming: deque[Future[Batch]] = deque()
        for first in range(there, total, AT_ONCE):
            lives = [_draw(number, country) for number in range(first, min(first + AT_ONCE, total))]
            for life, pk in zip(lives, take_ids(User, len(lives)), strict=True):
                life.person_id = pk
            spells = take_ids(EmploymentSpell, sum(len(life.stays) for life in lives))
            coming.append(beside.submit(_make, lives, spells, country))
            if len(coming) > 1:
                yield coming.popleft().result()
        yield from (batch.result() for batch in coming)


def _draw(number: int, country: Country) -> Life:
    chance = Random(f"{country.seed}/{number}")  # noqa: S311  (not secrets)
    email = f"{LOGIN}{number:07}@{DOMAIN}"
    names = person(chance)
    return Life(email, names, career(country.employers, country.first, country.today, chance), chance, country.today)


def _make(lives: Sequence[Life], spells: Iterable[int], country: Country) -> Batch:
    """Runs in a thread of its own, where the database is out of reach."""
    batch, ids = Batch(Rows(list), []), iter(spells)
    fixed = country.now.astimezone(UTC), True, False, False
    for life in lives:
        batch.rows[User].append((life.person_id, life.email, country.password, *life.names, *fixed))
        worked = [_spell(next(ids), stay) for stay in life.stays]
        batch.rows[EmploymentSpell] += map(_employment, worked, life.stays, [life] * len(worked))
        duties = wanted_duties(worked, list(country.rules_for(life.stays)))
        batch.earned.extend(live(life, duties, country.readings, country.registrar, batch.rows))
    return batch


def _spell(pk: int, stay: Stay) -> Spell:
    place = stay.place
    return Spell(pk, place.agency_id, place.path, place.region_id, stay.job.category, stay.since, stay.until)


def _employment(spell: Spell, stay: Stay, life: Life) -> Row:
    post = stay.job.name_kk if life.names.language == Language.KAZAKH else stay.job.name_ru
    return spell.pk, life.person_id, spell.agency_id, post, spell.category, spell.since, spell.until
