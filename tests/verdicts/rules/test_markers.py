"""Markers: lists whose lines are markers."""

import pytest

from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import look


@pytest.mark.parametrize("lines", [("Advertisement", "Related articles"), ("Related articles", "Advertisement")])
def test_of_markers_equally_frequent_in_a_list_the_first_counts(lines: tuple[str, str]) -> None:
    tree = parse(f"<ul><li>Apples and pears{''.join(f'<li>{line}' for line in lines)}</ul>")
    (signs,) = look(Page(tree, metadata_of(tree)), cut(tree)).signs
    label = {"Advertisement": "ad", "Related articles": "related"}[lines[0]]
    assert [sign for sign in signs if sign.startswith("marker:lines")] == [f"marker:lines of {label}"]
