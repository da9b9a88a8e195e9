"""Findings, verdicts, and the judged page: what every block is, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from paperknife.page.blocks import Block, Blocks
from paperknife.page.page import Page


class Label(StrEnum):
    """What a block is. The first ten are struck, the others kept."""

    AD = "ad"
    SPONSORED = "sponsored"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    SOCIAL = "social"
    COMMENTS = "comments"
    COOKIE = "cookie"
    PROMO = "promo"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    CAPTION = "caption"
    ARTICLE = "article"

    @property
    def struck(self) -> bool:
        """Whether blocks of this label are struck."""
        return self in STRUCK


STRUCK = frozenset(tuple(Label)[:10])
KEPT = frozenset(tuple(Label)[10:])


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw at one block.

    `weight` is the strength for `label` (positive) or against it; `detail` is what was seen, as it stands in the
    page or in the filter list, for instance "ADVERTISEMENT" or "##.ad-box". Words for people are found by the window.
    """

    block: str
    label: Label
    weight: float
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one block: its label, how sure (0 to 1), and the findings behind it, the deciding one first.

    `apart` is true for a deck that only sums up the article and is not the beginning of its text.
    """

    block: Block
    label: Label
    strength: float
    findings: Sequence[Finding] = ()
    apart: bool = False

    @property
    def struck(self) -> bool:
        return self.label.struck

    @property
    def running(self) -> bool:
        """Whether the block is running text of the article: kept, and neither a fact of its own nor a caption."""
        return self.label is Label.ARTICLE or (self.label is Label.DECK and not self.apart)

    @property
    def reason(self) -> Finding | None:
        """The finding that decided; None where nothing spoke for or against the block."""
        return self.findings[0] if self.findings else None


class Kind(StrEnum):
    """What sort of page it is, by what a reader came for."""

    ARTICLE = "article"
    LISTING = "listing"
    THREAD = "thread"
    OTHER = "other"


@dataclass(frozen=True)
class JudgedPage:
    """A page with a verdict for each of its blocks, in document order. Everything a person sees is made of this.

    `kind` says what sort of page it is and `certainty` (0 to 1) how sure that is.
    `overruled` maps ids of blocks to True (the reader keeps it) or False (the reader struck it).
    """

    page: Page
    blocks: Blocks
    verdicts: tuple[Verdict, ...]
    kind: Kind = Kind.ARTICLE
    certainty: float = 1.0
    overruled: Mapping[str, bool] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Verdict]:
        """Verdicts by the ids of their blocks."""
        return {verdict.block.id: verdict for verdict in self.verdicts}

    def is_struck(self, verdict: Verdict) -> bool:
        """Whether a block is struck after the reader had the last word."""
        kept = self.overruled.get(verdict.block.id)
        return verdict.struck if kept is None else not kept

    @cached_property
    def kept(self) -> frozenset[str]:
        """Ids of the blocks that stay."""
        return frozenset(v.block.id for v in self.verdicts if not self.is_struck(v))

    def overrule(self, choices: Mapping[str, bool | None]) -> "JudgedPage":
        """The page after further choices of the reader; None takes an earlier choice back."""
        merged = {**self.overruled, **choices}
        return replace(self, overruled={block: kept for block, kept in merged.items() if kept is not None})

    @cached_property
    def words(self) -> tuple[int, int]:
        """Words kept, and words of the whole page."""
        kept = sum(v.block.words for v in self.verdicts if v.block.id in self.kept)
        return kept, sum(v.block.words for v in self.verdicts)
