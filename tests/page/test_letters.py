"""Letters: what counts is the same however a page sets its white space, and adds up to what a block says."""

from pathlib import Path

import pytest

from paperknife.formats.opening import open_path
from paperknife.page.blocks import Block
from paperknife.page.cutting import cut
from paperknife.page.letters import counted, letters, texts_of
from paperknife.page.tree import parse

PAGES = Path(__file__).parents[2].parent / "shared" / "pages" / "saves"


def blocks(body: str) -> list[Block]:
    return cut(parse(f"<body>{body}")).all


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ("<p>one  two\n three</p>", 11),
        ("<p>a<b> b</b>\u00a0c</p>", 3),
        ("<p>10<sup>3</sup> km</p>", 5),
        ("<ul><li>one</li><li>two</li></ul>", 6),
        ("<p>a<span hidden>bcd</span>e</p>", 2),
        ("<pre>x  =\n\ty</pre>", 3),
    ],
)
def test_texts_add_up_to_what_the_block_says(body: str, size: int) -> None:
    block = blocks(body)[0]
    assert sum(count for _, count in texts_of(block)) == len(letters(block.text)) == size
    assert counted(block) is None


def test_formulas_do_not_count() -> None:
    block = blocks("<p>if <math><mi>x</mi><mo>=</mo><mn>4</mn></math> then</p>")[0]
    assert block.text == "if x=4 then"
    assert counted(block) == [0, 1, 5, 6, 7, 8]


def test_all_pages_add_up() -> None:
    if not PAGES.is_dir():
        pytest.skip("the saved pages (../shared/pages) are not here")
    seen = 0
    for path in sorted(PAGES.glob("complete-firefox/*.html")):
        for page in open_path(path, lambda _share: None):
            for block in cut(page.tree).all:
                if block.text:
                    count = sum(size for _, size in texts_of(block))
                    assert count == len(counted(block) or letters(block.text)), block.text
                    seen += 1
    assert seen > 200
