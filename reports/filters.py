"""The one filter behind screen, XLSX and CSV: its whole state is in the address, its choices end with the scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from agencies.choices import PostCategory, Role, ScopeKind
from agencies.models import Agency
from agencies.queries import Place, RegionPlace, places_of, predecessors
from agencies.rules import agencies_visible_to, current_assignments
from core.sorting import alphabetical_key
from courses.models import Course
from reports.periods import ALL_TIME, MalformedPeriod, Period

Chosen = TypeVar("Chosen")

# Ministries and other bodies of the whole country work in no region.
WITHOUT_REGION = "none"
OLD_BORDERS = "old"


class UnknownChoice(Exception):
    """A value that is malformed, does not exist or lies outside the viewer's scope: deliberately not told apart."""


@dataclass(frozen=True)
class Scope:
    """What one coordinator may choose from. Nothing else exists for them.

    ``has_whole_regions``: of every region either all agencies are in scope or none.
    """

    viewer: User
    agencies: QuerySet[Agency]
    by_code: dict[str, Place]
    courses: dict[str, Course]
    has_whole_regions: bool

    @cached_property
    def regions(self) -> dict[str, RegionPlace]:
        """The regions of the agencies in scope by ISO code, in alphabetical order."""
        found = {agency.region.code: agency.region for agency in self.by_code.values() if agency.region}
        return dict(sorted(found.items(), key=lambda pair: alphabetical_key(str(pair[1]))))

    @cached_property
    def old_borders(self) -> dict[str, RegionPlace]:
        """The region before the reform by the code of its successor, where all its successors are in scope."""
        if not self.has_whole_regions:
            return {}
        before = predecessors()
        partial = {before[code].code for code in before.keys() - self.regions.keys()}
        return {code: region for code, region in before.items() if region.code not in partial}

    @property
    def has_agencies_without_region(self) -> bool:
        """Whether ``WITHOUT_REGION`` is a choice."""
        return any(agency.region is None for agency in self.by_code.values())


def scope_of(viewer: User) -> Scope:
    """The viewer's scope in four queries; without agencies for everybody who is no coordinator."""
    agencies = agencies_visible_to(viewer)
    by_code = {place.code: place for place in places_of(agencies)}
    # Of two courses with one slug at most one is open: it comes last and wins.
    courses = {course.slug: course for course in Course.objects.order_by("is_open", "position")}
    kinds = set(current_assignments(viewer, Role.COORDINATOR).values_list("scope_kind", flat=True))
    return Scope(viewer, agencies, by_code, courses, has_whole_regions=ScopeKind.AGENCY not in kinds)


