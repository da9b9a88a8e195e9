"""Makes a quote of a passage, and finds the passage of a quote again on a page that may have changed.

Quotes are looked for by their words alone: white space, quotation marks, dashes and borders of blocks do not matter.
First with all that stands around them, then with less of it; where several places are alike, the one that stands
nearest to where it was. A quote that is not there as it was is looked for with blocks between its lines, and at last
with a few of its words changed (see `rereading`). What is too weak a likeness is not found: a highlight never slips to
other words. The order of attempts follows Hypothesis and the W3C's Web Annotation Data Model, 4.2.4.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from paperknife.highlights.highlight import Found, Highlight, Quote
from paperknife.highlights.page_text import PageText, Squeezed, Stream, readable, with_signs
from paperknife.highlights.rereading import Rereading
from paperknife.page.letters import Part, Passage, letters

_CONTEXT = 32  # characters on each side of a quote
_MOST_CONTEXT = 256  # where fewer do not tell two places apart
_STEPS = (24, 12, 6)  # of a shorter context, if the whole of it is not there
_DISTINCT = 24  # characters of a quote and its context are enough to be sure of a place
_MOST_PLACES = 2_000  # of a quote without any context that are looked at
_WIDEST_GAP = 10_000  # characters of other blocks between two lines of a quote
_MOST_MISSING = 0.2  # of a quote of several lines


def quote_of(text: PageText, passage: Passage) -> Quote:
    """The words of a passage, with as much around them as tells it from other places, if anything does.

    `passage` is one that `PageText.tidied` gave, and not empty.
    """
    stream = text.stream_of(passage)
    places = list(text.places(passage))
    first, start, _ = places[0]
    last, _, stop = places[-1]
    exact = "\n".join(readable(block.text, low, high) for block, low, high in places)
    on_page = text.everything.start_of(first.id) + start, text.everything.start_of(last.id) + stop
    size = _CONTEXT
    while True:
        quote = Quote(exact, stream.before(first.id, start, size), stream.after(last.id, stop - 1, size), *on_page)
        size *= 2
        if size > _MOST_CONTEXT or not _stands_twice(stream, _Wanted(quote)):
            return quote


def find(text: PageText, highlights: Iterable[Highlight]) -> list[Found]:
    """Where each of the highlights is on the page, in the order of the page; those that are not there come last."""
    rereading = Rereading(text)
    found = [_found(text, highlight, rereading) for highlight in highlights]
    last = len(text.everything.blocks)
    return sorted(found, key=lambda one: (text.key(one.passage[0]), one.passage[0].start) if one.passage else (last, 0))


def _found(text: PageText, highlight: Highlight, rereading: Rereading) -> Found:
    wanted = _Wanted(highlight.quote)
    if not wanted.letters:
        return Found(highlight)
    passage = _as_it_was(text, wanted) or _with_blocks_between(text, wanted)
    if passage:
        return Found(highlight, passage)
    passage = rereading.find(highlight.quote)
    return Found(highlight, passage, changed=bool(passage))


class _Wanted:
    """A quote in the shapes in which it is looked for."""

    def __init__(self, quote: Quote) -> None:
        self.quote = quote
        self.letters = letters(quote.exact)
        self.has_words = any(map(str.isalnum, self.letters))
        squeeze = _words if self.has_words else letters
        self.exact, self.prefix, self.suffix = squeeze(quote.exact), squeeze(quote.prefix), squeeze(quote.suffix)

    @cached_property
    def lines(self) -> list[str]:
        """The words of each of its lines."""
        return [words for line in self.quote.exact.split("\n") if (words := _words(line))]

    @cached_property
    def edges(self) -> tuple[int, int]:
        """How many signs stand before its first word and after its last one."""
        if not self.has_words:
            return 0, 0
        first = next(at for at, sign in enumerate(self.letters) if sign.isalnum())
        last = next(at for at, sign in enumerate(reversed(self.letters)) if sign.isalnum())
        return first, last


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of a stream that may be the quote's, and what speaks for it."""

    stream: Stream
    start: int
    stop: int
    context: int
    same: bool
    away: int


def _words(text: str) -> str:
    return Squeezed(text).text if any(map(str.isalnum, text)) else ""


def _stands_twice(stream: Stream, wanted: _Wanted) -> bool:
    view = stream.words if wanted.has_words else stream.signs
    return len(_occurrences(view.text, wanted.prefix + wanted.exact + wanted.suffix, 2)) > 1


