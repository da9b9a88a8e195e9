"""Which file an image really shows: lazy attributes, srcset, <picture> and <noscript> looked through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from paperknife.page.page import Page
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute

# Where scripts keep the real address until it is wanted, and where they keep others of the same picture.
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-actualsrc",
    "data-srcset",
    "data-lazy-srcset",
    "data-original-set",
)
_OTHERS = ("data-url", "data-image", "data-hi-res-src", "data-full-src", "data-large-file")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wxh])(?:\s+\d+h)?)?\s*(?:,(?=\s)|,?$|,(?=\S))")
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|transparent|lazy|loading|loader|1x1|grey|gray)[^/]*\.(?:gif|png|svg|jpe?g|webp)",
    re.IGNORECASE,
)
_TINY = 200  # characters of a data: address that is too short for a picture, even a blurred one
_TINY_DRAWING = 400
_VARIABLE = re.compile(r"background-image:\s*var\((--sf-img-\d+)\)")
_LONGEST_SRCSET = 20_000


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the page: its absolute address ("" if it never had one), and its bytes if they were saved."""

    address: str
    alt: str
    resource: Resource | None


def image_of(page: Page, node: LexborNode) -> Image:
    """What the <img> element `node` shows: the best source that was saved with the page, else the best one named."""
    named = list(dict.fromkeys((*_in_sheet(page, node), *_sources(node))))
    alt = attribute(node, "alt")
    for source in named:
        resource = page.resource(source)
        if resource is not None and resource.data:
            return Image(_findable(page, source), alt, resource)
    real = [source for source in named if source[:5].lower() not in ("data:", "blob:")] or named
    return Image(page.absolute(real[0]) if real else "", alt, None)


def _findable(page: Page, source: str) -> str:
    """The absolute address if the file is found by it, else the one that stands in the page."""
    if source[:5].lower() == "data:":
        return source
    absolute = page.absolute(source)
    return absolute if page.resource(absolute) is not None else source


def _in_sheet(page: Page, node: LexborNode) -> list[str]:
    """SingleFile shows an image that it keeps in a style sheet as the background of an empty one."""
    name = _VARIABLE.search(attribute(node, "style"))
    return [page.images_in_sheets[name[1]]] if name and name[1] in page.images_in_sheets else []


def _sources(node: LexborNode) -> Iterator[str]:
    """Addresses that the element names, best first."""
    src = attribute(node, "src").strip()
    lazy = [source for name in _LAZY for source in _addresses(name, attribute(node, name))]
    listed = list(largest_first(attribute(node, "srcset")))
    parent = node.parent
    if parent is not None and parent.tag == "picture":
        for other in parent.css("source"):
            listed.extend(largest_first(attribute(other, "srcset") or attribute(other, "data-srcset")))
    if src and not is_stand_in(src):
        yield from (*lazy, src, *listed) if lazy else (src, *listed)
        return
    others = [source for name in _OTHERS for source in _addresses(name, attribute(node, name))]
    named = (*lazy, *_in_noscript(node), *others, *listed)
    real = [source for source in named if source[:5].lower() != "data:"]
    yield from real or ([src] if src else listed)


def candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """(address, descriptor) of each candidate of a srcset, the descriptor as in "2x", "300w" or ""
    (HTML, section 4.8.4.2.1)."""
    for match in _CANDIDATE.finditer(srcset[:_LONGEST_SRCSET]):
        yield match.group(1), f"{match.group(2)}{match.group(3)}" if match.group(2) else ""


def largest_first(srcset: str) -> list[str]:
    """The addresses of a srcset, the largest first."""
    return [address for address, size in sorted(candidates(srcset), key=lambda candidate: -_size(candidate[1]))]


def _size(descriptor: str) -> float:
    """What a candidate is worth beside the others: its width, or its density as if it were 1000 wide."""
    try:
        return float(descriptor[:-1]) * (1_000 if descriptor.endswith("x") else 1) if descriptor else 1.0
    except ValueError:
        return 1.0


def _addresses(name: str, value: str) -> list[str]:
    value = value.strip()
    if not value or value.startswith("{"):
        return []
    return largest_first(value) if name.endswith("set") else [value]


def is_stand_in(source: str) -> bool:
    """Whether an address is that of the empty picture shown until the real one is loaded."""
    if source[:5].lower() == "data:":
        return len(source) < (_TINY_DRAWING if "svg" in source[:20].lower() else _TINY)
    return source in ("#", "about:blank") or bool(_STAND_IN.search(source))


def _in_noscript(node: LexborNode) -> list[str]:
    """The address of the same image in a <noscript> next to the element, or to the element that holds only it."""
    for place in (node, node.parent):
        if place is None:
            continue
        for other in (place.next, place.prev):
            while other is not None and other.is_text_node and not (other.text_content or "").strip():
                other = other.next if other is place.next else other.prev
            if other is not None and other.tag == "noscript" and (image := other.css_first("img[src]")) is not None:
                return [attribute(image, "src")]
    return []
