"""Makes a page of the text of an HTML document: its shadow trees and its saved frames become part of its tree."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife.formats.charset import decode
from paperknife.formats.magic import is_binary
from paperknife.formats.shadows import SHEETS, open_shadows, scope
from paperknife.page.metadata import Metadata, is_web_address, metadata_of, saved_from
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Resources, find, joined
from paperknife.page.tree import attribute, children, parse
from paperknife.page.writing import Instead, start_tag, write

_DEEPEST = 8
_MOST_FRAMES = 200
_MOST_CHARACTERS = 32_000_000
_ADDRESSES = ("href", "src", "poster", "data", "background", "data-src", "data-original", "action")
_FRAMES = "iframe, frame"
_SAID_OF_FRAMES = "id class name title style hidden aria-hidden aria-label width height frameborder".split()
_BODY_COLOURS = {"bgcolor": "background-color", "text": "color"}  # attributes of old, as CSS
_COLOUR = re.compile(r"#?\w+")
_DOCTYPE = re.compile(r"(?>\s|\ufeff|<!--.*?-->|<\?[^>]*>)*+(<!doctype[^<>]*>)", re.IGNORECASE | re.DOTALL)


def page_of(
    text: str,
    resources: Resources,
    *,
    format: str,
    title: str = "",
    address: str = "",
    saved: str = "",
    notes: tuple[str, ...] = (),
) -> Page:
    """The page that the HTML `text` is, with what its container knows of it.

    The container's address and date are surer than what the page says; its title is used only where the page has none.
    """
    tree = parse(text)
    metadata = metadata_of(tree).known(address=address, saved=saved)
    if not metadata.title:
        metadata = metadata.known(title=title)
    open_shadows(tree, text)
    if "frame" in text or "FRAME" in text:
        tree = _with_frames(_without_frameset(tree), resources, metadata)
    doctype = match[1] if (match := _DOCTYPE.match(text)) else ""
    return Page(tree=tree, metadata=metadata, resources=resources, format=format, notes=notes, doctype=doctype)


def _without_frameset(tree: LexborHTMLParser) -> LexborHTMLParser:
    """A page of frames as a page whose body holds them in boxes, arranged as they were; any other tree as it is."""
    frameset = tree.css_first("frameset")
    if frameset is None:
        return tree

    def box(node: LexborNode, tag: str) -> str | Instead | None:
        if tag == "frameset":
            sides = [(name, node.attributes[name]) for name in ("rows", "cols") if node.attributes.get(name)]
            return start_tag("div", [("data-frameset", ""), *sides])
        return Instead(start_tag("iframe", node.attributes.items()) + "</iframe>\n") if tag == "frame" else None

    head = tree.head.html if tree.head is not None else ""
    return parse(f"<!DOCTYPE html><html>{head}<body>\n{write(frameset, box)}\n</body></html>")


@dataclass(frozen=True, slots=True)
class _Frame:
    """An element that stands for a document; its address is to be joined with `base`; it lies `depth` frames deep."""

    node: LexborNode
    base: str
    depth: int


def _with_frames(tree: LexborHTMLParser, resources: Resources, metadata: Metadata) -> LexborHTMLParser:
    """Puts the content of every frame whose document was saved in its place, frames within frames too."""
    own = Page(tree=tree, metadata=metadata).base
    waiting = [_Frame(node, own, 0) for node in tree.css(_FRAMES)]
    count, characters = 0, 0
    while waiting:
        frame = waiting.pop(0)
        document = _document(frame, resources)
        if document is None:
            continue
        text, base, address = document
        count, characters = count + 1, characters + len(text)
        if count > _MOST_FRAMES or characters > _MOST_CHARACTERS:
            break
        inner = parse(text)
        open_shadows(inner, text)
        inner = _without_frameset(inner)
        place = _placed(tree, frame.node, inner, saved_from(inner) or address)
        element = inner.css_first("base[href]")
        said = attribute(element, "href").strip() if element else ""
        if said not in ("", ".", "./"):
            base = joined(base, said)
        if base != frame.base:
            _rebase(place, base)
        if frame.depth < _DEEPEST:
            waiting.extend(_Frame(node, base, frame.depth + 1) for node in place.css(_FRAMES))
    return tree


def _document(frame: _Frame, resources: Resources) -> tuple[str, str, str] | None:
    """(text, base, address) of the document in a frame; None if it was not saved, or is no HTML."""
    attributes = frame.node.attributes
    if attributes.get("srcdoc"):
        return attributes["srcdoc"] or "", frame.base, "about:srcdoc"
    source = attribute(frame.node, "src").strip()
    if not source or source.startswith(("about:", "javascript:", "#")):
        return None
    found = find(resources, source, frame.base)
    if found is None or not _is_document(found):
        return None
    address = found.address or (source if is_web_address(source) else "")
    base = found.address or (frame.base if source[:5].lower() in ("data:", "blob:") or source[:4] == "cid:" else source)
    return decode(found.data, found.charset), base, address


def _is_document(resource: Resource) -> bool:
    """Whether a frame's file is HTML; frames saved without a type, or under a wrong one, tell by their tags."""
    if not resource.data.strip() or is_binary(resource.data[:4096]):
        return False
    return resource.mime in ("text/html", "application/xhtml+xml") or (
        resource.mime in ("", "text/plain") and resource.data.lstrip()[:1] == b"<"
    )


def _placed(tree: LexborHTMLParser, node: LexborNode, inner: LexborHTMLParser, address: str) -> LexborNode:
    """Puts the content of the document `inner` where the frame `node` stands; gives the element that holds it.

    It keeps what the frame's element says of itself, for rules judge by it, and stays hidden if the frame was.
    """
    place = tree.create_node("div")
    attributes = node.attributes
    for name in _SAID_OF_FRAMES:
        if name in attributes:
            place.attrs[name] = attributes[name] or ""
    if any((attributes.get(side) or "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height")):
        place.attrs["hidden"] = ""
    place.attrs["data-frame"] = address
    for sheet in inner.css(SHEETS):
        scope(sheet)
        if sheet.parent is not None and sheet.parent.tag == "head":
            place.insert_child(sheet)
    if inner.body is not None and (colours := _colours(inner.body)):
        place.attrs["style"] = f"{colours}; {place.attributes.get('style') or ''}"
    for child in children(inner.body) if inner.body is not None else ():
        place.insert_child(child)
    node.replace_with(place, move=True)
    return place


def _colours(body: LexborNode) -> str:
    """What an old page says of its colours in its body's attributes, as CSS."""
    said = {css: attribute(body, name).strip() for name, css in _BODY_COLOURS.items()}
    return "; ".join(f"{css}: {colour}" for css, colour in said.items() if _COLOUR.fullmatch(colour))


def _rebase(place: LexborNode, base: str) -> None:
    """Joins the addresses in a frame's content with the frame's own, for the page around it lies elsewhere."""
    for name in _ADDRESSES:
        for node in place.css(f"[{name}]"):
            value = attribute(node, name).strip()
            if value and not value.startswith("#"):
                node.attrs[name] = joined(base, value)
