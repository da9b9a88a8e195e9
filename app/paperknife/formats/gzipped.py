"""Any of the other formats, compressed with gzip."""

import zlib
from collections.abc import Iterator

from paperknife.errors import DamagedFile, TooLarge
from paperknife.formats.source import Progress, Source
from paperknife.page.page import Page

LIMIT = 256_000_000
_STEP = 1_000_000


def looks_like(source: Source) -> bool:
    """Whether the first bytes are those of gzip (RFC 1952) with deflate, its only method."""
    return source.head(3) == b"\x1f\x8b\x08"


def read(source: Source, progress: Progress) -> Iterator[Page | Source]:
    """The file inside. One that was cut off is opened as far as it goes. Raises DamagedFile, TooLarge."""
    name = source.name.removesuffix(".gz")
    data = unpacked(source, progress)
    if not data:
        raise DamagedFile(source.label, "gzip file")
    yield source.inner(name, data)


def unpacked(source: Source, progress: Progress) -> bytes:
    """What lies in all members of the file, up to the first damage. Raises TooLarge."""
    found = bytearray()
    with source.open() as file:
        inflate = zlib.decompressobj(wbits=31)
        rest = file.read(_STEP)
        while rest:
            try:
                found += inflate.decompress(rest, _STEP)
            except zlib.error:
                break
            if len(found) > LIMIT:
                raise TooLarge(source.label, len(found), LIMIT)
            if inflate.eof:
                rest = inflate.unused_data or file.read(_STEP)
                inflate = zlib.decompressobj(wbits=31)
            else:
                rest = inflate.unconsumed_tail or file.read(_STEP)
            progress(min(0.9, file.tell() / max(1, source.size)))
    return bytes(found)
