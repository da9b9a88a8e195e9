"""A highlight: words of a page that the reader marked in a colour, with a note."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from paperknife.page.letters import Part, Passage


class Colour(StrEnum):
    """The colours to choose from, in the order of their keys."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page and what stands around them: a text quote selector (W3C Web Annotation Data Model, 4.2.4).

    Blocks are parted by line breaks. `start` and `stop` are where the words stood among all letters of the page (-1:
    unknown); they only decide between places that are alike.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    stop: int = -1


def _new_id() -> str:
    return f"urn:uuid:{uuid4()}"


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Highlight:
    """`id` is a lasting name (a URN), `note` the reader's own text, `created` a time with its zone."""

    quote: Quote
    colour: Colour = Colour.YELLOW
    note: str = ""
    created: datetime = field(default_factory=_now)
    id: str = field(default_factory=_new_id)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a highlight is on a page; no passage if it is not there. `changed`: the page says it in other words now."""

    highlight: Highlight
    passage: Passage = ()
    changed: bool = False


def overlap(one: Passage, other: Passage) -> bool:
    """Whether two passages share letters."""
    spans = {part.block: part for part in one}
    return any(
        (same := spans.get(part.block)) is not None and part.start < same.stop and same.start < part.stop
        for part in other
    )


def united(passages: list[Passage]) -> Passage:
    """One passage that covers all of them, block by block; in no particular order."""
    spans: dict[str, Part] = {}
    for passage in passages:
        for part in passage:
            same = spans.get(part.block, part)
            spans[part.block] = Part(part.block, min(part.start, same.start), max(part.stop, same.stop))
    return tuple(spans.values())
