"""Marks in the texts of a page: stretches that a rendering puts <mark> around."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from paperknife.page.blocks import Block
from paperknife.page.letters import texts_of
from paperknife.page.writing import escape, start_tag

_LETTER = re.compile(r"\S")


class Mark(NamedTuple):
    """The letters `start` to `stop` of a block's texts (see `letters`), in a colour, with a note or without."""

    start: int
    stop: int
    colour: str
    note: str = ""


# By the ids of blocks; the marks of a block are in order and do not overlap.
Marks = Mapping[str, Sequence[Mark]]


def marked_texts(block: Block, marks: Sequence[Mark]) -> dict[int, str]:
    """The texts of a block that have marks in them, as HTML by their `mem_id`.

    A mark is one <mark data-highlight="its colour"> or several; the last has its note as its title.
    """
    found: dict[int, str] = {}
    first = 0
    for node, count in texts_of(block):
        stop = first + count
        inside = [mark for mark in marks if mark.start < stop and mark.stop > first]
        if inside:
            found[node.mem_id] = _marked(node.text_content or "", first, inside)
        first = stop
    return found


def _marked(text: str, first: int, marks: Sequence[Mark]) -> str:
    """A text whose first letter is the one at `first`, with <mark> around what is marked."""
    places = [match.start() for match in _LETTER.finditer(text)]
    pieces = []
    end = 0
    for mark in marks:
        start = places[max(mark.start - first, 0)]
        stop = places[min(mark.stop - first, len(places)) - 1] + 1
        note = [("title", mark.note)] if mark.note and mark.stop - first <= len(places) else []
        pieces += [
            escape(text[end:start]),
            start_tag("mark", [("class", "highlight"), ("data-highlight", mark.colour), *note]),
            escape(text[start:stop]),
            "</mark>",
        ]
        end = stop
    return "".join([*pieces, escape(text[end:])])
