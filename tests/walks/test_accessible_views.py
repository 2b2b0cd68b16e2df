"""What axe cannot see, page by page: enlarged, with wide spacing, without motion, with a finger (ux 56-58, 60)."""

import pytest
from playwright.sync_api import Page

from tests.walks.probes import (
    faults_at_stops,
    faults_of_spacing,
    faults_of_width,
    motion,
    small_targets,
    unnamed_words,
)
from tests.walks.views import ENLARGED, OFFICE, PHONE, OpenViews, faults_of, views_opener

pytestmark = pytest.mark.walk
LONGEST_CHANGE = 0.2  # seconds


@pytest.fixture
def open_views(account, open_context, sign_in) -> OpenViews:
    """``open_views((320, 256), "kk")``: every page, one after the other."""
    return views_opener(account, open_context, sign_in)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wcag_1_4_10_and_2_4_11_at_400_percent_nothing_scrolls_sideways_or_covers_the_focus(language, open_views):
    def probe(page: Page) -> list[str]:
        return faults_of_width(page) + faults_at_stops(page)

    assert faults_of(open_views(ENLARGED, language), probe) == {}


@pytest.mark.parametrize(("language", "size"), [("ru", OFFICE), ("kk", PHONE)])
def test_wcag_1_4_12_wide_spacing_cuts_and_covers_nothing(language, size, open_views):
    assert faults_of(open_views(size, language), faults_of_spacing) == {}


def test_wcag_2_2_2_and_2_3_3_nothing_moves_by_itself_and_nothing_at_all_for_those_who_asked(open_views):
    def probe(page: Page) -> list[str]:
        moving, longest = motion(page, "no-preference")
        assert 0 < longest <= LONGEST_CHANGE
        still_moving, still_longest = motion(page, "reduce")
        return moving + still_moving + [f"{still_longest} s"] * (still_longest > 0)

    assert faults_of(open_views(), probe) == {}


def test_wcag_2_5_3_and_2_5_8_finger_and_voice_hit_every_control(open_views):
    def probe(page: Page) -> list[str]:
        return small_targets(page) + unnamed_words(page)

    assert faults_of(open_views(PHONE), probe) == {}
