"""Makes an excerpt of a page safe to show: only known elements and attributes, only addresses that cannot act."""

import re
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from paperknife.page.tree import attribute, one_line, parse
from paperknife.page.writing import Instead, escape, start_tag, write

_MATHML = frozenset(
    "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace "
    "msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics annotation".split()
)
_TAGS = _MATHML | frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details "
    "dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 header footer hgroup hr i img ins kbd li main "
    "mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th "
    "thead time tr u ul var wbr".split()
)
_WRAPPERS = frozenset("div section main article header footer hgroup aside address center".split())
_MEANT = re.compile(r"code|highlight|callout|admonition|alert|note|math|tex|mjx|source|listing|syntax", re.IGNORECASE)
_GONE = frozenset("script style link meta base template select area".split())
_ATTRIBUTES = frozenset(
    "alt class cite colspan data-block data-lang data-language data-callout data-highlight datetime dir display "
    "encoding headers height href id lang mathvariant open reversed role rowspan scope span src start stretchy "
    "title type value width xml:lang align checked alttext".split()
)
_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftp):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)
_LINKED = ("iframe", "video", "audio", "embed")


def cleaned(html: str) -> str:
    """A piece of HTML with nothing in it that could act, and without marks of blocks."""
    tree = parse(html)
    if tree.body is None:
        return ""

    def without_marks(node: LexborNode, tag: str) -> str | Instead | None:
        if tag == "body":
            return ""
        return "" if tag == "span" and "data-block" in node.attributes else choose(node, tag)

    return write(tree.body, without_marks)


def safe_link(address: str) -> bool:
    """Whether a link target may stand in shown HTML: web, mail and telephone addresses, and relative ones."""
    return bool(_ADDRESS.match(re.sub(r"[\s\x00-\x1f]", "", address)))


def choose(node: LexborNode, tag: str) -> str | Instead | None:
    """A chooser for `writing.write`: known elements with known attributes, the others unwrapped, the dangerous gone.

    Frames and media become links to where they came from; a drawing (SVG) becomes a picture, in which nothing runs.
    """
    if tag == "-text":
        return ""
    if tag in _GONE:
        return _formula(node, tag)
    if tag == "svg":
        return _drawing(node)
    if tag in _LINKED:
        return _link(node, tag)
    if tag == "input":
        return _checkbox(node)
    if tag in _WRAPPERS and "data-block" not in node.attributes and not _MEANT.search(attribute(node, "class")):
        return ""
    if tag in _TAGS:
        return start_tag(tag, attributes(node))
    return start_tag("div", attributes(node)) if "data-block" in node.attributes else ""


def attributes(node: LexborNode) -> list[tuple[str, str | None]]:
    """The element's attributes that may be shown."""
    kept: list[tuple[str, str | None]] = []
    for name, value in node.attributes.items():
        if name not in _ATTRIBUTES:
            continue
        if name in ("href", "cite") and not safe_link(value or ""):
            continue
        if name == "src" and not (safe_link(value or "") or (value or "")[:11].lower() == "data:image/"):
            continue
        kept.append((name, value))
    return kept


def _formula(node: LexborNode, tag: str) -> Instead | None:
    """TeX in a script element, as older MathJax keeps it, becomes visible code; other scripts are gone."""
    kind = attribute(node, "type")
    if tag != "script" or not kind.startswith("math/tex"):
        return None
    return Instead(f'<code class="tex" data-unread>{escape(one_line(node.text(deep=True)))}</code>')


def _drawing(node: LexborNode) -> Instead | None:
    """An <svg> of its own as an image; small ones in a line of text are signs of the page's design."""
    if _beside_text(node):
        return None
    html = (node.html or "").strip()
    if len(html) > 500_000 or not html:
        return None
    if "xmlns=" not in html[: html.find(">")]:
        html = html.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return Instead(
        start_tag(
            "img",
            [
                ("src", "data:image/svg+xml," + quote(html)),
                ("alt", attribute(node, "aria-label")),
                ("class", "drawing"),
            ],
        )
    )


def _beside_text(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and (bool(one_line(parent.text(deep=True))) or parent.tag in ("a", "span", "button"))


def _link(node: LexborNode, tag: str) -> Instead | None:
    """A link to what a frame or a player showed; None where no address is known."""
    address = attribute(node, "src")
    source = node.css_first("source[src]")
    address = address or (attribute(source, "src") if source is not None else "")
    if not address.lower().startswith(("http:", "https:")):
        return None
    words = attribute(node, "title") or address
    kept = [(name, value) for name, value in node.attributes.items() if name == "data-block"]
    return Instead(
        f"{start_tag('p', [*kept, ('class', f'embedded {tag}'), ('data-unread', '')])}"
        f"{start_tag('a', [('href', address)])}{escape(one_line(words))}</a></p>"
    )


def _checkbox(node: LexborNode) -> Instead | None:
    if attribute(node, "type").lower() != "checkbox":
        return None
    checked = [("checked", "")] if "checked" in node.attributes else []
    return Instead(start_tag("input", [("type", "checkbox"), *checked, ("disabled", "")]))
