"""What the rules look at: a page's blocks with what is known of their surroundings, and the signs seen so far."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from paperknife.page.blocks import Block, BlockKind, Blocks, Element
from paperknife.page.page import Page

GOOD_CHARS = 80  # from here on a text is a paragraph of prose, not a line of a menu
_SENTENCE_END = ".!?…。！？։۔؟।:;\"”“»'’)]"
_WIDE = 2  # a Chinese, Japanese or Korean character says about as much as two letters


@dataclass
class Survey:
    """A page under judgement. Rules read it and add signs: names like "place:after the last paragraph".

    `signs` holds, for every block, the signs of all rules; `sizes` the length of each block's text with wide
    characters counted twice, `good` whether it is a paragraph of prose.
    """

    page: Page
    blocks: Blocks
    signs: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signs = [[] for _ in self.blocks.all]
        self.sizes = [size_of(block.text) for block in self.blocks.all]
        self.good = [is_prose(block, size) for block, size in zip(self.blocks.all, self.sizes, strict=True)]

    @cached_property
    def holders(self) -> list[Element]:
        """The elements that hold blocks, outer ones before those inside them."""
        return [element for element in self.blocks.elements if element.stop > element.first]

    @cached_property
    def total(self) -> int:
        """Size of the whole page's text, at least 1."""
        return sum(self.sizes) or 1

    @cached_property
    def good_sums(self) -> list[int]:
        """Size of the prose before each block, and of all of it at the end."""
        return _sums([size if good else 0 for size, good in zip(self.sizes, self.good, strict=True)])

    @cached_property
    def size_sums(self) -> list[int]:
        """Size of the text before each block, and of all of it at the end."""
        return _sums(self.sizes)

    def good_share(self, element: Element) -> float:
        """Which part of the page's prose stands in `element`, 0 to 1."""
        total = self.good_sums[-1]
        return (self.good_sums[element.stop] - self.good_sums[element.first]) / total if total else 0.0

    @cached_property
    def core(self) -> Element | None:
        """The element whose own paragraphs hold most of the prose: the article's box, if the page has one.

        A paragraph counts in full for the element that holds it, and by a half for the one above; boxes full of
        links count less (the idea is that of Arc90's Readability, 2009).
        """
        scores: dict[Element, float] = {}
        for block, size, good in zip(self.blocks.all, self.sizes, self.good, strict=True):
            if not good:
                continue
            holder = block.element.parent if block.kind is not BlockKind.LIST else block.element
            for share in (1.0, 0.5, 0.25):
                if holder is None:
                    break
                scores[holder] = scores.get(holder, 0.0) + share * min(size, 1_000)
                holder = holder.parent
        if not scores:
            return None
        return max(scores, key=lambda e: scores[e] * (1 - e.link_chars / max(1, e.chars)))

    @cached_property
    def title_at(self) -> int | None:
        """The block that says the page's title: that of the metadata, else the first h1."""
        title = self.page.metadata.title
        first = None
        for block in self.blocks.all:
            if block.kind is BlockKind.HEADING and block.level == 1 and first is None:
                first = block.index
            if title and len(block.text) == len(title) and block.text == title and block.link_chars < len(title):
                return block.index
        return first

    @cached_property
    def makes(self) -> list[str]:
        """For every block tags and classes of its element and the two above: one make comes from one template."""
        known: dict[Element, str] = {}
        found = []
        for block in self.blocks.all:
            make = known.get(block.element)
            if make is None:
                make = known[block.element] = "<".join(
                    f"{e.tag}.{e.attributes.get('class') or ''}" for e in islice(block.element.lineage(), 3)
                )
            found.append(make)
        return found

    @cached_property
    def looks(self) -> list[str]:
        """What every block looks like in a word: prose, heading, links, long or short, or its kind if without text."""
        found = []
        for block, size, good in zip(self.blocks.all, self.sizes, self.good, strict=True):
            if not size:
                found.append(str(block.kind))
            elif block.kind is BlockKind.HEADING:
                found.append("heading")
            elif good:
                found.append("prose")
            elif block.link_chars > 0.5 * len(block.text):
                found.append("links")
            else:
                found.append("long" if size >= GOOD_CHARS else "short")
        return found

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last block of prose in the core; (0, last block) without prose."""
        core = self.core
        if core is None:
            return 0, len(self.good) - 1
        inside = [i for i in range(core.first, core.stop) if self.good[i]]
        return (inside[0], inside[-1]) if inside else (core.first, core.stop - 1)


def size_of(text: str) -> int:
    """Length of a text with wide characters counted twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(
        1 for c in text if "\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" or "\uff00" <= c <= "\uff60"
    )


_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST))


def is_prose(block: Block, size: int) -> bool:
    """Whether a block is a paragraph of prose: long enough, few links, the end of a sentence."""
    if size < GOOD_CHARS or block.kind not in _PROSE:
        return False
    if block.kind is BlockKind.LIST and size < GOOD_CHARS * (block.text.count("\n") + 1):
        return False
    return block.link_chars < 0.3 * len(block.text) and block.text[-1] in _SENTENCE_END


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as sentences do, in any script."""
    return text[-1:] in _SENTENCE_END


def _sums(values: list[int]) -> list[int]:
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
