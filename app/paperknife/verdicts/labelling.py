"""From chances to labels: first whether a block stays, then what it is called, alone and among its neighbours."""

from collections.abc import Collection, Sequence

from paperknife.page.blocks import Block, Element
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import STRUCK, Label

# The labels in their order: those that are struck, then title, deck, byline and caption, then ARTICLE as the last one.
_LABELS = tuple(Label)
_STRUCK, _ROLES = slice(len(STRUCK)), slice(len(STRUCK), len(Label) - 1)
_ROLE = 0.7  # from this chance on a block of the article's text is called its title, deck, byline or caption
_SETTLED = {"marker:ad": Label.AD}  # of 125 such lines none stood in the text of an article
_COMPANY = 12  # blocks of a box that are mostly of one kind
_OWN = 0.1  # how much a block can be of a kind that nothing else in its box is

Look = tuple[float, list[float]]  # the chance that a block is text of the article, and the odds of the labels


def labels_of(survey: Survey, looks: Sequence[Look], least: float) -> list[Label]:
    """The label of every block; one that is text with the chance `least` or more stays."""
    settled = [certain(signs) for signs in survey.signs]
    labels = [label or label_of(text, odds, least) for label, (text, odds) in zip(settled, looks, strict=True)]
    boxes: dict[Element, list[int]] = {}
    for block, label, sure in zip(survey.blocks.all, labels, settled, strict=True):
        if label.struck and not sure and (box := _small_box(block)) is not None:
            boxes.setdefault(box, []).append(block.index)
    for members in boxes.values():
        if len(members) > 1:
            for index, label in zip(members, _in_company([looks[index][1] for index in members]), strict=True):
                labels[index] = label
    return labels


def certain(signs: Collection[str]) -> Label | None:
    """The label that one sign settles: a whole line that says "Advertisement" is one, wherever it stands."""
    return next((label for sign, label in _SETTLED.items() if sign in signs), None)


def label_of(text: float, odds: Sequence[float], least: float) -> Label:
    """The label of a block, seen alone."""
    roles = odds[_ROLES]
    if text >= least:
        best = max(roles)
        return _LABELS[odds.index(best, len(STRUCK))] if best > _ROLE * (sum(roles) + odds[-1]) else Label.ARTICLE
    struck = odds[_STRUCK]
    if sum(roles) > sum(struck):
        return _LABELS[odds.index(max(roles), len(STRUCK))]
    return _LABELS[odds.index(max(struck))]


def stays(look: Look) -> float:
    """How likely a block is one of those that stay, text or not."""
    text, odds = look
    roles = sum(odds[_ROLES])
    return text + (1 - text) * roles / (roles + sum(odds[_STRUCK]))


def _small_box(block: Block) -> Element | None:
    """The largest box of few blocks around one."""
    box = None
    above: Element | None = block.element
    while above is not None and above.count <= _COMPANY:
        box, above = above, above.parent
    return box


def _in_company(rows: list[list[float]]) -> list[Label]:
    """The labels of struck blocks of one box: each the likelier, the more the others are of that kind."""
    shares = []
    for odds in rows:
        struck = odds[_STRUCK]
        whole = sum(struck)
        shares.append([each / whole for each in struck])
    totals = [sum(column) for column in zip(*shares, strict=True)]
    others = len(shares) - 1
    found = []
    for row in shares:
        kinds = [own * ((total - own) / others + _OWN) for own, total in zip(row, totals, strict=True)]
        found.append(_LABELS[kinds.index(max(kinds))])
    return found
