"""What filter lists say of a page: boxes that a rule hides, and images, frames and scripts from a blocked address.

Lists are made for hiding empty slots at once, not for weighing text, so a hit counts only where it cannot take the
article with it: a box with much of the page's prose is passed over, a link inside a sentence is told of and never
struck, and an image that stands like a picture of the article is a mere suspicion.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from paperknife.filters.filter_lists import FilterLists, Match
from paperknife.page.blocks import Block, BlockKind, Element
from paperknife.verdicts.covering import Covering
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Finding, Label

RULE = "list"
SURE, SUSPECT = 4.0, 0.5  # weights of findings
_MOST_PROSE = 0.2  # a box with more of the page's prose is the article's, whatever a rule says
_FEW = 3  # blocks around an ad that may belong to it
_SHORT = 100  # characters of them


@dataclass(frozen=True, slots=True)
class Badge:
    """A link or image inside prose, known to the lists: `node` is its `mem_id` in the page's tree."""

    node: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Hits:
    """Findings by the ids of their blocks, at most one for a block, and badges for what is only part of a block."""

    blocks: dict[str, Finding]
    badges: tuple[Badge, ...] = ()


def see(survey: Survey, lists: FilterLists) -> Hits:
    """Adds "list:ad" (or another label) to every block that a rule fits, and "list:ad perhaps" where that is unsure.

    A finding's detail is the rule and the title of its list; its weight is SURE or SUSPECT.
    """
    return _Looking(survey).run(lists.matches(survey.page, survey.blocks))


class _Looking:
    """The findings so far, by the places of their blocks."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.all = survey.blocks.all
        self.covering = Covering(survey.blocks)
        self.found: dict[int, Finding] = {}
        self.badges: list[Badge] = []
        self.marked: dict[str, int] = {}  # by label: blocks before this place are all marked already

    def run(self, matches: Iterable[Match]) -> Hits:
        for match in sorted(matches, key=lambda match: match.element.index):
            if match.medium:
                self._medium(match)
            else:
                self._element(match)
        for index, finding in self.found.items():
            sign = f"{RULE}:{finding.label}"
            self.survey.signs[index].append(sign if finding.weight == SURE else f"{sign} perhaps")
        return Hits({finding.block: finding for _, finding in sorted(self.found.items())}, tuple(self.badges))

    def _element(self, match: Match) -> None:
        """Blocks that are all within the element are hit; one that is only partly in it gets a badge."""
        element = match.element
        boxed = element.boxed and element.count > 0
        if boxed:
            if element.stop <= self.marked.get(match.label, 0) or self._holds_the_article(element):
                return
            self.marked[match.label] = element.stop
        for index in self.covering.whole(element):
            if boxed or not self.survey.good[index]:
                self._add(index, match, SURE)
            else:
                self._badge(index, match)
        for index in self.covering.partly(element):
            self._badge(index, match)

    def _badge(self, index: int, match: Match) -> None:
        self.badges.append(Badge(match.node.mem_id, self._finding(self.all[index], match, SUSPECT)))

    def _medium(self, match: Match) -> None:
        element = match.element
        if match.node.tag == "script":
            if element.count <= _FEW and self._is_small(element):
                self._around(element, match)
            return
        index = self.covering.place_of(match.node.mem_id)
        if index is None:
            return
        block = self.all[index]
        if self.survey.good[index] or (len(block.text) > _SHORT and 2 * block.link_chars < len(block.text)):
            self._badge(index, match)
            return
        pictured = match.node.tag == "img" and self._like_a_picture(block)
        again = index in self.found and self.found[index].detail != _detail(match)
        self._add(index, match, SUSPECT if pictured and not again else SURE)
        if not pictured:
            self._around(self._container(block.element), match)

    def _container(self, element: Element) -> Element:
        """The largest box around a medium that holds little beside it."""
        while element.parent is not None and element.parent.count <= _FEW and self._is_small(element.parent):
            element = element.parent
        return element

    def _around(self, element: Element, match: Match) -> None:
        """What shares a small box with an ad may be its label, or a byline that stands beside it: a suspicion."""
        for index in range(element.first, element.stop):
            if index not in self.found:
                self._add(index, match, SUSPECT)

    def _add(self, index: int, match: Match, weight: float) -> None:
        block = self.all[index]
        if block.kind is BlockKind.HEADING and block.level == 1:
            return
        before = self.found.get(index)
        if before is None or before.weight < weight:
            self.found[index] = self._finding(block, match, weight)

    def _finding(self, block: Block, match: Match, weight: float) -> Finding:
        return Finding(block.id, Label(match.label), weight, RULE, _detail(match))

    def _is_small(self, element: Element) -> bool:
        return element.tag not in ("body", "main", "article") and element.chars <= _SHORT

    def _like_a_picture(self, block: Block) -> bool:
        """Whether an image stands where the article's own pictures do."""
        first, last = self.survey.span
        return first <= block.index <= last or any(e.tag == "figure" for e in block.element.lineage())

    def _holds_the_article(self, element: Element) -> bool:
        survey = self.survey
        if survey.good_sums[-1]:
            return survey.good_share(element) >= _MOST_PROSE
        return element.chars >= _MOST_PROSE * survey.total


def _detail(match: Match) -> str:
    return f"{match.rule} ({match.source})"
