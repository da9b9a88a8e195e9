"""Cuts a page into blocks in one walk over its tree, counting for every element what it holds.

The walk keeps a stack of its own, so that no depth of nesting matters, and changes nothing in the tree.
"""

import re
from hashlib import blake2b

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife.page.blocks import Block, BlockKind, Blocks, Element, Leaf
from paperknife.page.grouping import LISTS, as_list, as_table
from paperknife.page.maths import maths_text
from paperknife.page.tree import BLOCKS, HEADINGS, UNSEEN, for_ears, hidden_by_attributes, one_line

_MEDIA = {
    "img": BlockKind.IMAGE,
    "svg": BlockKind.IMAGE,
    "iframe": BlockKind.FRAME,
    "frame": BlockKind.FRAME,
    "video": BlockKind.MEDIA,
    "audio": BlockKind.MEDIA,
    "object": BlockKind.MEDIA,
    "embed": BlockKind.MEDIA,
    "canvas": BlockKind.MEDIA,
    "applet": BlockKind.MEDIA,
    "input": BlockKind.CONTROL,
    "select": BlockKind.CONTROL,
}
# What an open element means for the text in it.
_ROLES = {
    "a": "link",
    "b": "bold",
    "strong": "bold",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "pre",
    "listing": "pre",
    "xmp": "pre",
    "blockquote": "quote",
    **dict.fromkeys(HEADINGS, "heading"),
}
# Of several such elements around a block the first in this order makes its kind.
_KINDS = {
    "pre": BlockKind.CODE,
    "heading": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
}
# Only these tags and attributes can keep an element from view.
_OFTEN_HIDDEN = frozenset(("input", "dialog"))
_HIDING = frozenset(("hidden", "style", "aria-hidden"))
_BOXED_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_DRAWN_MATHS = re.compile(r"katex|mathjax|mjx", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LINE = "\x1f"  # a <br>, while a run is being collected
_DEEPEST_LIST = 30  # lists nested deeper are not looked through again


def cut(tree: LexborHTMLParser) -> Blocks:
    """The blocks of a parsed page. What attributes hide has none, unless it is nearly all the text of the page."""
    cutter = _Cutter(heed_styles=True)
    blocks = cutter.run(tree)
    if cutter.hidden_chars > 4 * sum(len(block.text) for block in blocks.all):
        blocks = _Cutter(heed_styles=False).run(tree)
    return blocks


class _Cutter:
    """The state of the walk: the elements that are open, and the run being collected since the last line break."""

    def __init__(self, heed_styles: bool) -> None:
        self.heed_styles = heed_styles
        self.hidden_chars = 0
        self.hidden: set[int] = set()
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.open: dict[str, Element] = {}  # the outermost open link, bold, pre, heading, caption, quote
        self.lists = 0
        self._begin()

    def _begin(self) -> None:
        self.pieces: list[str] = []
        self.leaves: list[Leaf] = []
        self.media: list[BlockKind] = []
        self.link_chars = self.links = self.bold_chars = 0
        self.after_break = False

    def run(self, tree: LexborHTMLParser) -> Blocks:
        body = tree.body or tree.css_first("frameset")
        if body is not None:
            self._walk(body)
        self._number()
        return Blocks(self.blocks, self.elements, frozenset(self.hidden))

    # ---- the walk ----

    def _walk(self, body: LexborNode) -> None:
        node = body
        current: Element | None = None
        while True:
            tag = node.tag or ""
            entered = None
            if tag == "-text":
                if current is not None:
                    self._text(node, current)
            elif tag[:1] not in "-!" and tag not in UNSEEN:
                entered = self._enter(node, tag, current)
            if entered is not None:
                child = node.child
                if child is not None:
                    node, current = child, entered
                    continue
                self._leave(entered)
            if current is None:
                return
            following = node.next
            while following is None:
                self._leave(current)
                node, parent = current.node, current.parent
                if parent is None:
                    return
                current, following = parent, node.next
            node = following

    def _enter(self, node: LexborNode, tag: str, parent: Element | None) -> Element | None:
        """Begins an element; None if it has no inside to walk through."""
        attributes = node.attributes
        may_hide = tag in _OFTEN_HIDDEN or not _HIDING.isdisjoint(attributes)
        if may_hide and parent is not None and self._hides(node, tag, attributes, parent):
            return None
        if tag in _MEDIA or tag == "math":
            if parent is not None:
                self._medium(node, tag, attributes, parent)
            return None
        if tag == "br":
            self._break(parent)
            return None
        boxed = tag in BLOCKS or ("style" in attributes and bool(_BOXED_STYLE.search(attributes["style"] or "")))
        if boxed:
            self._end_line(parent, False)
        element = Element(node, tag, attributes, parent, len(self.elements), len(self.blocks), boxed)
        self.elements.append(element)
        role = _ROLES.get(tag)
        if role is not None:
            self.open.setdefault(role, element)
            if role == "link" and "href" in attributes:
                self.links += 1
        if tag in LISTS:
            self.lists += 1
        return element

    def _leave(self, element: Element) -> None:
        if element.boxed:
            self._end_line(element, True)
        elif self.leaves:
            element.ragged = True
        tag = element.tag
        role = _ROLES.get(tag)
        if role is not None and self.open.get(role) is element:
            del self.open[role]
        if tag in LISTS:
            self.lists -= 1
            if self.lists < _DEEPEST_LIST:
                self._group(element)
        elif tag == "table":
            self._group(element)
        element.stop = len(self.blocks)

    def _hides(self, node: LexborNode, tag: str, attributes: dict[str, str | None], parent: Element) -> bool:
        if "aria-hidden" in attributes and attributes["aria-hidden"] == "true" and _said_twice(node, parent):
            self.hidden.add(node.mem_id)
            return True
        if not hidden_by_attributes(tag, attributes):
            return False
        if tag != "input":
            if not self.heed_styles and "hidden" not in attributes:
                return False
            self.hidden_chars += len(one_line(node.text(deep=True)))
        self.hidden.add(node.mem_id)
        return True

    # ---- what stands in a run ----

    def _text(self, node: LexborNode, element: Element) -> None:
        text = node.text_content or ""
        stripped = text.strip()
        if not stripped:
            if self.pieces:
                self.pieces.append(text if "pre" in self.open else " ")
            return
        if element.tag == "sup" and self.pieces and self.pieces[-1][-1:].isdigit():
            text = text.translate(_RAISED)  # 10³ must not read 103
        self._add(node, element, text, len(stripped))

    def _add(self, node: LexborNode, element: Element, text: str, size: int) -> None:
        self.pieces.append(text)
        self.leaves.append((node, element))
        self.after_break = False
        if "link" in self.open:
            self.link_chars += size
        if "bold" in self.open:
            self.bold_chars += size

    def _medium(self, node: LexborNode, tag: str, attributes: dict[str, str | None], parent: Element) -> None:
        if tag == "math":
            if text := maths_text(node):
                self._add(node, parent, text, len(text))
            return
        if tag == "img" and _is_pixel(attributes):
            return
        self.leaves.append((node, parent))
        self.media.append(_MEDIA[tag])
        self.after_break = False

    def _break(self, parent: Element | None) -> None:
        if "pre" in self.open:
            self.pieces.append("\n")
        elif self.leaves:
            if self.after_break:  # two breaks in a row part paragraphs
                self._flush(parent)
            else:
                self.pieces.append(_LINE)
                self.after_break = True

    def _end_line(self, element: Element | None, ends: bool) -> None:
        """A line ends in `element`, because a box begins in it or (`ends`) because it is a box itself and ends."""
        pre = self.open.get("pre")
        if pre is not None and not (ends and pre is element):  # lines of code stay together
            if self.pieces and not self.pieces[-1].endswith("\n"):
                self.pieces.append("\n")
        elif self.leaves:
            self._flush(element)
        elif self.pieces:
            self._begin()

    # ---- blocks ----

    def _flush(self, element: Element | None) -> None:
        """Ends the run: it becomes a block."""
        while element is not None and not element.boxed and element.parent is not None:
            element = element.parent
        assert element is not None
        joined = "".join(self.pieces)
        code = "pre" in self.open
        if code:
            text = joined.strip("\n").rstrip()
        elif _LINE not in joined:
            text = one_line(joined)
        else:
            text = "\n".join(line for part in joined.split(_LINE) if (line := one_line(part)))
        block = Block(
            self._kind(text),
            text,
            element,
            self.leaves,
            min(self.link_chars, len(text)),
            self.links if self.link_chars or not text else 0,
            self.media.count(BlockKind.IMAGE),
            min(self.bold_chars, len(text)),
        )
        if block.kind is BlockKind.HEADING:
            block.level = int(self.open["heading"].tag[1])
        self.blocks.append(block)
        self._begin()

    def _kind(self, text: str) -> BlockKind:
        if not text:
            return next((kind for kind in self.media if kind is not BlockKind.IMAGE), BlockKind.IMAGE)
        if self.open:
            for role, kind in _KINDS.items():
                if role in self.open:
                    return kind
        return BlockKind.PARAGRAPH

    def _group(self, element: Element) -> None:
        found = self.blocks[element.first :]
        inner = self.elements[element.index + 1 :]
        block = as_table(element, inner, found) if element.tag == "table" else as_list(element, inner, found)
        if block is not None:
            del self.blocks[element.first :]
            self.blocks.append(block)
            for e in inner:
                e.first = e.stop = element.first

    def _number(self) -> None:
        """Gives every block its place and its lasting id: a hash of what it says, and which of several alike it is."""
        seen: dict[str, int] = {}
        for index, block in enumerate(self.blocks):
            said = block.text or " ".join(_source(node) for node, _ in block.leaves)
            name = blake2b(f"{block.kind}\n{said}".encode("utf-8", "replace"), digest_size=5).hexdigest()
            count = seen[name] = seen.get(name, 0) + 1
            block.index, block.id = index, name if count == 1 else f"{name}-{count}"
            block.element.chars += len(block.text)
            block.element.link_chars += block.link_chars
        for element in reversed(self.elements):
            if element.parent is not None:
                element.parent.chars += element.chars
                element.parent.link_chars += element.link_chars


def _said_twice(node: LexborNode, parent: Element) -> bool:
    """Whether an aria-hidden element only draws what stands beside it in words: a formula, a text for ears."""
    if _DRAWN_MATHS.search(parent.attributes.get("class") or "") or _DRAWN_MATHS.search(
        node.attributes.get("class") or ""
    ):
        return parent.node.css_first("math") is not None
    return any(
        other is not None and other.is_element_node and for_ears(other.attributes.get("class") or "")
        for other in (_neighbour(node, False), _neighbour(node, True))
    )


def _neighbour(node: LexborNode, forward: bool) -> LexborNode | None:
    other = node.next if forward else node.prev
    while other is not None and other.is_text_node and not (other.text_content or "").strip():
        other = other.next if forward else other.prev
    return other


def _is_pixel(attributes: dict[str, str | None]) -> bool:
    """Whether an image is one of the single dots that count visitors."""
    return attributes.get("width") in ("0", "1") and attributes.get("height") in ("0", "1")


def _source(node: LexborNode) -> str:
    attributes = node.attributes
    return attributes.get("src") or attributes.get("data") or attributes.get("data-src") or node.tag or ""
