"""Blocks: words counted in every script, and what exactly a block covers."""

import pytest

from paperknife.page.blocks import Block, Element
from paperknife.page.cutting import cut
from paperknife.page.tree import parse


def blocks_of(body: str) -> list[Block]:
    return cut(parse(f"<body>{body}")).all


@pytest.mark.parametrize(
    ("text", "words"), [("one two", 2), ("日本語の文章です", 4), ("ein Wort mit ü", 4), ("3.5 km", 2)]
)
def test_words(text: str, words: int) -> None:
    assert blocks_of(f"<p>{text}</p>")[0].words == words


def test_a_block_covers_the_largest_box_that_holds_nothing_else() -> None:
    (first, _) = blocks_of("<div class=ad><div><p>one</p></div><span></span></div><p>two</p>")
    (box,) = first.boxes()
    assert isinstance(box, Element)
    assert box.attributes["class"] == "ad"


def test_a_list_item_stays_apart_from_its_list() -> None:
    (box,) = blocks_of("<ul><li><h3>one</h3></ul><p>two")[0].boxes()
    assert isinstance(box, Element)
    assert box.tag == "h3"


def test_in_mixed_content_a_block_covers_runs_of_nodes() -> None:
    first, _, third = blocks_of("<div>one <i>two</i><p>three</p>four</div>")
    ((start, end),) = first.boxes()  # type: ignore[misc]  # runs, not elements
    assert ((start.text_content, end.tag), third.text) == (("one ", "i"), "four")


def test_a_link_around_a_box_and_words_belongs_to_neither() -> None:
    image, words = blocks_of("<li><a href=x><div><img src=a.png></div>words</a></li>")
    assert [box.tag for box in image.boxes() if isinstance(box, Element)] == ["div"]
    assert not isinstance(words.boxes()[0], Element)
