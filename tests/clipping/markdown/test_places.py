"""Differences are seen where they are, through the marks that Markdown has between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.markdown.check import Loss, losses
from paperknife.clipping.markdown.places import places

TEXT = (
    'The **first** [train](https://news.example/the-first-train "T") ran on\ntime. The first bus ran late, at 4\\.30.\n'
)


def seen(text: str, *found: Loss) -> list[str | None]:
    return [text[place[0] : place[1]] if place else None for place in places(text, found)]


@pytest.mark.parametrize(
    ("loss", "marked"),
    [
        (Loss("words", "rode", "ran", "The first train"), "ran"),
        (Loss("words", "first", "first", "The"), "first"),
        (Loss("words", "again", "", "first train ran on"), "on"),
        (Loss("words", "soon", "time The", "train ran on"), "time. The"),
        (Loss("number", "4.3", "4.30", "late at"), "4\\.30"),
        (Loss("words", "gone", "", "words that are nowhere"), None),
        (Loss("words", "x", "late", "not this but ran"), "late"),
        (Loss("link", "https://news.example/", "", "The first"), "first"),
        (Loss("words", "", "bus ran", ""), "bus ran"),
        (Loss("words", "all", "", ""), None),
    ],
)
def test_a_place_is_found_through_marks(loss: Loss, marked: str | None) -> None:
    assert seen(TEXT, loss) == [marked]


def test_of_two_places_alike_the_second_is_that_of_the_second_difference() -> None:
    text = "one two three. one two three."
    found = places(text, [Loss("words", "x", "three", "one two"), Loss("words", "y", "three", "one two")])
    assert found == [(8, 13), (23, 28)]


def test_what_stands_above_the_text_is_passed_over() -> None:
    text = "---\ntitle: one two three\n---\none two three\n"
    assert places(text, [Loss("words", "x", "three", "one two")], start=29) == [(37, 42)]


def test_the_differences_of_a_changed_page_are_found() -> None:
    html = (
        "<p>The tunnel opened on <b>Monday</b> after nine years.</p><table><tr><th>Line</th><th>Trains</th></tr>"
        "<tr><td>North</td><td>12</td></tr></table><p>See <a href='https://a.example/x'>the plan</a> of 1998.</p>"
    )
    markdown = to_markdown(html)
    changed = markdown.replace("Monday", "Tuesday").replace("12", "13").replace(" of 1998", "")
    found = losses(html, changed)
    assert {(each.kind, place) for each, place in zip(found, seen(changed, *found), strict=True)} == {
        ("words", "Tuesday"),
        ("number", "13"),
        ("cell", "13"),
        ("number", "plan"),
    }


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_looked_through(text: str, where: str, got: str) -> None:
    for place in places(text, [Loss("words", "x", got, where)]):
        assert place is None or 0 <= place[0] < place[1] <= len(text)
