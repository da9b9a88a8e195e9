"""Takes the images of a clipping out of the saved page: which bytes, under which name, and what their links become."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from paperknife.clipping.svg import safe_svg
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute, parse
from paperknife.page.writing import Instead, escape, start_tag, write

FindImage = Callable[[str], Resource | None]

# Stands for the folder of the images until it is known where the clipping is saved.
FOLDER = "clipping-images"
_PLACED = re.compile(rf"{FOLDER}/(?=[0-9a-f]{{16}}\.[a-z]{{3,4}}\b)")
_ACTING = re.compile(r"(?:javascript|vbscript|data|blob|file):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """One image of a clipping: the name of its file, its bytes, and the address that it had in the page."""

    name: str
    data: bytes
    address: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)


def take_images(html: str, find_image: FindImage, *, leave_out: bool = False) -> tuple[str, tuple[Picture, ...]]:
    """`html` with every image that was saved linked to its file in FOLDER, and these images.

    An image that was not saved keeps its address; one that has none outside the page is its alternative text.
    With `leave_out` all images are gone. Links that would run something lose their address.
    """
    body = parse(html).body
    if body is None:
        return "", ()
    taken = _Taken(find_image)

    def choose(node: LexborNode, tag: str) -> str | Instead | None:
        if node is body or tag == "-text":
            return ""
        attributes = list(node.attributes.items())
        if tag == "img":
            return None if leave_out else taken.img(node, attributes)
        if tag == "a" and _ACTING.match(re.sub(r"[\s\x00-\x1f]", "", attribute(node, "href"))):
            attributes = [pair for pair in attributes if pair[0] != "href"]
        return start_tag(tag, attributes)

    return write(body, choose), tuple(taken.pictures.values())


def in_folder(markdown: str, folder: str) -> str:
    """`markdown` with the images in `folder`, a relative path with slashes, percent-encoded once."""
    return _PLACED.sub(f"{quote(folder)}/", markdown)


def out_of_folder(markdown: str, folder: str) -> str:
    """The reverse of `in_folder`."""
    placed = re.compile(rf"(?<![^\s(<\"'\[]){re.escape(quote(folder))}/(?=[0-9a-f]{{16}}\.[a-z]{{3,4}}\b)")
    return placed.sub(f"{FOLDER}/", markdown)


def picture(resource: Resource, address: str = "") -> Picture | None:
    """The image under the name that its content gives it; None if notes cannot show its kind."""
    data, suffix = resource.data, suffix_of(resource.data)
    if suffix == "svg":
        safe = safe_svg(data)
        if safe is None:
            return None
        data = safe
    return Picture(f"{hashlib.sha256(data).hexdigest()[:16]}.{suffix}", data, address) if suffix else None


def suffix_of(data: bytes) -> str:
    """The kind of image, by its first bytes alone: "png", "jpg" …; "" for what Obsidian and browsers do not show."""
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and re.search(rb"avi[fs]", data[8:64]):
        return "avif"
    if data[:2] == b"BM" and len(data) > 26 and data[6:10] == bytes(4):
        return "bmp"
    return "svg" if _SVG_HEAD.match(data[:4000]) else ""


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x00\x00\x01\x00", "ico"),
)
_SVG_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>)\s*)*<(?:\w+:)?svg[\s/>]",
    re.DOTALL,
)


class _Taken:
    """The images taken so far, by the address in the page; each content is kept once."""

    def __init__(self, find_image: FindImage) -> None:
        self.find_image = find_image
        self.pictures: dict[str, Picture] = {}
        self._by_address: dict[str, Picture | None] = {}

    def img(self, node: LexborNode, attributes: list[tuple[str, str | None]]) -> str | Instead:
        address, alt = attribute(node, "src").strip(), attribute(node, "alt")
        found = self._found(address)
        if found is None and _ACTING.match(address):
            return Instead(escape(alt))
        source = f"{FOLDER}/{found.name}" if found else address
        kept = [(name, value) for name, value in attributes if name not in ("src", "srcset")]
        return start_tag("img", [("src", source), *kept])

    def _found(self, address: str) -> Picture | None:
        if not address:
            return None
        if address not in self._by_address:
            resource = self.find_image(address)
            found = picture(resource, address) if resource is not None else None
            self._by_address[address] = found
            if found is not None:
                self.pictures.setdefault(found.name, found)
        return self._by_address[address]
