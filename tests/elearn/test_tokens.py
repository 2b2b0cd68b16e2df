"""The colours people read and press can be told from what they stand on, in both themes (ux 55)."""

import re
from pathlib import Path

import pytest

TOKEN_FILE = Path(__file__).resolve().parents[2] / "assets" / "scss" / "_tokens.scss"
TEXT = ["ink", "ink-2", "brand", "brand-strong", "link", "visited", "ok", "warn", "err"]
PAGE_SURFACES = ["bg", "surface-2"]
TINTS = ["surface-3", "brand-100"]


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme by name, as the token file has them."""
    blocks = re.findall(r"@mixin (light|dark) \{(.*?)^\}", TOKEN_FILE.read_text(), re.DOTALL | re.MULTILINE)
    return {theme: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for theme, block in blocks}


THEMES = themes()


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    """Contrast ratio of WCAG 2 between two tokens of a theme."""
    dark, light = sorted(luminance(THEMES[theme][name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_themes_define_the_same_tokens():
    assert THEMES["light"].keys() == THEMES["dark"].keys()
    assert len(THEMES["light"]) > 30


def test_contrast_of_black_and_white_is_21():
    assert (luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05) == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", PAGE_SURFACES)
@pytest.mark.parametrize("text", TEXT)
def test_text_on_page_surfaces_reaches_5_7(theme, text, surface):
    assert contrast(theme, text, surface) >= 5.7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", TINTS)
@pytest.mark.parametrize("text", ["ink", "ink-2", "brand", "brand-strong", "link"])
def test_text_on_tints_reaches_4_5(theme, text, surface):
    assert contrast(theme, text, surface) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", ["ok", "warn", "err"])
def test_states_on_their_own_tint_reach_5_7(theme, state):
    assert contrast(theme, state, f"{state}-bg") >= 5.7
    assert contrast(theme, "ink", f"{state}-bg") >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), [("on-brand", "brand"), ("on-brand", "brand-strong"), ("bg", "err")])
def test_words_on_buttons_reach_4_5(theme, text, ground):
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", PAGE_SURFACES)
@pytest.mark.parametrize("mark", ["control", "brand"])
def test_controls_and_bars_reach_3(theme, mark, surface):
    assert contrast(theme, mark, surface) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_share_bar_differs_from_its_track(theme):
    assert contrast(theme, "brand", "surface-3") >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", [*PAGE_SURFACES, *TINTS])
def test_focus_ring_shows_gold_or_its_edge_on_every_surface(theme, surface):
    assert contrast(theme, "focus", "focus-edge") >= 9
    assert max(contrast(theme, ring, surface) for ring in ("focus", "focus-edge")) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("step", range(1, 6))
def test_words_on_map_steps_reach_4_5(theme, step):
    assert contrast(theme, f"on-step-{step}", f"step-{step}") >= 4.5
