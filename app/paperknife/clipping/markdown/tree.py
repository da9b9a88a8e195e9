"""A light tree that the passes change and markdownify walks: elements and texts, nothing else."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs4.element import NavigableString, Tag
from selectolax.lexbor import LexborNode

from paperknife.page.tree import parse

# What is never article text. <script> stays when it holds TeX.
_DROPPED = frozenset(
    "style template title meta link base datalist colgroup col noscript noframes noembed param track area".split()
)
# Elements further down are left out, but not what they hold, unless that is no text of the page.
_DEEPEST = 400
_CLOSED = frozenset(("script", "annotation"))
_TABLE_TAG = re.compile(r"<(/?)(table|t[drh]|thead|tbody|tfoot|caption)\b", re.IGNORECASE)


class Text(NavigableString):
    """A piece of text. It is a str, so changing it means putting another in its place."""

    parent: "Element | None"
    at: int

    def __new__(cls, value: str) -> "Text":
        text = str.__new__(cls, value)
        text.parent = text.previous_sibling = text.next_sibling = None
        text.at = 0
        return text


class Element(Tag):
    """An element: bs4's type, which markdownify asks for, without its bookkeeping of document order."""

    parent: "Element | None"

    def __init__(self, name: str, attrs: dict[str, str] | None = None, contents: Iterable[Any] = ()) -> None:
        self.name = name
        # bs4 has lists as values too; here every value is text.
        self.attrs: dict[str, str] = {} if attrs is None else attrs  # type: ignore[assignment]
        self.parent = self.previous_sibling = self.next_sibling = None
        self.contents: list[Any] = []
        # Where this element was put among its siblings, and by how much those inside it have moved since then:
        # together they give an element's place without a search, as long as passes go through siblings in order.
        self.at = self.moved = 0
        for node in contents:
            self.append(node)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def children(self) -> Iterator[Any]:
        return iter(self.contents)

    @property
    def classes(self) -> list[str]:
        """The class names, in lower case."""
        return self.get("class").lower().split()

    # bs4's gives None for what is not there, and lists.
    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """The value of an attribute, or `default`."""
        return self.attrs.get(key, default)

    def append(self, node: Any) -> Any:
        """Put a new node at the end."""
        node.parent = self
        node.at = len(self.contents) - self.moved
        if self.contents:
            last = self.contents[-1]
            last.next_sibling, node.previous_sibling = node, last
        self.contents.append(node)
        return node

    def find_parent(self, name: Any = None, *args: Any, **others: Any) -> "Element | None":
        """The nearest element around this one that has the name."""
        around = self.parent
        while around is not None and around.name != name:
            around = around.parent
        return around

    def place(self) -> int:
        """Where among its siblings this element stands."""
        assert self.parent is not None
        siblings = self.parent.contents
        low = high = min(max(self.at + self.parent.moved, 0), len(siblings) - 1)
        while low >= 0 or high < len(siblings):
            for place in (low, high):
                if 0 <= place < len(siblings) and siblings[place] is self:
                    self.parent.moved = place - self.at
                    return place
            low, high = low - 1, high + 1
        raise ValueError(f"<{self.name}> is not in its parent")

    def replace(self, *nodes: Any) -> None:
        """Put nodes in the place of this one."""
        if self.parent is None:
            return
        place = self.place()
        moved = self.parent.moved + len(nodes) - 1
        for number, node in enumerate(nodes):
            node.parent = self.parent
            node.at = place + number - moved
        self.parent.contents[place : place + 1] = nodes
        self.parent.moved = moved
        if self not in nodes:
            self.parent = None

    def remove(self) -> None:
        """Take this element and all in it out of the tree."""
        self.replace()

    def unwrap_element(self) -> None:
        """Leave only what is in this element."""
        contents, self.contents = self.contents, []
        self.replace(*contents)

    def hold(self, nodes: Iterable[Any]) -> None:
        """Let this element hold these nodes and no others."""
        self.contents = list(nodes)
        self.moved = 0
        for place, node in enumerate(self.contents):
            node.parent, node.at = self, place

    def before(self) -> Any:
        """The sibling in front of this element, less white space."""
        return self._beside(-1)

    def after(self) -> Any:
        """The sibling behind this element, less white space."""
        return self._beside(1)

    def _beside(self, step: int) -> Any:
        if self.parent is None:
            return None
        siblings, at = self.parent.contents, self.place() + step
        while 0 <= at < len(siblings) and isinstance(siblings[at], Text) and not siblings[at].strip():
            at += step
        return siblings[at] if 0 <= at < len(siblings) else None

    def elements(self) -> Iterator["Element"]:
        """The child elements."""
        return (node for node in self.contents if isinstance(node, Element))

    def walk(self) -> Iterator[Any]:
        """Everything inside, in document order; what changes behind the current node is seen."""
        waiting = self.contents[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Element) and node.contents:
                waiting.extend(reversed(node.contents))

    def inside(self, *names: str) -> list["Element"]:
        """The elements of these names inside, at any depth."""
        return [node for node in self.walk() if isinstance(node, Element) and node.name in names]

    def all_text(self) -> str:
        """All text inside, as it stands."""
        return "".join([node for node in self.walk() if isinstance(node, Text)])


