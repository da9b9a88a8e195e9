"""What sort of page it is, and how much the judgement of its blocks is to be trusted.

The weights know articles best. On a page that is none (a thread, a list of teasers, a product) they waver about many
blocks; so wavering tells the kind of page, and there a block in doubt is kept.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from paperknife.page.blocks import BlockKind
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Kind

_UNSURE = (0.1, 0.8)  # chances between which the weights waver
_DOUBTFUL = 0.2  # share of wavering blocks from which on a page is hardly an article
_LEAST, _LEAST_IN_DOUBT = 0.47, 0.06  # the chance from which on a block is text: on an article, on other pages
_LEAST_OF_TEXT = 0.4  # the same without markup, where the weights see less and wavering is the rule
_LEAST_AT_ROOT = 0.03  # the same on a front page, where the weights know least: no labelled page is one
_TRUST, _DISTRUST = 0.08, 0.15  # shares of wavering blocks between which the one goes over into the other
_SIGNED = 0.6  # how much wavering counts on a page with a date or an author
_PART_OF_BEST = 0.6  # on a page where no block reaches it, this part of the best block's chance is enough
_POSTS = 8  # paragraphs of prose that stay, from which on a page can be a thread
_CALLED_POSTS = 0.08  # share of the blocks whose boxes are called comments or replies, as in a thread
_GATHERED = 0.33  # share of the prose that stays in one box; below it, it is scattered like posts of a thread
_LEVELS = 2  # boxes around a paragraph that can gather an article's
_TEASERS = 5  # linked headings above kept prose from which on a page can be a list of teasers


def doubt_of(survey: Survey, texts: Sequence[float]) -> float:
    """The share of a page's blocks with text about which the weights waver, 0 to 1; `texts` are the blocks' chances.

    It counts less on a page with a date or an author; the root of a site that has neither is nothing but doubt.
    """
    facts = survey.page.metadata
    signed = facts.published or facts.byline  # as articles are
    if not signed and _is_root(facts.address):
        return 1.0
    unsure = said = 0
    for size, text in zip(survey.sizes, texts, strict=True):
        if size:
            said += 1
            unsure += _UNSURE[0] < text < _UNSURE[1]
    return (unsure / said) * (_SIGNED if signed else 1.0) if said else 0.0


def _is_root(address: str) -> bool:
    """Whether an address is that of a site and of no page on it: a front page, whatever it looks like."""
    if not address.startswith(("http://", "https://")):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def least_of(survey: Survey, texts: Sequence[float]) -> float:
    """The chance from which on a block of the page counts as text of the article."""
    if survey.page.plain:
        least = _LEAST_OF_TEXT
    elif (doubt := doubt_of(survey, texts)) == 1:
        least = _LEAST_AT_ROOT
    else:
        part = min(1.0, max(0.0, (doubt - _TRUST) / (_DISTRUST - _TRUST)))
        least = _LEAST + part * (_LEAST_IN_DOUBT - _LEAST)
    said = (text for size, text in zip(survey.sizes, texts, strict=True) if size)
    return min(least, _PART_OF_BEST * max(said, default=0.0))


def kind_of(survey: Survey, texts: Sequence[float]) -> tuple[Kind, float]:
    """The kind of page, and how sure that is, 0 to 1."""
    blocks = survey.blocks.all
    doubt = doubt_of(survey, texts)
    prose = sum(survey.good)
    if not prose and not survey.page.plain:
        return Kind.OTHER, 0.8
    posts = sum("name:comments" in signs for signs in survey.signs) / max(1, len(blocks))
    if posts > _CALLED_POSTS and _is_scattered(survey, texts):
        return Kind.THREAD, min(0.95, 0.6 + posts)
    if doubt < _DOUBTFUL:
        return Kind.ARTICLE, 1 - doubt
    teasers = sum(
        block.kind is BlockKind.HEADING and block.links > 0 and block.level > 1 and texts[block.index] > _UNSURE[0]
        for block in blocks
    )
    return (Kind.LISTING if teasers >= _TEASERS else Kind.OTHER), min(0.95, 0.4 + doubt)


def _is_scattered(survey: Survey, texts: Sequence[float]) -> bool:
    """Whether the prose that stays stands in many boxes; comments below an article are prose, but do not stay."""
    stays = [survey.blocks.all[i] for i, text in enumerate(texts) if survey.good[i] and text > _LEAST]
    if len(stays) < _POSTS:
        return False
    boxes = Counter(box for block in stays for box in islice(block.element.lineage(), 1, 1 + _LEVELS))
    return max(boxes.values(), default=0) < _GATHERED * len(stays)
