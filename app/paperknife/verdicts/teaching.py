"""Makes a rule for a whole site from one block: a selector that fits the same box on its other pages, and no article.

The words of classes and ids name a box as long as they are not made by a machine or made for looks. A word is tried on
the page at hand: it must take the block, nothing of the article, and nothing of another make.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from paperknife.filters.looking import Contents, Selectors, Thing
from paperknife.filters.site_rules import SiteRule, host_of
from paperknife.page.blocks import Block, Element
from paperknife.verdicts.covering import Covering
from paperknife.verdicts.survey import is_prose, size_of
from paperknife.verdicts.verdict import JudgedPage, Label

_TRIES = 120
_ABOVE = 6  # elements above a box that may lend it their names
_ARTICLE_SHARE = 0.2  # an element with more of the kept prose is the article's box
_PLAIN = re.compile(r"[A-Za-z_\u00c0-\uffff-][\w-]*\Z")
_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_MODULE = re.compile(r"([A-Za-z][\w-]*?__)[A-Za-z0-9+-]{5,8}\Z")
_MACHINE = re.compile(
    r"^(?:css|sc|jsx|jss|emotion|styled|svelte|makeStyles|astro|_)[-_]?[A-Za-z0-9]{4,}$|\d{3}|[a-z]\d+[a-z]|^[0-9a-f]{6,}$"
)
# What words for looks, states and a template's own parts are made of: they say nothing of what stands in a box.
_LOOKS = frozenset(
    "wp block blocks text paragraph para list ul ol li content contents body article story entry post posts "
    "p h1 h2 h3 h4 h5 h6 align left right center centre has is large small medium size image img figure caption quote "
    "heading title bold italic font background color colour width full wide row rows col cols column columns container "
    "wrapper wrap inner outer clearfix element item items component section module page site node field even odd "
    "first last active current open closed hidden visible clear fix flex grid mt mb ml mr pt pb pl pr px py mx my "
    "top bottom default normal span div link links none auto md lg sm xl xs xxl type view lazy loaded ready main "
    "style styled layout box".split()
)
_LANDMARKS = frozenset(("aside", "nav", "footer", "header", "form", "dialog"))
_TELLING = frozenset("blockquote figure figcaption table pre ul ol dl h2 h3 h4 h5 h6 details aside img iframe".split())
_ROLES = frozenset((Label.TITLE, Label.DECK, Label.BYLINE, Label.CAPTION))


@dataclass(frozen=True, slots=True)
class _Name:
    """A piece of a selector that names an element; `weak` if it may be there for looks only."""

    text: str
    weak: bool


def rule_for(judged: JudgedPage, block_id: str, keep: bool) -> SiteRule | None:
    """A rule that keeps or strikes this block and its like on the page's site.

    None where the page's address is not known, and where the block cannot be told from the article by its boxes.
    """
    host = host_of(judged.page.metadata.address)
    verdict = judged.by_id.get(block_id)
    if not host or verdict is None:
        return None
    teacher = _Teacher(judged, verdict.block, keep)
    best: tuple[tuple[int, int, int], str] | None = None
    for order, (selector, weak) in enumerate(islice(teacher.selectors(), _TRIES)):
        taken = teacher.takes(selector)
        if not taken:
            continue
        rank = (int(weak), taken, order)
        if best is None or rank < best[0]:
            best = rank, selector
        if best[0][:2] == (0, 1):
            break
    return SiteRule((host,), best[1], keep) if best else None


class _Teacher:
    """One block of a page, the elements that are its own, and what a selector may not take."""

    def __init__(self, judged: JudgedPage, target: Block, keep: bool) -> None:
        self.judged = judged
        self.target = target
        self.keep = keep
        self.contents = Contents(judged.page, judged.blocks)
        self.covering = Covering(judged.blocks)
        blocks = judged.blocks.all
        self.prose = [
            block.chars if block.id in judged.kept and is_prose(block, size_of(block.text)) else 0 for block in blocks
        ]
        self.all_prose = sum(self.prose) - self.prose[target.index]
        address = judged.page.metadata.address.lower()
        # Sites name boxes after themselves; a word that only the rest of the address has is this page's subject.
        self.subjects = frozenset(re.findall(r"[a-z]{4,}", address)) - frozenset(
            re.findall(r"[a-z]{4,}", host_of(address))
        )
        self.own = self._own()
        self._of_the_article: dict[str, bool] = {}

    def _own(self) -> list[Element]:
        """The elements that hold the block and nothing else, outermost first."""
        block = self.target
        within = self.covering.leaves_within(block.index)
        own = [element for element, count in within.items() if count == len(block.leaves)]
        own.sort(key=lambda element: element.depth)
        outer = [
            element for element in block.element.lineage() if element.count == 1 and element.tag not in ("body", "html")
        ]
        return [*reversed(outer), *own]

    def selectors(self) -> Iterator[tuple[str, bool]]:
        """Selectors to try, with whether they are weak: an element's own names, then names of elements above it."""
        for element in self.own:
            names = self._own_names(element)
            yield from ((name.text, name.weak) for name in names)
            yield from (
                (f"{one.text}{two.text}", one.weak or two.weak)
                for one in names
                for two in names
                if one is not two and two.text[0] in ".["
            )
        for element in self.own:
            yield from self._below_others(element)
        yield from self._path()

    def _below_others(self, element: Element) -> Iterator[tuple[str, bool]]:
        """`.above .own`; `.above tag` where that name is not one of the article's, or the tag says what is kept."""
        own = self._own_names(element)
        for above in islice(self._above(element), _ABOVE):
            for name in self._names(above):
                for each in own:
                    yield f"{name.text} {each.text}", name.weak or each.weak
                article = self._is_of_the_article(name)
                telling = self.keep and element.tag in _TELLING
                if telling or not (article or name.weak):
                    yield f"{name.text} > {element.tag}", article
                    yield f"{name.text} {element.tag}", article

    def _path(self) -> Iterator[tuple[str, bool]]:
        """Tags alone, from a landmark down: better than nothing."""
        tags: list[str] = []
        for element in self.target.element.lineage():
            tags.append(element.tag)
            if element.tag in _LANDMARKS:
                if not self._is_article(element):
                    yield " > ".join(reversed(tags)), True
                return

    def _above(self, element: Element) -> Iterator[Element]:
        return (each for each in element.lineage() if each is not element and each.tag not in ("body", "html"))

    def _own_names(self, element: Element) -> list[_Name]:
        """Names for the block itself: inside the article none for looks, the next page has prose that looks so."""
        in_article = not self.keep and any(self._is_article(each) for each in element.lineage())
        return [name for name in self._names(element) if not (name.weak and in_article)]

    def _names(self, element: Element) -> list[_Name]:
        attributes = element.attributes
        names = []
        ident = attributes.get("id") or ""
        if self._is_word(ident):
            names.append(_Name(f"#{ident}", _for_looks(ident)))
        for word in dict.fromkeys((attributes.get("class") or "").split()):
            if (match := _MODULE.match(word)) and re.search(r"[A-Z\d]", word[match.end(1) :]):
                names.append(_Name(f'[class*="{match.group(1)}"]', _for_looks(match.group(1))))
            elif self._is_word(word):
                names.append(_Name(f".{word}", _for_looks(word)))
        return names

    def _is_word(self, name: str) -> bool:
        """Whether a name is written by a person, and not for this one page."""
        if not _PLAIN.match(name) or name.startswith("--") or _MACHINE.search(name) or _looks_drawn(name):
            return False
        return not any(part.lower() in self.subjects for part in _PARTS.split(name))

    def _is_article(self, element: Element) -> bool:
        if not self.all_prose:
            return False
        return sum(self.prose[element.first : element.stop]) > _ARTICLE_SHARE * self.all_prose

    def _is_of_the_article(self, name: _Name) -> bool:
        """Whether the elements of this name hold much of the kept prose together."""
        known = self._of_the_article.get(name.text)
        if known is None:
            named = (thing for thing, _ in Selectors([name.text]).found_in(self.contents))
            places = {index for thing in named for index in self.covering.whole(thing)}
            known = sum(self.prose[index] for index in places) > _ARTICLE_SHARE * self.all_prose > 0
            self._of_the_article[name.text] = known
        return known

    def takes(self, selector: str) -> int:
        """How many blocks a rule with this selector would turn on this page; 0 if it must not be used."""
        found = [thing for thing, _ in Selectors([selector]).found_in(self.contents)]
        taken: set[int] = set()
        for thing in found:
            places = self.covering.whole(thing)
            if self.target.index not in places and not self._harmless(places, thing):
                return 0
            taken.update(places)
        if self.target.index not in taken or not self._harmless(list(taken - {self.target.index}), None):
            return 0
        return len(taken)

    def _harmless(self, places: list[int], thing: Thing | None) -> bool:
        """Whether it does no harm that these blocks are turned as well.

        A strike may not touch prose, nor headline, byline or caption; other kept blocks only in a box of the same make.
        A keep may turn struck blocks in boxes of the same make.
        """
        for index in places:
            verdict = self.judged.verdicts[index]
            kept = verdict.block.id in self.judged.kept
            if kept is self.keep:
                continue
            if not self.keep and (self.prose[index] or verdict.label in _ROLES):
                return False
            if thing is not None and not any(_make(thing) == _make(own) for own in self.own):
                return False
        return True


def _for_looks(name: str) -> bool:
    parts = [part.lower() for part in _PARTS.split(name) if part]
    return all(part in _LOOKS or len(part) < 2 or part.isdigit() for part in parts)


def _looks_drawn(name: str) -> bool:
    """Whether a short name changes its case like dice: "bdVaJa"."""
    return any(
        len(part) <= 8 and len(re.findall(r"[a-z][A-Z]", part)) >= 2 and len(part) / len(re.findall(r"[A-Z]", part)) < 3
        for part in re.split(r"[-_]+", name)
        if re.search(r"[A-Z]", part)
    )


def _make(thing: Thing) -> tuple[str, str]:
    return thing.tag, thing.attributes.get("class") or ""