class Document:
    """The tree of a fragment, and its elements by name, so that a pass need not look for them."""

    def __init__(self, html: str) -> None:
        self.root = Element("[document]")
        self.named: dict[str, list[Element]] = {}
        self.classed: list[Element] = []
        self.identified: dict[str, Element] = {}
        self._read(html)

    def all(self, *names: str) -> list[Element]:
        """The elements of these names that are still in the tree; in document order if it is one name."""
        return [node for name in names for node in self.named.get(name, ()) if self.holds(node)]

    def with_class(self) -> list[Element]:
        """The elements with a class that are still in the tree, in document order."""
        return [node for node in self.classed if self.holds(node)]

    def holds(self, element: Element) -> bool:
        """Whether an element has not been taken out of the tree."""
        node: Element | None = element
        while node is not None:
            if node is self.root:
                return True
            node = node.parent
        return False

    def _read(self, html: str) -> None:
        # Without <body> a script or a style at the very beginning would end up in the head.
        body = parse("<body>" + _without_stray_cells(html.encode("utf-8", "replace").decode())).body
        node = body.child if body is not None else None
        parent = self.root
        waiting: list[tuple[LexborNode | None, Element]] = []
        named, classed, identified = self.named, self.classed, self.identified
        while True:
            while node is None:
                if not waiting:
                    return
                node, parent = waiting.pop()
            tag, following = node.tag, node.next
            if tag == "-text":
                text = Text(node.text_content or "")
                text.parent, text.at = parent, len(parent.contents)
                parent.contents.append(text)
            elif node.is_element_node and tag not in _DROPPED:
                child = node.child
                if child is not None and len(waiting) >= _DEEPEST and tag not in _CLOSED:
                    waiting.append((following, parent))
                    node = child
                    continue
                given = node.attributes
                element = Element(tag or "span", {name: value or "" for name, value in given.items()})
                if tag != "script" or "math/" in element.get("type"):
                    element.parent, element.at = parent, len(parent.contents)
                    parent.contents.append(element)
                    named.setdefault(element.name, []).append(element)
                    if given:
                        if "class" in given:
                            classed.append(element)
                        if given.get("id"):
                            identified.setdefault(element.attrs["id"], element)
                    if child is not None:
                        waiting.append((following, parent))
                        node, parent = child, element
                        continue
            node = following


def _without_stray_cells(html: str) -> str:
    """Rows and cells outside a table as <div>: the HTML standard drops their tags and runs their texts together."""
    depth = 0

    def tag(match: re.Match[str]) -> str:
        nonlocal depth
        end, name = match[1], match[2].lower()
        if name == "table":
            depth = max(0, depth + (-1 if end else 1))
            return match[0]
        return match[0] if depth else f"<{end}div"

    return _TABLE_TAG.sub(tag, html)
