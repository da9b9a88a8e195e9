"""Copies chosen blocks of a page as HTML, with the elements around them that give them meaning.

What comes out is what the page said: absolute links, images by their real address, nothing hidden, no scripts.
It is not yet safe to show; `render.safety` sees to that.
"""

from collections.abc import Collection
from itertools import accumulate

from selectolax.lexbor import LexborNode

from paperknife.page.blocks import Block, Blocks, Element
from paperknife.page.images import image_of
from paperknife.page.marks import Marks, marked_texts
from paperknife.page.page import Page
from paperknife.page.tree import attribute, hides
from paperknife.page.writing import Instead, start_tag, write

_BARE = frozenset(("html", "body", "form", "fieldset", "font", "center", "label", "picture", "noindex", "textarea"))
_NO_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 a span b i em strong pre li td th dd dt figcaption caption summary".split()
)
_SILENT = frozenset("script style noscript template link meta title base head select source".split())
_ADDRESSES = {
    "a": "href",
    "area": "href",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "source": "src",
    "blockquote": "cite",
    "q": "cite",
}
_UNUSED = frozenset(("srcset", "sizes", "loading", "hidden", "data-block", "data-highlight"))


def excerpt(page: Page, blocks: Blocks, keep: Collection[str], marks: Marks | None = None) -> str:
    """HTML of the blocks whose ids are in `keep`, in the page's order, each marked with `data-block`.

    `marks` are those of some of the blocks, by their ids.
    """
    body = page.tree.body or page.tree.css_first("frameset")
    if body is None:
        return ""
    copy = _Copy(page, blocks, keep, marks or {})
    return write(body, copy.choose, copy.before, copy.after)


class _Copy:
    """Where the kept blocks begin and end, and what becomes of every node in between."""

    def __init__(self, page: Page, blocks: Blocks, keep: Collection[str], marks: Marks) -> None:
        self.page = page
        self.hidden = blocks.hidden
        self.element_of = blocks.element_of
        self.kept_before = [0, *accumulate(int(block.id in keep) for block in blocks.all), 0]
        self.kept_before[-1] = self.kept_before[-2]
        self.boxes: dict[int, Block] = {}
        self.whole: set[int] = set()  # nodes that are copied with all that is in them
        self.before: dict[int, str] = {}
        self.after: dict[int, str] = {}
        self.marked: dict[int, str] = {}  # texts with marks in them, as HTML
        for block in blocks.all:
            if block.id in keep:
                self._plan(block)
                if block.id in marks:
                    self.marked.update(marked_texts(block, marks[block.id]))

    def _plan(self, block: Block) -> None:
        for box in block.boxes():
            if isinstance(box, Element):  # the wrappers between it and the block's own element go
                self.boxes[block.element.node.mem_id] = block
                continue
            first, last = box
            holder = first.parent.tag if first.parent is not None else ""
            name = "span" if holder in _NO_PARAGRAPHS or not block.text else "p"
            self.before[first.mem_id] = f'<{name} data-block="{block.id}">'
            self.after[last.mem_id] = f"</{name}>"
            node: LexborNode | None = first
            while node is not None:
                self.whole.add(node.mem_id)
                node = node.next if node.mem_id != last.mem_id else None

    def choose(self, node: LexborNode, tag: str) -> str | Instead | None:
        """See `writing.write`."""
        key = node.mem_id
        if key in self.marked:
            return Instead(self.marked[key])
        parent = node.parent
        if key in self.whole or (parent is not None and parent.mem_id in self.whole):
            return self._copied(node, tag, key)
        block = self.boxes.get(key)
        if block is not None:
            return self._boxed(node, tag, key, block)
        if tag == "-text":
            return "" if not (node.text_content or "").strip() else None
        if tag == "hr":
            return self._rule(key)
        if (
            tag == "script"
            and _is_formula(node)
            and parent is not None
            and self._keeps(self.element_of.get(parent.mem_id))
        ):
            return self._copied(node, tag, key)
        if tag == "br":
            return "<br>" if parent is not None and parent.tag in _NO_PARAGRAPHS else None
        if not self._keeps(self.element_of.get(key)):
            return None
        return "" if tag in _BARE else start_tag(tag, self._attributes(node, tag))

    def _keeps(self, element: Element | None) -> bool:
        """Whether an element holds a kept block, or part of one."""
        if element is None:
            return False
        stop = element.stop if element.boxed else element.stop + 1
        return self.kept_before[stop] > self.kept_before[element.first]

    def _rule(self, key: int) -> str | None:
        """A line between two kept blocks stays."""
        element = self.element_of.get(key)
        if element is None or not 0 < element.first < len(self.kept_before) - 2:
            return None
        first = element.first
        return "<hr>" if self.kept_before[first + 1] - self.kept_before[first - 1] == 2 else None

    def _boxed(self, node: LexborNode, tag: str, key: int, block: Block) -> str:
        self.whole.add(key)
        attributes = [*self._attributes(node, tag), ("data-block", block.id)]
        return start_tag("div" if tag in _BARE else tag, attributes)

    def _copied(self, node: LexborNode, tag: str, key: int) -> str | Instead | None:
        """A node inside a kept block: all that can be seen, and formulas in their source."""
        if tag == "-text":
            return ""
        if key in self.hidden:
            return None
        if tag in _SILENT and not (tag == "source" and _in_player(node)):
            if tag == "script" and _is_formula(node):
                self.whole.add(key)
                return start_tag(tag, [("type", attribute(node, "type"))])
            return None
        if tag == "input":
            kind = attribute(node, "type").lower()
            return start_tag(tag, self._attributes(node, tag)) if kind in ("checkbox", "radio") else None
        self.whole.add(key)
        if tag == "img":
            return self._image(node)
        return "" if tag in _BARE else start_tag(tag, self._attributes(node, tag))

    def _image(self, node: LexborNode) -> Instead | None:
        image = image_of(self.page, node)
        if not image.address and not image.alt:
            return None
        kept = [
            (name, value)
            for name, value in self._attributes(node, "img")
            if name not in ("src", "alt") and not name.startswith("data-")
        ]
        return Instead(start_tag("img", [("src", image.address), ("alt", image.alt), *kept]))

    def _attributes(self, node: LexborNode, tag: str) -> list[tuple[str, str | None]]:
        """The element's attributes with absolute addresses, without what only scripts and layout use."""
        holds_address = _ADDRESSES.get(tag)
        kept: list[tuple[str, str | None]] = []
        for name, value in node.attributes.items():
            if name == holds_address and value and not value.startswith("#"):
                kept.append((name, self.page.absolute(value)))
            elif name not in _UNUSED and not name.startswith("on") and not (name == "style" and hides(value or "")):
                kept.append((name, value))
        return kept


def _is_formula(node: LexborNode) -> bool:
    return attribute(node, "type").startswith("math/tex")


def _in_player(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag in ("video", "audio")