@dataclass(frozen=True)
class ReportFilter:
    """What the coordinator asked for. None: everything the scope holds.

    ``borders`` is ``OLD_BORDERS`` or empty: regions as they were on the day. On old borders the successors of a region
    divided by a reform are counted together as that region, so that a series over the reform is of one territory.
    """

    scope: Scope
    course: Course | None
    region: str | None
    agency: Place | None
    category: str
    period: Period
    borders: str = ""
    compare: Period | None = None

    @classmethod
    def parse(cls, values: Mapping[str, str], scope: Scope) -> "ReportFilter":
        """The filter that the address spells; names it does not know are ignored, values raise ``UnknownChoice``."""
        borders = values.get("borders") or ""
        if borders and (borders != OLD_BORDERS or not scope.old_borders):
            raise UnknownChoice
        region = values.get("region") or None
        if region and region not in _region_codes(scope, borders):
            raise UnknownChoice
        try:
            period = Period.parse(values.get("period") or ALL_TIME)
            compare = Period.parse(values["compare"]) if values.get("compare") else None
        except MalformedPeriod as error:
            raise UnknownChoice from error
        course, agency = _chosen(values.get("course"), scope.courses), _chosen(values.get("agency"), scope.by_code)
        category = _chosen(values.get("category"), {one.value: one for one in PostCategory})
        return cls(scope, course, region, agency, category or "", period, borders, compare)

    @cached_property
    def agencies(self) -> list[Place]:
        """The agencies in scope that the filter leaves: of the region, and the chosen one with what is below it."""
        return [agency for agency in self.scope.by_code.values() if self._keeps(agency)]

    def region_of(self, agency: Place) -> RegionPlace | None:
        """The region that the agency counts for on the chosen borders."""
        return _region_on(self.scope, self.borders, agency.region)

    @property
    def region_choices(self) -> dict[str, RegionPlace]:
        """The regions worth choosing on the chosen borders, by code and in alphabetical order."""
        found = [_region_on(self.scope, self.borders, region) for region in self.scope.regions.values()]
        named = {region.code: region for region in found if region}
        return dict(sorted(named.items(), key=lambda pair: alphabetical_key(str(pair[1]))))

    def _keeps(self, agency: Place) -> bool:
        if self.region and self.region != region_code(self.region_of(agency)):
            return False
        return self.agency is None or agency.path.startswith(self.agency.path)

    @property
    def agency_choices(self) -> list[Place]:
        """The agencies worth choosing: those with others below them in scope, and the one chosen now; by name."""
        paths = {agency.path[: -Agency.steplen] for agency in self.scope.by_code.values()}
        found = [one for one in self.scope.by_code.values() if one.path in paths or one == self.agency]
        return sorted(found, key=lambda agency: alphabetical_key(str(agency)))

    @property
    def parameters(self) -> dict[str, str]:
        """The address's parameters that spell this filter; what is not chosen is left out."""
        values = {
            "course": self.course.slug if self.course else "",
            "region": self.region or "",
            "agency": self.agency.code if self.agency else "",
            "category": self.category,
            "period": "" if self.period.text == ALL_TIME else self.period.text,
            "borders": self.borders,
            "compare": self.compare.text if self.compare else "",
        }
        return {name: value for name, value in values.items() if value}

    @property
    def labels(self) -> list[tuple[str, str]]:
        """What is chosen, as pairs of label and value; course and period always."""
        labels = [(gettext("Course"), str(self.course) if self.course else gettext("All courses"))]
        if self.region:
            labels.append((gettext("Region"), self.region_name))
        if self.agency:
            labels.append((gettext("Agency"), str(self.agency)))
        if self.category:
            labels.append((gettext("Category of the post"), str(PostCategory(self.category).label)))
        if self.borders:
            labels.append((gettext("Borders"), gettext("before the reform of 2022")))
        labels.append((gettext("Period"), self.period.label))
        return [*labels, (gettext("Compared with"), self.compare.label)] if self.compare else labels

    @property
    def place(self) -> str:
        """The name of the narrowest place chosen; empty when none is."""
        return str(self.agency) if self.agency else self.region_name

    @property
    def region_name(self) -> str:
        """The chosen region's name; empty when none is chosen."""
        return region_name(self.region_choices.get(self.region or "")) if self.region else ""


def region_code(region: RegionPlace | None) -> str:
    """The ISO code of the region, or ``WITHOUT_REGION``."""
    return region.code if region else WITHOUT_REGION


def region_name(region: RegionPlace | None) -> str:
    """The region's name, or what stands in its place."""
    return str(region) if region else gettext("Without a region")


def _region_codes(scope: Scope, borders: str) -> set[str]:
    found = {region_code(_region_on(scope, borders, region)) for region in scope.regions.values()}
    return {*found, *([WITHOUT_REGION] if scope.has_agencies_without_region else [])}


def _region_on(scope: Scope, borders: str, region: RegionPlace | None) -> RegionPlace | None:
    return scope.old_borders.get(region.code, region) if region and borders else region


def _chosen(value: str | None, choices: Mapping[str, Chosen]) -> Chosen | None:
    if not value:
        return None
    if value not in choices:
        raise UnknownChoice
    return choices[value]