def _as_it_was(text: PageText, wanted: _Wanted) -> Passage:
    """The best of the places where the words of a quote stand one after the other."""
    available = len(wanted.prefix) + len(wanted.suffix)
    for size in (available, *_STEPS):
        places = [place for stream in text.streams for place in _places(text, stream, wanted, size)]
        if places:
            break
    else:
        places = [place for stream in text.streams for place in _places(text, stream, wanted, 0)]
        alike = max((place.context for place in places), default=0)
        several = len({place.stream.passage(place.start, place.stop) for place in places}) > 1
        if not places or (several and alike < max(4, available // 2)):
            return ()
    chosen = max(places, key=lambda place: (place.context, place.same, -place.away))
    if len(wanted.exact) + chosen.context < min(_DISTINCT, len(wanted.exact) + available):
        return ()
    return chosen.stream.passage(chosen.start, chosen.stop)


def _places(text: PageText, stream: Stream, wanted: _Wanted, size: int) -> Iterator[_Place]:
    """The places of a quote in a stream that have at least `size` characters of its context on either side."""
    view = stream.words if wanted.has_words else stream.signs
    before, after = wanted.prefix[-size:] if size else "", wanted.suffix[:size]
    if size and not before + after:
        return
    for at in _occurrences(view.text, before + wanted.exact + after, _MOST_PLACES):
        first = at + len(before)
        end = first + len(wanted.exact)
        context = _shared(wanted.prefix, view.text, first, -1) + _shared(wanted.suffix, view.text, end, 1)
        start, stop = view.start(first), view.start(end - 1) + 1
        start, stop = with_signs(stream.letters, start, stop, *wanted.edges)
        same = stream.letters[start:stop] == wanted.letters
        yield _Place(stream, start, stop, context, same, _away(text, stream, start, stop, wanted.quote))


def _occurrences(text: str, words: str, limit: int) -> list[int]:
    """Where `words` stand in `text`, overlapping each other or not."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _shared(context: str, text: str, at: int, step: int) -> int:
    """How many characters of a context stand in `text` too, going from `at` forwards (1) or backwards (-1)."""
    if step > 0:
        beside = text[at : at + len(context)]
    else:
        context, beside = context[::-1], text[max(0, at - len(context)) : at][::-1]
    return next(
        (same for same, (one, other) in enumerate(zip(context, beside, strict=False)) if one != other),
        min(len(context), len(beside)),
    )


def _away(text: PageText, stream: Stream, start: int, stop: int, quote: Quote) -> int:
    """How far a stretch of a stream is from where a quote stood on its page."""
    if quote.start < 0:
        return 0
    if stream is not text.everything:
        first, last = stream.block_at(start).id, stream.block_at(stop - 1).id
        start += text.everything.start_of(first) - stream.start_of(first)
        stop += text.everything.start_of(last) - stream.start_of(last)
    return abs(start - quote.start) + abs(stop - quote.stop)


def _with_blocks_between(text: PageText, wanted: _Wanted) -> Passage:
    """A quote of several lines that stand apart now: between them whole blocks have been put, or are kept now.

    A line that is gone altogether is passed over, if it is a small part of the quote.
    """
    lines, stream = wanted.lines, text.everything
    whole = sum(map(len, lines))
    if len(lines) < 2 or whole < _DISTINCT:
        return ()
    view = stream.words
    borders = {view.before(start) for start in stream.starts}
    best: tuple[int, list[tuple[int, int]]] | None = None
    for first in _occurrences(view.text, lines[0], 50):
        spans, missing = _chain(view, borders, lines, first)
        if missing > whole * _MOST_MISSING:
            continue
        gap = spans[-1][1] - spans[0][0] + missing * 2
        if best is None or gap < best[0]:
            best = gap, spans
    if best is None:
        return ()
    before, after = wanted.edges
    found: list[Part] = []
    for low, high in best[1]:
        start, stop = view.start(low), view.start(high - 1) + 1
        whole_start, whole_stop = stream.around(start, stop)
        start, stop = with_signs(stream.letters, start, stop, before, after)
        # Where other blocks stand between its lines, a line reaches to the border of its own.
        found += stream.passage(
            start if low == best[1][0][0] else whole_start, stop if high == best[1][-1][1] else whole_stop
        )
    return tuple(found)


def _chain(view: Squeezed, borders: set[int], lines: Sequence[str], first: int) -> tuple[list[tuple[int, int]], int]:
    """The lines of a quote one behind the other from `first` on, neighbours joined, and how much of it is missing."""
    spans = [(first, first + len(lines[0]))]
    missing = 0
    for line in lines[1:]:
        end = spans[-1][1]
        at = view.text.find(line, end, end + _WIDEST_GAP + len(line))
        while at > end and not (end in borders and at in borders):
            at = view.text.find(line, at + 1, end + _WIDEST_GAP + len(line))
        if at < 0:
            missing += len(line)
        elif at == end:
            spans[-1] = spans[-1][0], at + len(line)
        else:
            spans.append((at, at + len(line)))
    return spans, missing
