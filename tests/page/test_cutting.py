"""Cutting: where blocks begin and end, what is seen, and that ids last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.blocks import BlockKind
from paperknife.page.cutting import cut
from paperknife.page.tree import parse


def texts(body: str) -> list[str]:
    return [block.text for block in cut(parse(f"<body>{body}")).all]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one <b>two</b> three</p>", ["one two three"]),
        ("one<p>two</p>three", ["one", "two", "three"]),
        ("<div>a<br>b<br><br>c</div>", ["a\nb", "c"]),
        ("<p>a <a href=x><div>b</div> c</a></p>", ["a", "b", "c"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a\nb\nc"]),
        ("<ul><li><h3>card</h3><p>words</p></ul>", ["card", "words"]),
        ("<pre>a\n  b<br>c</pre>", ["a\n  b\nc"]),
        ("<pre><div>x = 1</div><div>y = 2</div></pre>", ["x = 1\ny = 2"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a\tb\nc\td"]),
        ("<p>x<script>y</script><style>z</style><template>w</template></p>", ["x"]),
        (
            "<p hidden>x</p><p style='display: none'>y</p><p>z and more words than are hidden</p>",
            ["z and more words than are hidden"],
        ),
        ("<noscript><p>x</p></noscript><p>y</p>", ["y"]),
        ("<p>10<sup>3</sup> m</p>", ["10³ m"]),
        ("<p>so<sup>1</sup></p>", ["so1"]),
        ("<p>see <math><mfrac><mn>4</mn><mn>3</mn></mfrac></math></p>", ["see 4/3"]),
        (
            "<p>it is <span class=sr-only>4/3</span><span aria-hidden=true><sup>4</sup><sub>3</sub></span>.</p>",
            ["it is 4/3."],
        ),
        ("", []),
        ("   \n ", []),
    ],
)
def test_blocks_are_what_a_person_would_point_at(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_page_that_hides_nearly_everything_is_shown() -> None:
    story = "<p>" + "A sentence that matters. " * 20 + "</p>"
    assert len(texts(f"<div style='display:none'>{story * 3}</div><p>Loading</p>")) == 4


def test_kinds_follow_the_markup() -> None:
    blocks = cut(
        parse(
            "<h2>h</h2><p>p</p><blockquote>q</blockquote><figure><img src=a.png><figcaption>c</figcaption></figure>"
            "<iframe src=x></iframe><video src=v></video><input type=text><pre>code</pre>"
        )
    ).all
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.IMAGE, BlockKind.CAPTION,
        BlockKind.FRAME, BlockKind.CODE,
    ]  # fmt: skip
    assert blocks[0].level == 2


def test_links_and_bold_are_counted() -> None:
    (block,) = cut(parse("<p>go <a href=x>here</a> or <b>stay</b></p>")).all
    assert (block.link_chars, block.links, block.bold_chars) == (4, 1, 4)


def test_elements_count_what_they_hold() -> None:
    blocks = cut(parse("<div id=box><p>one</p><p><a href=x>two</a></p></div><p>three</p>"))
    box = next(element for element in blocks.elements if element.attributes.get("id") == "box")
    assert (box.first, box.stop, box.count, box.chars, box.link_chars) == (0, 2, 2, 6, 3)


def test_ids_last_and_do_not_move_with_what_stands_around() -> None:
    first = cut(parse("<p>one</p><p>two</p><p>two</p>")).all
    again = cut(parse("<p>zero</p><div><p>one</p></div><p>two</p><p>two</p>")).all
    assert [block.id for block in first] == [block.id for block in again[1:]]
    assert len({block.id for block in again}) == 4


def test_depth_is_no_matter() -> None:
    assert texts("<div>" * 100_000 + "deep") == ["deep"]
    assert texts("<ul><li>" * 3_000 + "deep") != []


@given(st.text(max_size=200))
def test_any_text_is_cut(html: str) -> None:
    blocks = cut(parse(html))
    assert [block.index for block in blocks.all] == list(range(len(blocks.all)))
    assert all(0 <= e.first <= e.stop <= len(blocks.all) for e in blocks.elements)
