"""Excerpts: chosen blocks with what gives them meaning, and nothing else."""

import re

import pytest

from paperknife.page.cutting import cut
from paperknife.page.excerpt import excerpt
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse


def chosen(body: str, *texts: str) -> str:
    page = Page(parse(f"<body>{body}"), Metadata(address="https://a.example/b/"))
    blocks = cut(page.tree)
    return excerpt(page, blocks, {block.id for block in blocks.all if block.text in texts})


def plain(html: str) -> str:
    return re.sub(r' data-block="[^"]*"', "", html)


@pytest.mark.parametrize(
    ("body", "keep", "expected"),
    [
        ("<p>one</p><p>two</p>", ["two"], "<p>two</p>"),
        ("<blockquote><p>one</p><p>two</p></blockquote>", ["one"], "<blockquote><p>one</p></blockquote>"),
        ("<div>one<p>two</p>three</div>", ["one", "three"], "<div><p>one</p><p>three</p></div>"),
        ("<p>go <a href='c?d'>here</a></p>", ["go here"], '<p>go <a href="https://a.example/b/c?d">here</a></p>'),
        ("<p>a<span hidden>b</span><script>c</script></p>", ["a"], "<p>a</p>"),
        ("<form><p>one</p><button>two</button></form>", ["one"], "<p>one</p>"),
        ("<p>a<br><br>b</p>", ["a", "b"], "<p><span>a</span><br><br><span>b</span></p>"),
        ("<p onclick=x()>one</p>", ["one"], "<p>one</p>"),
        ("<p>E <script type='math/tex'>x^2</script></p>", ["E"], '<p>E <script type="math/tex">x^2</script></p>'),
    ],
)
def test_what_is_copied(body: str, keep: list[str], expected: str) -> None:
    assert plain(chosen(body, *keep)) == expected


def test_every_block_carries_its_id() -> None:
    assert chosen("<p>one</p>", "one").count("data-block=") == 1
