"""The text of a page as highlights see it: two streams of letters, one of all blocks and one of the kept ones."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice

from paperknife.page.blocks import Block, Blocks
from paperknife.page.letters import Part, Passage, counted, letters

_RUN = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"\S")


class Squeezed:
    """A text reduced to its words: letters and digits only, so that no quotation mark, dash or space matters.

    A text that has no words at all is left as it is.
    """

    def __init__(self, text: str) -> None:
        runs = [(match.start(), match[0]) for match in _RUN.finditer(text)]
        if not runs and text:
            runs = [(0, text)]
        self.text = "".join([run for _, run in runs])
        self._from = [start for start, _ in runs]
        self._at = [0, *accumulate(len(run) for _, run in runs)][:-1]

    def start(self, at: int) -> int:
        """Where the character at `at` stands in the whole text."""
        run = bisect_right(self._at, at) - 1
        return self._from[run] + at - self._at[run]

    def before(self, place: int) -> int:
        """How many characters of the words stand before a place of the whole text."""
        run = bisect_right(self._from, place) - 1
        if run < 0:
            return 0
        end = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return min(self._at[run] + place - self._from[run], end)


class Stream:
    """The letters of some blocks, one after the other."""

    def __init__(self, blocks: Sequence[Block], said: Sequence[str]) -> None:
        self.blocks = blocks
        self.letters = "".join(said)
        self.starts = [0, *accumulate(map(len, said))]
        self.at = {block.id: at for at, block in enumerate(blocks)}

    @cached_property
    def words(self) -> Squeezed:
        """The stream without everything but words."""
        return Squeezed(self.letters)

    @cached_property
    def signs(self) -> Squeezed:
        """The stream as it is, for quotes that have no words."""
        return _Whole(self.letters)

    def passage(self, start: int, stop: int) -> Passage:
        """The parts of blocks between two places in the stream."""
        found = []
        at = max(bisect_right(self.starts, start) - 1, 0)
        while at < len(self.blocks) and self.starts[at] < stop:
            block, first = self.blocks[at], self.starts[at]
            low, high = max(start, first) - first, min(stop, self.starts[at + 1]) - first
            if low < high and (part := _as_counted(block, low, high)) is not None:
                found.append(part)
            at += 1
        return tuple(found)

    def before(self, block: str, letter: int, size: int) -> str:
        """`size` characters of readable text that end before a letter of a block."""
        at = self.at[block]
        found = self.blocks[at].text[: _place(self.blocks[at].text, letter)]
        while at and len(found) < size:
            at -= 1
            found = f"{self.blocks[at].text}\n{found}"
        return found[-size:]

    def after(self, block: str, letter: int, size: int) -> str:
        """`size` characters of readable text that begin after a letter of a block."""
        at = self.at[block]
        found = self.blocks[at].text[_place(self.blocks[at].text, letter) + 1 :]
        while at < len(self.blocks) - 1 and len(found) < size:
            at += 1
            found = f"{found}\n{self.blocks[at].text}"
        return found[:size]

    def block_at(self, place: int) -> Block:
        """The block that holds a letter of the stream, which is not empty."""
        return self.blocks[min(max(bisect_right(self.starts, place) - 1, 0), len(self.blocks) - 1)]

    def around(self, start: int, stop: int) -> tuple[int, int]:
        """Where the blocks begin and end that hold a stretch of the stream."""
        last = self.at[self.block_at(stop - 1).id]
        return self.start_of(self.block_at(start).id), self.starts[last + 1]

    def start_of(self, block: str) -> int:
        """Where a block begins."""
        return self.starts[self.at[block]]


class _Whole(Squeezed):
    """A text taken as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, at: int) -> int:
        return at

    def before(self, place: int) -> int:
        return place


class PageText:
    """The texts of a page: `everything`, and what is `kept` of it."""

    def __init__(self, blocks: Blocks, kept: Collection[str]) -> None:
        with_text = [block for block in blocks.all if block.text]
        said = [letters(block.text) for block in with_text]
        self.everything = Stream(with_text, said)
        pairs = [(block, text) for block, text in zip(with_text, said, strict=True) if block.id in kept]
        self.kept = Stream([block for block, _ in pairs], [text for _, text in pairs])
        # Those in which something may be found, the likelier first.
        self.streams = (self.kept, self.everything) if len(pairs) < len(with_text) else (self.everything,)

    def stream_of(self, passage: Passage) -> Stream:
        """The stream that a passage was chosen in: that of the kept blocks, if it lies in them."""
        return self.kept if all(part.block in self.kept.at for part in passage) else self.everything

    def tidied(self, parts: Iterable[tuple[str, int, int]]) -> Passage:
        """Parts of blocks that are there, in document order, each within its block, and none without letters."""
        found: dict[int, Part] = {}
        for block, start, stop in parts:
            at = self.everything.at.get(block)
            if at is None:
                continue
            most = len(counted(self.everything.blocks[at]) or self._said(at))
            part = Part(block, max(0, start), min(stop, most))
            if part.start < part.stop and at not in found:
                found[at] = part
        return tuple(found[at] for at in sorted(found))

    def places(self, passage: Passage) -> Iterator[tuple[Block, int, int]]:
        """The blocks of a passage, and where in all of their letters it begins and ends."""
        for part in passage:
            block = self.everything.blocks[self.everything.at[part.block]]
            shown = counted(block)
            if shown is None:
                yield block, part.start, part.stop
            else:
                yield block, shown[part.start], shown[part.stop - 1] + 1

    def key(self, part: Part) -> int:
        """The place of a part's block on the page."""
        return self.everything.at[part.block]

    def _said(self, at: int) -> str:
        return self.everything.letters[self.everything.starts[at] : self.everything.starts[at + 1]]


def readable(text: str, start: int, stop: int) -> str:
    """The letters `start` to `stop` of a text, with the white space between them."""
    return text[_place(text, start) : _place(text, stop - 1) + 1] if start < stop else ""


def with_signs(text: str, start: int, stop: int, before: int, after: int) -> tuple[int, int]:
    """A stretch of words with at most so many signs before and after it as belong to them."""
    while before and start and not text[start - 1].isalnum():
        start, before = start - 1, before - 1
    while after and stop < len(text) and not text[stop].isalnum():
        stop, after = stop + 1, after - 1
    return start, stop


def _place(text: str, letter: int) -> int:
    """Where a letter of a text stands in it; its end for a letter that it does not have."""
    found = next(islice(_LETTER.finditer(text), letter, None), None)
    return found.start() if found else len(text)


def _as_counted(block: Block, low: int, high: int) -> Part | None:
    """A part by places among all letters of a block, as places among those that count; None if none does."""
    shown = counted(block)
    if shown is None:
        return Part(block.id, low, high)
    inside = [at for at, place in enumerate(shown) if low <= place < high]
    return Part(block.id, inside[0], inside[-1] + 1) if inside else None
