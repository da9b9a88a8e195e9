from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page import bounds
from paperknife.page.tree import parse

SHARED = Path(__file__).parents[3] / "shared" / "pages"
MANY = 50_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * MANY + "end" + "</div>" * MANY,
        "<p>" + "".join(f"<b a{n}>" for n in range(5_000)) + "<p>x" * MANY + "end",
        "<div " + " ".join(f"a{n}" for n in range(MANY)) + ">end",
        "<div/" + "/".join(f"a{n}" for n in range(MANY)) + ">end",
        "end<div " + " ".join(f"a{n}=<" for n in range(MANY)),
        "".join(f"<html a{n}>" for n in range(MANY)) + "end",
        "<rp>" * MANY + "end",
        "<ul><li>" * MANY + "end",
        "<font>" * MANY + "<table>x" * MANY + "end",
        '<a ">' * MANY + "end",
        "<template>" * MANY + "</template>" * MANY + "end",
    ],
    ids=lambda html: html[:12],
)
def test_no_markup_costs_more_than_its_length(html: str) -> None:
    tree = parse(html)
    assert tree.root.text(deep=True).endswith("end")
    assert sum(1 for _ in tree.root.traverse()) < 2_500_000


def test_the_depth_of_a_tree_is_bounded_as_in_browsers() -> None:
    node, depth = parse("<div>" * 40_000 + "end").body, 0
    while node.child is not None:
        node, depth = node.child, depth + 1
    assert bounds.DEEPEST - 1 <= depth <= bounds.DEEPEST + 1


def test_end_tags_of_what_was_left_out_go_too() -> None:
    html = "<section>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000 + "</section><p>after</p>"
    assert parse(html).css_first("body > p").text() == "after"


def test_elements_beyond_the_last_that_is_allowed_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ELEMENTS", 12_000)
    tree = parse("<p>word</p>\n" * 20_000)
    assert len(tree.css("p")) == 12_000
    assert tree.body.text(deep=True).split() == ["word"] * 20_000


@given(st.text("<>/ab p\"'=!-", max_size=300))
def test_no_word_is_taken_away(html: str) -> None:
    plain = parse(bounds._cut(html)).root.text(deep=True)
    assert plain == parse(html).root.text(deep=True)


def test_pages_that_people_write_stay_as_they_are() -> None:
    if not SHARED.is_dir():
        pytest.skip("the real pages are not here: ../shared/pages")
    for path in sorted(SHARED.rglob("*.html"))[::4]:
        html = path.read_text("utf-8", "replace")
        assert bounds._cut(html) == html, path
