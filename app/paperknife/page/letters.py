"""Places in the text of a page, counted in letters: every character that is no white space.

White space is set anew by every rendering, letters are not. `pane.js` counts them in the same way, so that a place
found here is the same one in both panes. Formulas have none: they are drawn differently everywhere.
"""

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from paperknife.page.blocks import Block
from paperknife.page.maths import maths_text


class Part(NamedTuple):
    """The letters `start` to `stop` (exclusive) of the block with this id."""

    block: str
    start: int
    stop: int


# A stretch of a page's text, in document order, at most one part for each block.
Passage = tuple[Part, ...]


def letters(text: str) -> str:
    """`text` without its white space, as Unicode and HTML together define it: see `str.isspace`."""
    return "".join(text.split())


def texts_of(block: Block) -> Iterator[tuple[LexborNode, int]]:
    """The texts of a block in document order, and how many letters each has."""
    for node, _ in block.leaves:
        if node.tag == "-text":
            yield node, len(letters(node.text_content or ""))


def counted(block: Block) -> list[int] | None:
    """Which letters of `block.text` count, as places among all of them; None if all do, since there is no formula."""
    if not any(node.tag == "math" for node, _ in block.leaves):
        return None
    found: list[int] = []
    at = 0
    for node, _ in block.leaves:
        if node.tag == "-text":
            size = len(letters(node.text_content or ""))
            found.extend(range(at, at + size))
        elif node.tag == "math":
            size = len(letters(maths_text(node)))
        else:
            size = 0
        at += size
    return found
