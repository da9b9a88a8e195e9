"""Marks: what is marked stands in <mark>, and all the rest is as it was."""

import re

import pytest

from paperknife.page.cutting import cut
from paperknife.page.excerpt import excerpt
from paperknife.page.marks import Mark
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse


def marked(body: str, *marks: Mark) -> str:
    """An excerpt of a page's only block, with short names for what is around marks."""
    page = Page(parse(f"<body>{body}"), Metadata())
    blocks = cut(page.tree)
    html = excerpt(page, blocks, {block.id for block in blocks.all}, {blocks.all[0].id: marks})
    html = re.sub(r' data-block="[^"]*"| class="highlight"', "", html)
    return re.sub(r' data-highlight="(\w)\w*"', r" \1", html)


@pytest.mark.parametrize(
    ("body", "marks", "expected"),
    [
        ("<p>one two three</p>", [Mark(3, 6, "yellow")], "<p>one <mark y>two</mark> three</p>"),
        ("<p>one two</p>", [Mark(1, 5, "pink")], "<p>o<mark p>ne tw</mark>o</p>"),
        ("<p> a &lt; b </p>", [Mark(0, 2, "blue")], "<p> <mark b>a &lt;</mark> b </p>"),
        (
            "<p>one <a href='#x'>two</a> three</p>",
            [Mark(2, 8, "green", "why?")],
            '<p>on<mark g>e</mark> <a href="#x"><mark g>two</mark></a> <mark g title="why?">th</mark>ree</p>',
        ),
        ("<p>abc</p>", [Mark(0, 1, "green"), Mark(1, 3, "blue")], "<p><mark g>a</mark><mark b>bc</mark></p>"),
        ("<p>a<span hidden>x</span>b</p>", [Mark(0, 2, "green")], "<p><mark g>a</mark><mark g>b</mark></p>"),
        ("<pre>\n\nx = 1\n</pre>", [Mark(0, 3, "green")], "<pre>\n\n<mark g>x = 1</mark>\n</pre>"),
        ("<p>a<mark data-highlight=blue title=b>b</mark></p>", [], '<p>a<mark title="b">b</mark></p>'),
    ],
)
def test_marks(body: str, marks: list[Mark], expected: str) -> None:
    assert marked(body, *marks) == expected
