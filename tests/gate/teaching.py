"""What the weights are taught: for every block of a page whether it is running text of the article, and its label.

Few pages have labels made by hand. Where nobody labelled a block, what it is nearly surely (a line that says
"ADVERTISEMENT", what stands in a <nav>, a caption in a <figcaption>) teaches its label with little weight.
"""

from collections import Counter
from dataclasses import dataclass

from pages import Sample, by_hand, in_article

from paperknife.page.blocks import Block, BlockKind
from paperknife.page.tree import one_line
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
_NEVER_TEXT = frozenset((Label.TITLE, Label.BYLINE, Label.CAPTION))
_NEAR_TITLE = tuple(f"title:{step} after" for step in "1235")
_BY_HAND, _TEXT_BY_HAND, _GUESSED = (
    3.0,
    0.3,
    0.15,
)  # weight of a label on a page: by hand in all, each text, guessed in all


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
    hands = by_hand(sample, blocks)
    text, labels, label_weights = list(gold), [], []
    title_seen = False
    for index, block in enumerate(blocks):
        label: Label | None = None
        weight = 0.0
        if hands[index] is not None:
            label, weight = _labelled(str(hands[index])), 1.0
            if label in _NEVER_TEXT:
                text[index] = False
        elif block.text and sample.corpus != "held":
            label, weight = _guess(block, set(survey.signs[index]), gold[index], title_seen)
            if label is Label.TITLE:
                title_seen = True
            if label in (Label.TITLE, Label.CAPTION) and weight >= 0.3:
                text[index] = False if sample.corpus == "news" else None
            if label is Label.AD and weight >= 0.3:
                text[index] = False
        labels.append(label)
        label_weights.append(weight)
    _balance(labels, label_weights, [hand is not None for hand in hands])
    known = sum(value is not None for value in text)
    page = PAGE_WEIGHTS[sample.corpus] * 20 / max(known, 20) ** 0.75
    weights = [
        0.0 if value is None or not block.text else page * (1 + min(len(block.text), 600) / 150)
        for block, value in zip(blocks, text, strict=True)
    ]
    if sample.corpus == "held":
        label_weights = [0.0] * len(blocks)
    return Lesson(text, weights, labels, label_weights)


def _labelled(name: str) -> Label:
    if name in _KINDS:
        return _KINDS[name]
    return Label(name) if name in tuple(Label) else Label.ARTICLE


def _guess(block: Block, signs: set[str], text: bool | None, title_seen: bool) -> tuple[Label | None, float]:
    """The label that the plainest signs speak for, and how much to trust them."""
    near = any(sign in signs for sign in _NEAR_TITLE)
    struck = [label for label in Label if label.struck]
    if "marker:ad" in signs and not text:
        return Label.AD, 0.3
    if block.kind is BlockKind.CAPTION or "in:figcaption" in signs:
        return Label.CAPTION, 0.3
    if "fact:title" in signs and not title_seen and "in:nav" not in signs:
        return Label.TITLE, 0.5
    apart = {"name:deck", "in:itemprop deck", "kind:heading", "box:outside the core", "text:bold"} & signs
    if "fact:description" in signs and len(block.text) > 40 and apart and near:
        return Label.DECK, 0.5
    if not text and len(one_line(block.text)) < 200 and _starts(signs, "credit:") and "in:footer" not in signs:
        return Label.CAPTION, 0.2
    if text:
        return Label.ARTICLE, 0.1
    if "fact:description" in signs and len(block.text) > 40:
        return Label.DECK, 0.5
    if "fact:author" in signs or ("fact:author long" in signs and near):
        return Label.BYLINE, 0.5
    if len(block.text) < 60 and "text:date" in signs and "name:date" in signs and near:
        return Label.BYLINE, 0.3
    for sign, weight in (("marker", 0.2), ("below", 0.2), ("run", 0.2)):
        for label in struck:
            if f"{sign}:{label}" in signs:
                return label, weight
    if "in:nav" in signs:
        return Label.NAVIGATION, 0.06
    if "in:footer" in signs and "in:article" not in signs:
        return Label.FOOTER, 0.06
    named = [label for label in struck if f"name:{label}" in signs]
    return (named[0], 0.06) if len(named) == 1 else (None, 0.0)


def _starts(signs: set[str], beginning: str) -> bool:
    return any(sign.startswith(beginning) for sign in signs)


def _balance(labels: list[Label | None], weights: list[float], hands: list[bool]) -> None:
    """Keeps a menu of a hundred lines from teaching more than one line of advertising."""
    counts = Counter(zip(labels, hands, strict=True))
    for index, (label, hand) in enumerate(zip(labels, hands, strict=True)):
        if label is None or not weights[index]:
            continue
        count = counts[label, hand]
        if hand:
            most = _TEXT_BY_HAND if label is Label.ARTICLE else 1.0
            weights[index] = min(most, _BY_HAND / count)
        else:
            weights[index] = min(weights[index], _GUESSED / count)
