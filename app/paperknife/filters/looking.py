"""Looks selectors up in a page: both are sorted by what they have, so that few pairs need to be tried."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from selectolax.lexbor import LexborNode, SelectolaxError

from paperknife.filters.selectors import Hold, Key, Selector, read
from paperknife.page.blocks import Blocks, Element
from paperknife.page.page import Page

_MEDIA = "img,iframe,frame,embed,object,video,audio,script[src]"
_HEAD = 12  # characters of an attribute's value by which it is looked up
_MOST_QUESTIONS = 5_000  # of a few microseconds each, at times of many; pages that people wrote need some hundreds


class Medium:
    """An image, frame, script or the like, which has no blocks of its own; `parent` is the element around it."""

    __slots__ = ("attributes", "node", "parent", "tag")

    def __init__(self, node: LexborNode, tag: str, parent: Element) -> None:
        self.node = node
        self.tag = tag
        self.attributes: dict[str, str | None] = node.attributes
        self.parent = parent


Thing = Element | Medium


class Contents:
    """What can be seen of a page, and its scripts, sorted by id, class, attribute and tag."""

    def __init__(self, page: Page, blocks: Blocks) -> None:
        self.media = list(_media(page, blocks))
        self.by_id = by_id = defaultdict[str, list[Thing]](list)
        self.by_class = by_class = defaultdict[str, list[Thing]](list)
        self.by_attribute = by_attribute = defaultdict[str, list[Thing]](list)
        self.by_tag = by_tag = defaultdict[str, list[Thing]](list)
        self._joined: dict[str, str] = {}
        self._questions = _MOST_QUESTIONS
        things: tuple[Iterable[Thing], ...] = (blocks.elements, self.media)
        for some in things:
            for thing in some:
                by_tag[thing.tag].append(thing)
                attributes = thing.attributes
                for name in attributes:
                    by_attribute[name].append(thing)
        for thing in by_attribute.get("class", ()):
            for word in set((thing.attributes["class"] or "").split()):
                by_class[word].append(thing)
        for thing in by_attribute.get("id", ()):
            by_id[thing.attributes["id"] or ""].append(thing)

    def having(self, key: Key) -> list[Thing]:
        """Everything that `key` fits."""
        match key.hold:
            case Hold.ID:
                return self.by_id.get(key.name, [])
            case Hold.CLASS:
                return self.by_class.get(key.name, [])
            case Hold.TAG | Hold.NONE:
                return self.by_tag.get(key.name, [])
        things = self.by_attribute.get(key.name, [])
        if not key.value or not things:
            return things
        return [thing for thing in things if key.fits(thing.attributes[key.name] or "")]

    def joined(self, name: str) -> str:
        """All values of an attribute as one text, one a line: most texts looked for are in none of them."""
        joined = self._joined.get(name)
        if joined is None:
            values = (thing.attributes[name] or "" for thing in self.by_attribute.get(name, ()))
            joined = self._joined[name] = "\n".join(values)
        return joined

    def fits(self, thing: Thing, selector: Selector) -> bool:
        """Whether the parser says that `selector` fits; after too many questions it is asked no more."""
        if not self._questions:
            return False
        self._questions -= 1
        try:
            return bool(thing.node.css_matches(selector.text))
        except SelectolaxError:
            return False

    @cached_property
    def classes(self) -> list[str]:
        """All class names."""
        return list(self.by_class)

    @cached_property
    def ids(self) -> list[str]:
        """All ids."""
        return list(self.by_id)


def _media(page: Page, blocks: Blocks) -> Iterator[Medium]:
    elements = blocks.element_of
    for node in page.tree.css(_MEDIA):
        parent = node.parent
        element = elements.get(parent.mem_id) if parent is not None else None
        if element is not None:
            yield Medium(node, node.tag or "", element)


class Selectors:
    """A bunch of selectors, sorted by their rarest parts. `texts` are selectors as they stand in rules."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_name: dict[Hold, dict[str, list[tuple[str, Selector]]]] = {}
        self._starts: dict[str, dict[str, list[tuple[str, Selector]]]] = {}
        for text in texts:
            for selector in read(text):
                anchor = selector.anchor
                group = self._by_name.setdefault(anchor.hold, {})
                if anchor.hold is Hold.STARTS and len(anchor.value) >= _HEAD:
                    group = self._starts.setdefault(anchor.name, {})
                    group.setdefault(anchor.value[:_HEAD], []).append((text, selector))
                else:
                    group.setdefault(anchor.name, []).append((text, selector))

    def found_in(self, contents: Contents) -> Iterator[tuple[Thing, str]]:
        """Everything in a page that one of the selectors fits, with the selector's text."""
        for text, selector, anchors in self._anchored(contents):
            yield from ((thing, text) for thing in _fitting(selector, anchors, contents))

    def _anchored(self, contents: Contents) -> Iterator[tuple[str, Selector, list[Thing]]]:
        for hold, there in (
            (Hold.ID, contents.by_id),
            (Hold.CLASS, contents.by_class),
            (Hold.TAG, contents.by_tag),
            (Hold.PRESENT, contents.by_attribute),
        ):
            group = self._by_name.get(hold, {})
            for name in group.keys() & there.keys() if group else ():
                for text, selector in group[name]:
                    yield text, selector, there[name]
        for hold in (Hold.EQUALS, Hold.STARTS, Hold.OTHER):
            group = self._by_name.get(hold, {})
            for name in group.keys() & contents.by_attribute.keys():
                joined = contents.joined(name)
                for text, selector in group[name]:
                    if selector.anchor.value in joined and (things := contents.having(selector.anchor)):
                        yield text, selector, things
        for name in self._starts.keys() & contents.by_attribute.keys():
            heads = self._starts[name]
            for thing in contents.by_attribute[name]:
                value = thing.attributes[name] or ""
                for text, selector in heads.get(value[:_HEAD], ()):
                    if value.startswith(selector.anchor.value):
                        yield text, selector, [thing]


def _fitting(selector: Selector, anchors: list[Thing], contents: Contents) -> Iterator[Thing]:
    candidates = anchors if selector.anchor is selector.last else contents.having(selector.last)
    for thing in candidates:
        if selector.may_fit(thing.tag, thing.attributes) and (selector.whole or contents.fits(thing, selector)):
            yield thing
