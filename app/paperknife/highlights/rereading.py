"""Finds a quote some of whose words have changed: word by word, between what stood around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from paperknife.highlights.highlight import Quote
from paperknife.highlights.page_text import PageText, Stream, with_signs
from paperknife.page.letters import Passage, letters

# Scripts that are written without spaces: every character is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")
_GRAM = 3  # words that lead to a place
_COMMON = 24  # places that three words may lead to; more lead nowhere
_TRIED = 4  # places that are looked at closely
_MOST_WORDS = 2_000  # of a quote
_SAME = 0.7  # of the words of a long quote have to be there still
_ALIKE = 0.7  # of a single word that is spelled otherwise


class _Word(NamedTuple):
    """A word, and where it begins and ends among the letters of its stream."""

    said: str
    start: int
    stop: int


class _Likeness(NamedTuple):
    """How many words of a quote are at a place, how many of those around it, and where it begins and ends there."""

    same: int
    around: int
    start: int
    stop: int


class Rereading:
    """Looks for changed quotes on one page; what it needs is prepared when the first is asked for."""

    def __init__(self, text: PageText) -> None:
        self._text = text

    @cached_property
    def _indexes(self) -> list["_Index"]:
        return [_Index(stream) for stream in self._text.streams]

    def find(self, quote: Quote) -> Passage:
        """The passage that says almost what the quote says, almost where it stood; none if nothing is alike enough."""
        parts = [[word.said for word in _words(part)] for part in (quote.prefix, quote.exact, quote.suffix)]
        if not parts[1] or len(parts[1]) > _MOST_WORDS:
            return ()
        for index in self._indexes:
            if (found := _best(index, *parts)) is not None:
                said = letters(quote.exact)
                before = next(at for at, sign in enumerate(said) if sign.isalnum())
                after = next(at for at, sign in enumerate(reversed(said)) if sign.isalnum())
                place = with_signs(index.stream.letters, found.start, found.stop, before, after)
                return index.stream.passage(*place)
        return ()


class _Index:
    """The words of a stream, and where every three of them stand."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        pairs = zip(stream.blocks, stream.starts, strict=False)
        self.words = [word for block, start in pairs for word in _words(block.text, start)]
        self.grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, gram in enumerate(_grams([word.said for word in self.words])):
            self.grams[gram].append(at)


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[skip:] for skip in range(_GRAM)), strict=False)


def _words(text: str, start: int = 0) -> list[_Word]:
    """The words of a text whose first letter is the one at `start`."""
    found = []
    end = 0
    for match in _WORD.finditer(text):
        start += len(letters(text[end : match.start()]))
        size = match.end() - match.start()
        found.append(_Word(match[0], start, start + size))
        start, end = start + size, match.end()
    return found


def _best(index: _Index, prefix: list[str], exact: list[str], suffix: list[str]) -> _Likeness | None:
    """The place in a stream that is most like the quote, if it is alike enough."""
    wanted = [*prefix, *exact, *suffix]
    reach = max(4, len(wanted) // 4)
    found = []
    for shift in _shifts(index, wanted, reach):
        window = index.words[max(0, shift - reach) : shift + len(wanted) + reach]
        likeness = _compared(window, wanted, len(prefix), len(prefix) + len(exact))
        if likeness is not None:
            found.append(likeness)
    return max(found, key=lambda one: one[:2], default=None)


def _shifts(index: _Index, wanted: Sequence[str], reach: int) -> list[int]:
    """By how many words the quote may have moved, the likeliest first: where most of its threes of words lead."""
    votes: Counter[int] = Counter()
    for at, gram in enumerate(_grams(wanted)):
        places = index.grams.get(gram, ())
        if len(places) <= _COMMON:
            votes.update(place - at for place in places)
    chosen: list[int] = []
    best = max(votes.values(), default=0)
    for shift, count in votes.most_common():
        if 3 * count < best:
            break
        if all(abs(shift - other) > reach for other in chosen):
            chosen.append(shift)
            if len(chosen) == _TRIED:
                break
    return chosen


def _compared(window: Sequence[_Word], wanted: Sequence[str], low: int, high: int) -> _Likeness | None:
    """How well the words `low` to `high` of what is wanted fit into a window; None if not well enough."""
    matcher = SequenceMatcher(None, wanted, [word.said for word in window], autojunk=False)
    place = {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}
    inside = [at for at in range(low, high) if at in place]
    before = sum(at in place for at in range(max(0, low - 6), low))
    after = sum(at in place for at in range(high, min(high + 6, len(wanted))))
    # A word at an end of the quote may be another one now; its neighbour outside says where it stands.
    first = place[low - 1] + 1 if low not in place and low - 1 in place else place[inside[0]] if inside else -1
    last = place[high] - 1 if high - 1 not in place and high in place else place[inside[-1]] if inside else -1
    size = high - low
    if not 0 <= first <= last or last - first + 1 > size + max(2, size // 2):
        return None
    if not _is_enough(size, len(inside), before, after):
        return None
    if size == 1 and not inside:
        said = "".join(word.said for word in window[first : last + 1])
        if SequenceMatcher(None, wanted[low], said).ratio() < _ALIKE:
            return None
    return _Likeness(len(inside), before + after, window[first].start, window[last].stop)


def _is_enough(size: int, same: int, before: int, after: int) -> bool:
    """Whether so many of `size` words, and so many words before and after them, make a place that of the quote."""
    around = before + after
    if size >= 6:
        return same >= size * _SAME and same + around >= 8
    if size >= 3:
        return same >= size - 1 and around >= 3
    return same >= size - 1 and before >= 2 and after >= 2
