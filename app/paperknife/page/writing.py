"""Writes a page's tree as HTML, each element as a chooser wants it; the tree itself stays as it is.

Serialisation follows the HTML standard, section 13.3. There is one such writer for all renderings.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from paperknife.page.tree import VOID

_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"))
_NEWLINE_EATERS = frozenset(("pre", "textarea", "listing"))
_NAME = re.compile(r"[A-Za-z_:][\w:.-]*\Z")


@dataclass(frozen=True, slots=True)
class Instead:
    """Finished HTML that stands in place of an element and all in it, or of a text."""

    html: str


Chooser = Callable[[LexborNode, str], "str | Instead | None"]


def write(
    root: LexborNode, choose: Chooser, before: Mapping[int, str] | None = None, after: Mapping[int, str] | None = None
) -> str:
    """HTML of `root` and what is in it.

    `choose(node, tag)` gives an element's start tag, "" to write only what is in it, None to leave it out with
    all that is in it, or Instead; a text (tag "-text") is written unless it gives None or Instead. `before` and `after`
    hold HTML to be put around nodes, by their `mem_id`. Comments are left out.
    """
    before, after = before or {}, after or {}
    out: list[str] = []
    closing: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = root
    while node is not None:
        key = node.mem_id if before or after else 0
        if key in before:
            out.append(before[key])
        tag = node.tag or ""
        if tag == "-text":
            chosen = choose(node, tag)
            if isinstance(chosen, Instead):
                out.append(chosen.html)
            elif chosen is not None:
                text = node.text_content or ""
                out.append(text if closing and closing[-1][0].tag in _RAW else escape(text))
        elif node.is_element_node:
            start = choose(node, tag)
            if isinstance(start, Instead):
                out.append(start.html)
            elif start is not None:
                out.append(start)
                child = None if tag in VOID else node.child
                if child is not None:
                    if tag in _NEWLINE_EATERS and (child.text_content or "").startswith("\n"):
                        out.append("\n")
                    closing.append((node, _end_tag(start)))
                    node = child
                    continue
                if tag not in VOID:
                    out.append(_end_tag(start))
        if key in after:
            out.append(after[key])
        following = None if node is root else node.next
        while following is None and closing:
            node, end = closing.pop()
            out.append(end)
            if after and node.mem_id in after:
                out.append(after[node.mem_id])
            following = None if node is root else node.next
        node = following
    return "".join(out)


def _end_tag(start: str) -> str:
    """The end tag for a start tag, which may have another name than the element; what stands behind it is no matter."""
    return f"</{start[1:].partition('>')[0].partition(' ')[0]}>" if start else ""


def start_tag(tag: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    """`<tag name="value" …>`; attributes whose names HTML could not be read back with are left out."""
    parts = [tag]
    for name, value in attributes:
        if _NAME.match(name):
            parts.append(f'{name}="{escape_value(value)}"' if value else name)
    return f"<{' '.join(parts)}>"


def escape(text: str) -> str:
    """`text` for the inside of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_value(value: str) -> str:
    """`value` for the inside of a quoted attribute."""
    return escape(value).replace('"', "&quot;")
