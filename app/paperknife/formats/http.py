"""What a web server did to a body on its way (RFC 9110, 9112), undone: chunks and compression."""

import re
import zlib
from typing import Protocol

import brotli

LIMIT = 128_000_000
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STEP = 1_000_000


class Headers(Protocol):
    """The header of an answer, as warcio reads it."""

    def get_header(self, name: str) -> str | None: ...


def media_type(stated: str) -> tuple[str, str]:
    """(media type in lower case, charset) of a Content-Type."""
    kind, _, parameters = stated.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else ""


def body_of(raw: bytes, headers: Headers | None) -> bytes:
    """The content of an answer with the body `raw`; a header that claims what the body is not counts for nothing."""
    if headers is None:
        return raw
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        raw = _dechunked(raw)
    for coding in reversed((headers.get_header("Content-Encoding") or "").lower().split(",")):
        raw = _decompressed(raw, coding.strip())
    return raw


def _dechunked(raw: bytes) -> bytes:
    """The chunks put together; what was cut off in a chunk is kept, a body without chunks is given as it is."""
    found: list[bytes] = []
    at = 0
    while match := _CHUNK.match(raw, at):
        size = int(match[1], 16)
        if not size:
            return b"".join(found)
        found.append(raw[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if raw[at : at + 2] == b"\r\n" else 1 if raw[at : at + 1] == b"\n" else 0
    return b"".join(found) if found and at >= len(raw) else raw


def _decompressed(raw: bytes, coding: str) -> bytes:
    """The content of `raw`; as far as it goes if it was cut off, `raw` itself if it is not of that coding."""
    if coding == "br":
        return _unbrotli(raw) or raw
    if coding in ("gzip", "x-gzip"):
        return _inflated(raw, 31) or raw
    return _inflated(raw, 15) or _inflated(raw, -15) or raw if coding == "deflate" else raw


def _inflated(raw: bytes, window: int) -> bytes:
    inflate = zlib.decompressobj(wbits=window)
    try:
        return inflate.decompress(raw, LIMIT)
    except zlib.error:
        pass
    # Damaged somewhere: piece by piece, up to the damage.
    inflate, found = zlib.decompressobj(wbits=window), bytearray()
    for start in range(0, len(raw), 4096):
        try:
            found += inflate.decompress(raw[start : start + 4096], LIMIT)
        except zlib.error:
            break
        if len(found) > LIMIT or inflate.eof:
            break
    return bytes(found)


def _unbrotli(raw: bytes) -> bytes:
    inflate, found = brotli.Decompressor(), bytearray()
    try:
        found += inflate.process(raw, output_buffer_limit=_STEP)
        while not inflate.is_finished() and not inflate.can_accept_more_data() and len(found) < LIMIT:
            found += inflate.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        pass
    return bytes(found)
