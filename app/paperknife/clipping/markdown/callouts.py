"""Callouts: the boxes of GitHub, Obsidian, documentation generators and style sheets become <callout type>."""

import re
from itertools import islice

from paperknife.clipping.markdown.tree import Document, Element, Text

_TYPES = frozenset(
    "note tip important warning caution info danger success question example quote abstract todo bug "
    "failure error hint attention seealso summary tldr help faq done missing check cite see deprecated "
    "versionadded versionchanged".split()
)
_PLAIN = {
    "primary": "note",
    "secondary": "note",
    "light": "note",
    "dark": "note",
    "default": "note",
    "error": "danger",
    "seealso": "note",
    "see": "note",
}
# The class of a box, or what its name begins with before its type: alert-warning, notice--info, hint-danger.
_BOXES = frozenset(
    "markdown-alert alert admonition callout admonitionblock hint custom-block notecard theme-admonition "
    "notice starlight-aside message confluence-information-macro info-box callout-box gitbook-hint aside- "
    "callout md-callout".split()
)
_TYPED = re.compile(
    r"(?:markdown-alert|alert|theme-admonition|admonition|callout|hint|notice|starlight-aside|message|confluence-information-macro|is|notecard)-{1,2}([a-z]+)(?:-macro)?\Z"
)
_TITLES = re.compile(
    r"(?:^|[\s_-])(?:(?:markdown-)?alert|admonition|callout|custom-block|starlight-aside_|hint|notice|message|notecard|confluence-information-macro)"
    r"[_-]*(?:title|heading|header|label)|(?:^|\s)(?:admonitionheading_|title(?:$|\s)|alert-link-title)",
    re.IGNORECASE,
)
_TITLE_WITHIN = 30  # nodes
_WRITTEN = re.compile(r"\s*\[!(\w+)\][+-]?[ \t]*([^\n]*)")


def callouts(document: Document) -> None:
    """Replace every callout by <callout type>, whose title, if it has one, is its first child."""
    for box in document.with_class():
        kind = _kind(box)
        if kind and document.holds(box):
            _put(box, kind)
    for quote in document.all("blockquote"):
        _written(quote)


def _kind(box: Element) -> str:
    """The type of a callout, "" for any other element."""
    if box.name not in ("div", "aside", "section", "blockquote", "details", "p"):
        return ""
    if box.get("data-callout"):
        return re.sub(r"[^\w-]", "", box.get("data-callout").lower())
    classes = box.classes
    if _BOXES.isdisjoint(classes) and not any(
        name.startswith(("alert--", "notice--", "starlight-aside--")) for name in classes
    ):
        return ""
    for name in classes:
        typed = _TYPED.match(name)
        found = name if name in _TYPES else typed[1] if typed else ""
        if found in _TYPES or found in _PLAIN:
            return _PLAIN.get(found, found)
    return "note" if "admonition" in classes else ""


def _put(box: Element, kind: str) -> None:
    title = _title(box)
    contents = box.contents
    if "admonitionblock" in box.classes:  # AsciiDoc sets the box in a table: an icon with the title, and the content
        cells = [cell for cell in box.inside("td") if "content" in cell.classes]
        contents = cells[0].contents if cells else contents
    if title is not None:
        title.remove()
        for icon in title.inside("svg", "i"):
            if icon.name == "svg" or not icon.all_text().strip():
                icon.remove()
    made = Element("callout", {"type": kind})
    if title is not None and title.all_text().strip():
        made.contents.append(Element("callout-title", None, _inside(title)))
    made.hold([*made.contents, *contents])
    box.replace(made)


def _title(box: Element) -> Element | None:
    """The title of a box, which stands near its beginning and is not that of a box inside it."""
    for node in islice(box.walk(), _TITLE_WITHIN):
        if isinstance(node, Element) and node.get("class"):
            if _is_title(node):
                return node
            if _kind(node):
                return None
    return None


def _is_title(node: Element) -> bool:
    return (
        bool(node.get("class"))
        and node.name not in ("table", "tr", "tbody")
        and bool(_TITLES.search(node.get("class")))
    )


def _inside(title: Element) -> list[Element | Text]:
    """What a title says, without the headings and boxes around it."""
    contents = title.contents
    while True:
        said = [node for node in contents if isinstance(node, Element) or node.strip()]
        if (
            len(said) != 1
            or not isinstance(said[0], Element)
            or said[0].name not in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "span")
        ):
            return contents
        contents = said[0].contents


def _written(quote: Element) -> None:
    """A quote whose text begins with `[!type]`: a callout that the page shows as it was typed."""
    first = next((node for node in quote.walk() if isinstance(node, Text) and node.strip()), None)
    found = _WRITTEN.match(first) if first is not None else None
    parent = first.parent if first is not None else None
    if parent is None or first is None or found is None or found[1].lower() not in _TYPES:
        return
    place = next(index for index, node in enumerate(parent.contents) if node is first)
    rest = [Text(first[found.end() :])]
    parent.contents[place : place + 1] = rest
    rest[0].parent = parent
    title = [Element("callout-title", None, [Text(found[2])])] if found[2].strip() else []
    quote.replace(Element("callout", {"type": found[1].lower()}, [*title, *quote.contents]))
