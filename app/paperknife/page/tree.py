"""Parses HTML as browsers do, and answers small questions about nodes."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife.page.bounds import bounded

_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
# Classes for what only a screen reader says.
_FOR_EARS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|element-invisible|assistive-text)(?:$|[\s_])",
    re.IGNORECASE,
)

# Elements whose content is never shown as text.
UNSEEN = frozenset(
    "head script style template noscript title meta link base datalist option optgroup "
    "param source track area colgroup col noframes noembed annotation annotation-xml".split()
)
# Elements that begin and end a line (HTML, section 15.3, "display: block" and its kind).
BLOCKS = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p plaintext pre "
    "search section summary table caption thead tbody tfoot tr td th ul xmp".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def parse(html: str) -> LexborHTMLParser:
    """The tree of `html`, by the HTML standard's algorithm; any text at all gives a tree.

    Zero bytes are passed over, as they are in a body; markup beyond all bounds is cut back first.
    """
    return LexborHTMLParser(bounded(html.replace("\x00", "") if "\x00" in html else html))


def attribute(node: LexborNode, name: str) -> str:
    """The value of an attribute, "" if it is absent or has none."""
    return node.attributes.get(name) or ""


def hides(style: str) -> bool:
    """Whether a style attribute keeps its element from view."""
    return bool(_HIDING.search(style))


def hidden_by_attributes(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is kept from view by its own attributes."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and hides(style):
        return True
    if tag == "input":
        return (attributes.get("type") or "").lower() == "hidden"
    return tag == "dialog" and "open" not in attributes


def for_ears(classes: str) -> bool:
    """Whether a class attribute keeps its element from eyes, and leaves it to screen readers."""
    return bool(_FOR_EARS.search(classes))


def children(node: LexborNode) -> Iterator[LexborNode]:
    """The child nodes of `node`, texts and comments included."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def one_line(text: str) -> str:
    """`text` with every run of white space as one space, without spaces at its ends."""
    return " ".join(text.split())
