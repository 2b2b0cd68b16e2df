"""The country made for measuring: believable, repeatable, and as the domain would have left it."""

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models, transaction
from django.utils.timezone import localdate

from accounts.models import User
from agencies.models import Agency, EmploymentSpell
from certificates.models import Certificate, CertificateSeries
from courses.models import Course
from courses.queries import open_courses
from demo.country.batches import LOGIN
from demo.country.careers import career
from demo.country.courses import COURSES
from demo.country.employers import Job, Place, Urn
from demo.country.loading import load_country
from demo.country.names import person
from demo.country.tables import rows_of
from learning.domain.invariants import violations
from learning.domain.progress import recompute_all
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion, StaleFigure
from obligations.domain.duties import Recounted, recount_everybody
from obligations.models import Duty, Waiver
from reports.domain.cells import rebuild_all_cells
from reports.models import Cell, RegionCell
from tests.factories import make_course, make_item, make_learner, make_module

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
FIRST = date(2024, 11, 22)


def rows(model: type[models.Model], *without: str) -> set[tuple[Any, ...]]:
    """Everything stored of this model but the ids."""
    kept = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", *without)]
    return {tuple(map(str, row)) for row in model._default_manager.values_list(*kept)}


class OneTown:
    """Two offices in one region."""

    def __init__(self) -> None:
        jobs = Urn([(Job("corpus_b", "Маман", "Специалист"), 1.0)])
        self.places = [Place(number, f"{number:04}", 1, 0.7, jobs) for number in (1, 2)]
        self.everywhere = Urn([(place, 1.0) for place in self.places])

    def next_after(self, place: Place, chance: Random) -> Place:
        """The other one."""
        return self.places[place.agency_id % 2]


class TestNames:
    def test_lists_are_long_enough_that_few_people_share_a_name(self):
        assert len(list(rows_of("first_names"))) >= 60
        assert len(list(rows_of("last_names"))) >= 80

    def test_women_have_the_endings_of_women_and_men_those_of_men(self):
        fathers = {row["patronymic_ru"]: row["patronymic_kk"] for row in rows_of("first_names") if row["patronymic_ru"]}
        for number in range(500):
            one = person(Random(number))
            last, _first, patronymic = one.name_ru.split()
            is_woman = patronymic.endswith("на")
            father = patronymic.removesuffix("на") + "ич" if is_woman else patronymic
            assert father in fathers
            assert last.endswith(("ова", "ева", "ёва", "ина", "ая", "ко", "к", "т")) == is_woman or last.endswith(
                ("ко", "к", "т")
            )
            assert one.name_kk.endswith(("қызы", "на") if is_woman else ("ұлы", "ич"))

    def test_three_spellings_are_of_one_person(self):
        names = {person(Random(number)) for number in range(300)}
        found = next(one for one in names if one.name_ru.startswith("Новицкая"))

        assert found.name_kk.startswith("Новицкая")
        assert found.name_en.endswith("Novitskaya")

    def test_nothing_of_another_alphabet_slips_in(self):
        for number in range(300):
            one = person(Random(number))
            assert one.name_en.isascii()
            assert not any(char.isascii() for char in (one.name_kk + one.name_ru).replace(" ", ""))


class TestCareers:
    def test_posts_follow_each_other_without_gaps_and_begin_before_today(self):
        for number in range(300):
            stays = career(OneTown(), FIRST, TODAY, Random(number))
            assert all(one.until is not None and one.until >= one.since for one in stays[:-1])
            assert all((later.since - one.until).days == 1 for one, later in pairwise(stays))
            assert stays[-1].since < TODAY
            assert stays[-1].until is None or stays[-1].until < TODAY

    def test_a_tenth_moves_and_six_of_a_hundred_leave_in_a_year_and_as_many_come(self):
        people = 4000
        careers = [career(OneTown(), FIRST, TODAY, Random(number)) for number in range(people)]
        moves = sum(len(one) - 1 for one in careers) / people
        left = sum(one[-1].until is not None for one in careers) / people
        came = sum(one[0].since >= FIRST for one in careers) / people

        assert 0.14 < moves < 0.21
        assert 0.08 < left < 0.13
        assert 0.10 < came < 0.14


@pytest.mark.django_db
class TestCountry:
    def test_counting_again_changes_nothing_and_nothing_contradicts_itself(self):
        make_item(make_module(make_course()))
        make_learner()
        assert load_country(300, now=NOW) == 300
        counted = Duty, Enrolment, CourseProgress, Cell, RegionCell
        loaded = [rows(model) for model in counted]

        assert recount_everybody(now=NOW) == Recounted()
        assert not StaleFigure.objects.exists()
        recompute_all()
        rebuild_all_cells(localdate(NOW))

        assert [rows(model) for model in counted] == loaded
        assert list(violations()) == []
        self.looks_like_a_country()

    def looks_like_a_country(self) -> None:
        """Not a test of its own: loading takes seconds."""
        done = CourseCompletion.objects.all()
        assert Agency.objects.count() >= 430
        assert Course.objects.count() == COURSES
        assert 2 < Duty.objects.count() / 300 < 5
        assert done.filter(valid_until__lt=TODAY).exists()
        assert {one.is_required for one in done} == {True, False}
        assert Waiver.objects.exists()
        assert Cell.objects.filter(month=date(2026, 11, 1), overdue__gt=0).exists()
        assert Certificate.objects.count() == done.count()
        assert sum(CertificateSeries.objects.values_list("last_serial", flat=True)) == done.count()
        assert not ItemCompletion.objects.filter(completed_at__gt=NOW).exists()
        assert not any(user.has_usable_password() for user in User.objects.filter(email__startswith=LOGIN)[:3])
        categories = Counter(EmploymentSpell.objects.values_list("category", flat=True))
        assert categories["corpus_b"] > categories["corpus_a"] > 0

    def test_grows_to_the_number_asked_for_as_if_loaded_at_once(self):
        with transaction.atomic():
            load_country(12, now=NOW)
            at_once = self.everything()
            transaction.set_rollback(True)

        assert load_country(5, now=NOW) == 5
        assert load_country(5, now=NOW) == 0
        assert load_country(12, now=NOW) == 7
        assert self.everything() == at_once

    def test_another_seed_gives_another_country(self):
        with transaction.atomic():
            load_country(5, now=NOW)
            first = self.everything()
            transaction.set_rollback(True)

        load_country(5, now=NOW, seed=1)

        assert self.everything() != first

    def everything(self) -> list[set[tuple[Any, ...]]]:
        """What does not depend on ids."""
        people = set(User.objects.values_list("email", "name_kk", "name_ru", "name_en", "language"))
        spells = EmploymentSpell.objects.values_list(
            "person__email", "agency__code", "post", "category", "since", "until"
        )
        duties = Duty.objects.values_list("learner__email", "course__slug", "agency__code", "since", "until", "due_on")
        done = CourseCompletion.objects.values_list("learner__email", "course__slug", "agency__code", "completed_at")
        papers = Certificate.objects.values_list("holder__email", "code", "issued_at", "subject_key")
        return [people, set(spells), set(duties), set(done), set(papers)]

    def test_learners_meet_its_courses_only_when_asked_for(self):
        call_command("load_country", learners=1, stdout=StringIO())
        assert not open_courses().exists()

        call_command("load_country", learners=1, courses=True, stdout=(out := StringIO()))

        assert open_courses().count() == COURSES
        assert out.getvalue() == "Learners: 0 added\n"
