"""A crowd of learners with seeded histories, for measuring how the site bears a country's numbers.

Facts and progress are written in bulk, and as ``learning.domain`` would have left them: counting them again changes
nothing. What nobody measures is left out: there are no attempts and no certificates.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localdate

from accounts.choices import Language
from accounts.models import User
from agencies.models import Agency, EmploymentSpell
from courses.choices import ItemKind
from courses.models import CourseItem, ModuleVersion
from courses.queries import open_items
from demo.accounts import DOMAIN, FIRST_DAY
from learning.choices import Evidence
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from reports.domain.cells import rebuild_all_cells

LOGIN = "crowd-"
AT_ONCE = 1000
DAYS_BACK = 300
DAYS_TO_DO = 60


@dataclass(frozen=True)
class Stage:
    """What every learner of the crowd meets, read once."""

    agencies: list[tuple[int, int | None]]
    courses: list[tuple[int, list[CourseItem]]]
    versions: dict[int, int]
    now: datetime

    @classmethod
    def set_up(cls, now: datetime) -> "Stage":
        """The stage of today: all agencies with a region, all open courses with something in them."""
        courses = groupby(open_items(), key=lambda item: item.module.course_id)
        return cls(
            agencies=list(Agency.objects.exclude(region=None).order_by("path").values_list("pk", "region")),
            courses=[(course_id, list(items)) for course_id, items in courses],
            versions=dict(ModuleVersion.objects.order_by("number").values_list("module", "pk")),
            now=now,
        )


@dataclass
class Batch:
    """Rows to be written together."""

    spells: list[EmploymentSpell] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    items: list[ItemCompletion] = field(default_factory=list)
    completions: list[CourseCompletion] = field(default_factory=list)
    progress: list[CourseProgress] = field(default_factory=list)


def load_crowd(total: int, *, now: datetime) -> int:
    """Bring the crowd up to ``total`` learners on all open courses, then count the cells; returns how many were added.

    The same numbers on the same courses give the same histories, shifted to ``now``.
    """
    there = User.objects.filter(email__startswith=LOGIN, email__endswith=DOMAIN).count()
    stage = Stage.set_up(now)
    for first in range(there, total, AT_ONCE):
        _add_batch(range(first, min(first + AT_ONCE, total)), stage)
    rebuild_all_cells(localdate(now))
    return max(total - there, 0)


@transaction.atomic
def _add_batch(numbers: range, stage: Stage) -> None:
    chance = Random(numbers.start)  # noqa: S311  (histories, not secrets)
    batch = Batch()
    for learner in User.objects.bulk_create(_people(numbers)):
        _live(learner, batch, stage, chance)
    EmploymentSpell.objects.bulk_create(batch.spells)
    Enrolment.objects.bulk_create(batch.enrolments)
    ItemCompletion.objects.bulk_create(batch.items)
    CourseCompletion.objects.bulk_create(batch.completions)
    CourseProgress.objects.bulk_create(batch.progress)


def _people(numbers: range) -> Iterator[User]:
    unusable = make_password(None)
    for number in numbers:
        yield User(
            email=f"{LOGIN}{number:06}@{DOMAIN}",
            password=unusable,
            name_ru=f"Слушатель {number:06}",
            name_kk=f"Тыңдаушы {number:06}",
            name_en=f"Learner {number:06}",
        )


def _live(learner: User, batch: Batch, stage: Stage, chance: Random) -> None:
    agency_id, region_id = chance.choice(stage.agencies)
    batch.spells.append(EmploymentSpell(person_id=learner.pk, agency_id=agency_id, since=FIRST_DAY))
    for course_id, items in stage.courses:
        whose = {"learner_id": learner.pk, "course_id": course_id, "agency_id": agency_id, "region_id": region_id}
        _take(whose, items, batch, stage, chance)


def _take(whose: dict[str, Any], items: list[CourseItem], batch: Batch, stage: Stage, chance: Random) -> None:
    days, required = chance.randint(1, DAYS_BACK), chance.random() < 0.5
    enrolled_at = stage.now - timedelta(days=days, minutes=chance.randrange(1440))
    due_on = enrolled_at.date() + timedelta(days=DAYS_TO_DO) if required else None
    instants = _instants(enrolled_at, _items_done(len(items), chance), stage.now, chance)
    completed_at = instants[-1] if len(instants) == len(items) else None
    batch.enrolments.append(Enrolment(enrolled_at=enrolled_at, is_required=required, due_on=due_on, **whose))
    batch.items.extend(_done(whose["learner_id"], item, at, stage) for item, at in zip(items, instants, strict=False))
    if completed_at:
        batch.completions.append(CourseCompletion(completed_at=completed_at, **whose))
    batch.progress.append(
        CourseProgress(
            enrolled_at=enrolled_at,
            started_at=instants[0] if instants else None,
            completed_at=completed_at,
            due_on=due_on,
            items_done=len(instants),
            **whose,
        )
    )


def _items_done(total: int, chance: Random) -> int:
    return chance.choices([0, chance.randrange(total), total], [20, 30, 50])[0]


def _instants(since: datetime, number: int, now: datetime, chance: Random) -> list[datetime]:
    """As many moments between ``since`` and ``now``, in order; somebody who goes on takes weeks, not the whole year."""
    span = min(now - since, timedelta(days=DAYS_TO_DO))
    return sorted(since + span * chance.random() for _ in range(number))


def _done(learner_id: int, item: CourseItem, at: datetime, stage: Stage) -> ItemCompletion:
    return ItemCompletion(
        learner_id=learner_id,
        item_id=item.pk,
        completed_at=at,
        evidence=Evidence.PASSED if item.kind == ItemKind.QUIZ else Evidence.READ,
        language=Language.RUSSIAN,
        module_version_id=stage.versions.get(item.module_id),
    )
