"""Outlines of blocks."""

from collections.abc import Callable

PROSE = "The council met on Tuesday evening, and after a long debate its members agreed to mend the old bridge."


def test_an_outline_tells_links_length_end_and_what_stands_beside(
    signs_of: Callable[[str], dict[str, list[str]]],
) -> None:
    signs = signs_of(f"<h1>Bridge</h1><p>{PROSE}</p><p><a href=/x>ALL ABOUT BRIDGES</a></p><p>{PROSE} Again.</p>")
    assert {
        "shape:link 40 open after prose",
        "shape:link 40 open before prose",
        "shape:link 40 open paragraph",
        "shape:capitals link prose prose",
    } <= set(signs["ALL ABOUT BRIDGES"])
    assert "shape:plain 120 closed after heading" in signs[PROSE]


def test_emphasis_counts_if_it_holds_all_the_text(signs_of: Callable[[str], dict[str, list[str]]]) -> None:
    signs = signs_of("<p><em>Written by <a href=/x>Ada</a>.</em></p><p>Or <em>not</em>.</p>")
    assert "shape:part 40 closed italic" in signs["Written by Ada."]
    assert not any("italic" in sign for sign in signs["Or not."])
