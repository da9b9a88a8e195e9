"""Where in a text the differences of the nothing-lost check are to be seen."""

import re
from collections.abc import Iterable

from paperknife.clipping.markdown.check import Loss
from paperknife.clipping.markdown.said import words

Place = tuple[int, int]

# What Markdown may have between two words that stand next to each other: marks, the target of a link, a tag.
_BETWEEN = r"(?:\]\((?:[^()\n]|\([^()\n]*\))*\)|<[^<>\n]*>|[\W_]){0,60}?"
_MOST_WORDS = 12  # of a difference that are looked for


def places(text: str, found: Iterable[Loss], start: int = 0) -> list[Place | None]:
    """From where to where each difference is to be seen in `text`, Markdown or plain, from `start` on.

    What is missing is seen in the word before it; None where neither it nor that word stands in the text.
    """
    since = start
    told: list[Place | None] = []
    for each in found:
        place = _place(text, words(each.where), words(each.got)[:_MOST_WORDS], since, start)
        if place is not None:
            since = place[1]
        told.append(place)
    return told


def _place(text: str, before: list[str], got: list[str], since: int, start: int) -> Place | None:
    """The place of `got` with as much of `before` in front of it as stands there alike; at least one word of both."""
    for given in (got, []) if got else ([],):
        for low in range(len(before) + 1):
            wanted = [*before[low:], *given]
            # A single word says nothing about the place, unless it is all that is known.
            if not wanted or (len(wanted) == 1 and len(before) + len(got) > 1 and low < len(before)):
                continue
            first = len(wanted) - (len(given) or 1)
            marked = _BETWEEN.join(map(re.escape, wanted[first:]))
            leading = "".join(re.escape(word) + _BETWEEN for word in wanted[:first])
            pattern = re.compile(rf"(?<![^\W_]){leading}({marked})(?![^\W_])")
            match = pattern.search(text, since) or pattern.search(text, start)
            if match is not None:
                return match.span(1)
    return None
