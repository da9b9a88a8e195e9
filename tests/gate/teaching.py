"""What the weights are taught: for every block of a page whether it is running text of the article, and its label."""

from collections import Counter
from dataclasses import dataclass

from pages import Sample, by_hand, by_reading, in_article

from paperknife.page.blocks import Block
from paperknife.verdicts.rules.decks import introduces
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Label

# How much a page of a corpus counts: golds that are another tool's output less, labels by hand more, held pages not.
PAGE_WEIGHTS = {
    "news": 1.0,
    "web": 0.8,
    "readability": 0.7,
    "defuddle": 0.35,
    "strikes": 1.5,
    "tune": 1.5,
    "held": 0.0,
}
_KINDS = {kind: Label(kind) for kind in ("title", "deck", "byline", "caption")} | {"credit": Label.CAPTION}
_OPEN = frozenset(("author", "kicker", "contents"))  # names of readings that are neither struck nor kept for sure
_APART = frozenset(("title", "byline", "caption", "credit", "kicker", "author"))  # never running text
_STAYS = frozenset((Label.TITLE, Label.DECK, Label.BYLINE, Label.CAPTION, Label.ARTICLE))
_LABEL, _TEXT_LABEL = 3.0, 0.3  # weight of a label on a page in all, and of one "article"
_WORDLESS = 0.6  # how much an image without words counts beside a short line
_LONG = 200  # characters from which on a block counts as much as any other


@dataclass
class Lesson:
    """A page's blocks: `text` True, False or None (unknown) with `weights`; `labels` or None, with `label_weights`."""

    text: list[bool | None]
    weights: list[float]
    labels: list[Label | None]
    label_weights: list[float]


def lesson(sample: Sample, survey: Survey, gold: list[bool | None] | None = None) -> Lesson:
    """What one page teaches; `gold` is what `in_article` says of it, if that is known already."""
    blocks = survey.blocks.all
    gold = in_article(sample, blocks) if gold is None else gold
    hands, readings = by_hand(sample, blocks), by_reading(sample, blocks)
    names = _with_images([hand or read for hand, read in zip(hands, readings, strict=True)], blocks)
    text = [_is_text(sample, known, name, b.text) for known, name, b in zip(gold, names, blocks, strict=True)]
    labels = [_label(name) for name in names]
    page = PAGE_WEIGHTS[sample.corpus] * 20 / max(sum(value is not None for value in text), 20) ** 0.75
    weights = [
        0.0 if value is None else page * (_WORDLESS if not block.text else 1 + min(len(block.text), _LONG) / _LONG)
        for block, value in zip(blocks, text, strict=True)
    ]
    return Lesson(text, weights, labels, _label_weights(sample, labels))


def _with_images(names: list[str | None], blocks: list[Block]) -> list[str | None]:
    """The same names; an image or a frame without words is what the texts before and after it are, if these agree."""
    before: str | None = None
    after: list[str | None] = []
    for name, block in zip(reversed(names), reversed(blocks), strict=True):
        after.append(before)
        before = name if block.text else before
    found = []
    before = None
    for name, block, below in zip(names, blocks, reversed(after), strict=True):
        if block.text:
            before = name
        elif before is not None and below is not None:
            above_stays, below_stays = (_label(side) in _STAYS for side in (before, below))
            name = "article" if above_stays and below_stays else below if before == below else name
        found.append(name)
    return found


def _is_text(sample: Sample, gold: bool | None, name: str | None, words: str) -> bool | None:
    """Whether a block is running text, after the page's gold and the `name` that somebody gave to the block.

    A short deck sums the article up in English, other decks begin it. Where gold and reader differ on the rest,
    the gold counts.
    """
    if name is None:
        return gold
    if name == "contents":
        return None
    if name == "deck":
        return introduces(words) or sample.language not in ("en", "")
    if name in _APART:
        return False
    return _label(name) is Label.ARTICLE if gold is None else gold


def _label(name: str | None) -> Label | None:
    if name is None or name in _OPEN:
        return None
    if name in _KINDS:
        return _KINDS[name]
    return Label(name) if name in tuple(Label) else Label.ARTICLE


def _label_weights(sample: Sample, labels: list[Label | None]) -> list[float]:
    """Weights that keep a menu of a hundred lines from teaching more than a few lines of advertising."""
    if sample.corpus == "held":
        return [0.0] * len(labels)
    counts = Counter(labels)
    return [
        0.0 if label is None else min(_TEXT_LABEL if label is Label.ARTICLE else 1.0, _LABEL / counts[label])
        for label in labels
    ]
