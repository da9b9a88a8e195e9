"""Where the pictures and players of the original find their files: `src`, `srcset`, `<picture>`, `<object>`."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from paperknife.page.images import candidates, image_of, is_stand_in
from paperknife.page.page import Page
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute

AddressOf = Callable[[Resource], str]
Attributes = list[tuple[str, str | None]]

PLAYERS = ("video", "audio")
_EMBEDS = ("object", "embed")
TAGS = frozenset(("img", "input", "source", "iframe", *PLAYERS, *_EMBEDS))
_NOTHING = "data:,"  # what browsers take for an image that cannot be shown
_MAGIC = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def attributes(page: Page, node: LexborNode, tag: str, address_of: AddressOf) -> Attributes:
    """The attributes by which an element finds its pictures now; `data-missing` for what was not saved."""
    if tag == "img" or (tag == "input" and attribute(node, "type").lower() == "image"):
        return _image(page, node, address_of)
    if tag == "source" and node.parent is not None and node.parent.tag == "picture":
        return _choices(page, node, address_of)
    if tag in PLAYERS or (tag == "source" and node.parent is not None and node.parent.tag in PLAYERS):
        resource = page.resource(attribute(node, "src"))
        return [("src", address_of(resource))] if resource else []
    if tag in _EMBEDS:
        resource = page.resource(attribute(node, "data") or attribute(node, "src"))
        drawn = resource is not None and media_type(resource).startswith("image/")
        return [("style", f'content: url("{address_of(resource)}")')] if resource is not None and drawn else []
    if tag == "iframe" and not attribute(node, "src").startswith(("about:", "javascript:")):
        source = attribute(node, "src").strip()
        return [("data-missing", page.absolute(source))] if source else []
    return []


def media_type(resource: Resource) -> str:
    """The media type that the file was saved with, else that of a kind of picture, else the type of anything."""
    if resource.mime:
        return resource.mime
    head = resource.data[:1024]
    found = next((mime for magic, mime in _MAGIC.items() if head.startswith(magic)), "")
    return found or ("image/svg+xml" if b"<svg" in head else "application/octet-stream")


def _image(page: Page, node: LexborNode, address_of: AddressOf) -> Attributes:
    image = image_of(page, node)
    source = attribute(node, "src")
    if "--sf-img-" in attribute(node, "style"):  # the image is its background
        resource = page.resource(source)
    else:
        resource = image.resource or page.resource(source)
    if resource is None or not resource.data:
        return [("src", _NOTHING), ("data-missing", image.address)]
    choices = [] if is_stand_in(source) else _choices(page, node, address_of)
    return [("src", address_of(resource)), *choices]


def _choices(page: Page, node: LexborNode, address_of: AddressOf) -> Attributes:
    """The candidates that were saved; without any, none."""
    saved = []
    for address, descriptor in candidates(attribute(node, "srcset")):
        resource = None if is_stand_in(address) else page.resource(address)
        if resource is not None and resource.data:
            saved.append(f"{address_of(resource)} {descriptor}".strip())
    if not saved:
        return []
    sizes = attribute(node, "sizes")
    return [("srcset", ", ".join(saved)), *([("sizes", sizes)] if sizes else [])]
