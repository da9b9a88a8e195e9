"""A picture opened alone, or one that a browser saved in the place of a page."""

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

from paperknife.formats.source import Progress, Source
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse

LIMIT = 256_000_000
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)


def looks_like(source: Source) -> bool:
    """Whether the first bytes are those of an image that browsers show."""
    return bool(type_of(source.head(4096)))


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """A page with nothing but the picture."""
    data = source.data(LIMIT)
    progress(0.5)
    yield page_of_image(Resource(data, type_of(data[:4096])), quote(source.name) or "image")


def page_of_image(resource: Resource, address: str, format: str = "image") -> Page:
    """The page that shows `resource`, which is found under `address`."""
    tree = parse(f'<!DOCTYPE html><html><head></head><body><img src="{html.escape(address)}"></body></html>')
    return Page(tree=tree, metadata=Metadata(), resources=Stored({address: resource}), format=format)


_SVG = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->|<!DOCTYPE\s+svg[^>]*>)\s*)*<svg(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def type_of(head: bytes) -> str:
    """The media type of an image by its first bytes (WHATWG MIME Sniffing); "" if it is none."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"):
        return "image/avif"
    if _SVG.match(head):
        return "image/svg+xml"
    if head[:2] == b"BM" and head[6:10] != b"\x00\x00\x00\x00":
        return ""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
