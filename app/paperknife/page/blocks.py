"""Blocks: the smallest pieces of a page that a person would point at, and the elements that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from selectolax.lexbor import LexborNode


class BlockKind(StrEnum):
    """What a block is in the page's layout."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    IMAGE = "image"
    FRAME = "frame"
    MEDIA = "media"
    CONTROL = "control"


class Element:
    """One visible element of the page with what it holds.

    `boxed` tells whether it begins and ends a line, `ragged` whether it ends within a run of text; `first` and `stop`
    are the range of its blocks in `Blocks.all`; `chars` and `link_chars` count the text of these blocks and the part
    of it inside links.
    """

    __slots__ = (
        "attributes",
        "boxed",
        "chars",
        "depth",
        "first",
        "index",
        "link_chars",
        "node",
        "parent",
        "ragged",
        "stop",
        "tag",
    )

    def __init__(
        self,
        node: LexborNode,
        tag: str,
        attributes: dict[str, str | None],
        parent: "Element | None",
        index: int,
        first: int,
        boxed: bool,
    ) -> None:
        self.node = node
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.index = index
        self.depth: int = parent.depth + 1 if parent else 0
        self.first = first
        self.stop = first
        self.boxed = boxed
        self.ragged = False
        self.chars = 0
        self.link_chars = 0

    @property
    def count(self) -> int:
        """How many blocks it holds."""
        return self.stop - self.first

    def lineage(self) -> Iterator["Element"]:
        """The element and its ancestors, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


Leaf = tuple[LexborNode, Element]
Run = tuple[LexborNode, LexborNode]


@dataclass(slots=True)
class Block:
    """A run of text and media between two line breaks of the layout, or a plain list or table as a whole.

    `element` is the innermost line-breaking element around it, `leaves` its texts and media with the elements they
    stand in, `text` what a person reads, one line per line of the layout, cells parted by tabs. `id` is the same
    every time the same page is opened. `level` is 1 to 6 for headings.
    """

    kind: BlockKind
    text: str
    element: Element
    leaves: list[Leaf] = field(repr=False)
    link_chars: int = 0
    links: int = 0
    images: int = 0
    bold_chars: int = 0
    level: int = 0
    id: str = ""
    index: int = 0

    @property
    def chars(self) -> int:
        """Characters of the text."""
        return len(self.text)

    @property
    def words(self) -> int:
        """Words of the text; in scripts written without spaces two characters count as a word."""
        spaced = len(self.text.split())
        if self.text.isascii():
            return spaced
        return max(spaced, sum("\u3040" <= c <= "\u9fff" for c in self.text) // 2)

    def boxes(self) -> "list[Element | Run]":
        """What the block covers whole: one element, or runs of neighbouring nodes (first, last) in mixed content."""
        element = self.element
        if element.count == 1 and element.tag not in _ROOTS:
            above = element.parent
            while above is not None and above.count == 1 and not above.ragged and above.tag not in _KEEPERS:
                element, above = above, above.parent
            return [element]
        runs: list[tuple[Element, LexborNode, LexborNode]] = []
        for node, parent in self.leaves:
            while not parent.boxed and parent.first == parent.stop and parent.parent is not None:
                node, parent = parent.node, parent.parent
            if runs and runs[-1][0] is parent:
                runs[-1] = (parent, runs[-1][1], node)
            else:
                runs.append((parent, node, node))
        return [(first, last) for _, first, last in runs]


_ROOTS = frozenset(("body", "html", "frameset"))
_KEEPERS = _ROOTS | {"li", "blockquote", "td", "th", "dd", "dt", "figure", "details", "main", "article"}


@dataclass(frozen=True)
class Blocks:
    """All blocks of a page and all its visible elements, both in document order.

    `hidden` holds the `mem_id` of every element that is kept from view.
    """

    all: list[Block]
    elements: list[Element]
    hidden: frozenset[int]

    @cached_property
    def element_of(self) -> dict[int, Element]:
        """Elements by the `mem_id` of their nodes."""
        return {element.node.mem_id: element for element in self.elements}
