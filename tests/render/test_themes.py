"""The article's appearance: readable colours, and variables that a style sheet can take as they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife import bundled
from paperknife.render.themes import COLOURS, Appearance, Theme


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_every_theme_can_be_read(theme: Theme) -> None:
    colours = COLOURS[theme]
    assert contrast(colours["ink"], colours["page"]) >= 7
    for mark in ("yellow", "green", "blue", "pink"):
        assert contrast(colours["ink"], colours[f"mark-{mark}"]) >= 5
        assert contrast(colours["page"], colours[f"mark-{mark}"]) >= 1.15
    for quiet in ("muted", "link"):
        assert contrast(colours[quiet], colours["page"]) >= 4.5
        assert contrast(colours[quiet], colours["raised"]) >= 4.5


def test_every_theme_but_the_desktops_has_the_same_colours() -> None:
    assert set(COLOURS) == set(Theme) - {Theme.SYSTEM}
    assert len({tuple(colours) for colours in COLOURS.values()}) == 1


def test_system_becomes_what_the_desktop_is() -> None:
    assert Appearance(Theme.SYSTEM).on(dark=True).theme is Theme.DARK
    assert Appearance(Theme.SYSTEM).on(dark=False).theme is Theme.LIGHT
    assert Appearance(Theme.SEPIA).on(dark=True).theme is Theme.SEPIA


def test_system_leaves_the_choice_to_the_media_query() -> None:
    assert "@media" in Appearance(Theme.SYSTEM).css()
    assert "@media" not in Appearance(Theme.DARK).css()
    assert COLOURS[Theme.DARK]["page"] in Appearance(Theme.SYSTEM).css()


def test_the_style_sheet_uses_the_variables_that_there_are() -> None:
    used = set(re.findall(r"var\((--[a-z-]+)", bundled.text("reader/reader.css")))
    assert used <= set(Appearance().variables())
    assert {"--page", "--ink", "--font", "--size", "--width", "--line-height"} <= used


@given(font=st.text(max_size=60), size=st.integers(), width=st.integers(), line_height=st.floats(allow_nan=False))
def test_no_choice_breaks_out_of_the_style_sheet(font: str, size: int, width: int, line_height: float) -> None:
    css = Appearance(Theme.LIGHT, font, size, width, line_height).css()
    assert css.count("{") == css.count("}") == 1
    assert "<" not in css
    assert css.count('"') % 2 == 0
    assert 12 <= int(re.findall(r"--size: (\d+)px;", css)[-1]) <= 40
