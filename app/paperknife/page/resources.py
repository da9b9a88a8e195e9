"""The images, style sheets and frames that were saved with a page."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, unquote_to_bytes, urljoin

_BASE64 = re.compile(r";\s*base64\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resource:
    """The bytes of one file of a page; its media type, its encoding and the address it was saved from, where known."""

    data: bytes
    mime: str = ""
    charset: str = ""
    address: str = ""


class Resources(Protocol):
    """Finds a saved file by an address just as it stands in the page or its style sheets, joined or not."""

    def get(self, address: str) -> Resource | None: ...


class Stored:
    """Resources held in memory by their addresses, as in a web archive."""

    def __init__(self, by_address: Mapping[str, Resource] | None = None) -> None:
        self._by_address = dict(by_address or {})

    def get(self, address: str) -> Resource | None:
        return self._by_address.get(address)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_address)


class Folder:
    """Files beside a page, found by relative address; nothing outside `root` is ever given."""

    LIMIT = 64_000_000

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def get(self, address: str) -> Resource | None:
        if not address or ":" in address.split("/", 1)[0] or address.startswith(("/", "\\")):
            return None
        try:
            file = (self._root / address).resolve()
            if file.is_relative_to(self._root) and file.is_file() and file.stat().st_size <= self.LIMIT:
                return Resource(file.read_bytes())
        except (OSError, ValueError):
            pass
        return None


def find(resources: Resources, reference: str, base: str = "") -> Resource | None:
    """The file that `reference` stands for in a page with the address `base`.

    Tries, in order: a data: address, the reference as it is, joined with `base`, each without fragment
    and percent-decoded, and without the query.
    """
    reference = reference.strip()
    if not reference or reference.startswith("#"):
        return None
    if reference[:5].lower() == "data:":
        return from_data_address(reference)
    for address in _spellings(reference, base):
        found = resources.get(address)
        if found is not None:
            return found
    return None


def from_data_address(address: str) -> Resource | None:
    """The content of a data: address (RFC 2397); None if it has no comma or bad base64."""
    head, comma, body = address[5:].partition(",")
    if not comma:
        return None
    if _BASE64.search(head):
        try:
            raw = base64.b64decode(unquote_to_bytes(body), validate=False)
        except (binascii.Error, ValueError):
            return None
        return Resource(raw, _BASE64.sub("", head).split(";")[0].strip().lower())
    return Resource(unquote_to_bytes(body), head.split(";")[0].strip().lower() or "text/plain")


def _spellings(reference: str, base: str) -> Iterator[str]:
    tried: set[str] = set()
    for address in (reference, joined(base, reference)):
        plain = address.partition("#")[0]
        for spelling in (address, plain, unquote(plain), unquote(plain).split("?", 1)[0]):
            if spelling and spelling not in tried:
                tried.add(spelling)
                yield spelling


def joined(base: str, reference: str) -> str:
    """`reference` joined with `base` (RFC 3986), or as it is where that cannot be done."""
    try:
        return urljoin(base, reference) if base else reference
    except ValueError:
        return reference
