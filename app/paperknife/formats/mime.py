"""MIME messages (RFC 2045–2047, 2557): their parts, found in the bytes without copying, decoded when asked for."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property

from paperknife.formats.charset import decode
from paperknife.page.resources import Resource

_FIELD = re.compile(rb"[!-9;-~]+:[ \t\r\n]?")
_BLANK = re.compile(rb"\r?\n[ \t]*(?:\r?\n|$)|\r\r")
_LINE_END = re.compile(rb"\r?\n|\r")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LONGEST_HEAD = 262_144
_DEEPEST = 12
_MOST_PARTS = 50_000


@dataclass(frozen=True)
class Part:
    """A part of a message: its header, and where its body lies in `data`."""

    header: Message
    data: bytes
    start: int
    end: int

    @cached_property
    def type(self) -> str:
        """The media type, in lower case; "text/plain" where none is given, as RFC 2045 has it."""
        return self.header.get_content_type()

    @cached_property
    def charset(self) -> str:
        found = self.header.get_param("charset")
        return found if isinstance(found, str) else ""

    def field(self, name: str) -> str:
        """A header field as one line of text, with encoded words read; "" if there is none."""
        raw = next((value for known, value in self.header.raw_items() if known.lower() == name.lower()), "")
        return words(str(raw))

    def body(self) -> bytes:
        """The content, with its transfer encoding undone. Broken base64 gives what can be read of it."""
        raw = self.data[self.start : self.end]
        encoding = str(self.header.get("Content-Transfer-Encoding") or "").strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(raw)
        return _base64(raw) if encoding == "base64" else raw

    def resource(self) -> Resource:
        return Resource(self.body(), self.type, self.charset, self.location)

    @cached_property
    def location(self) -> str:
        """Content-Location, without the line breaks that some programs put into long ones."""
        return re.sub(r"\s*\n\s*", "", self.field("Content-Location")).strip()

    @cached_property
    def id(self) -> str:
        """Content-ID without its brackets."""
        return self.field("Content-ID").strip().strip("<>")


def is_message(head: bytes) -> Message | None:
    """The header block that `head`, a file's first bytes, begins with, if it is one that MIME knows; else None."""
    start = _start(head)
    if not _FIELD.match(head, start):
        return None
    header = _header(head, start)[0]
    known = any(name in header for name in ("MIME-Version", "Content-Location", "Snapshot-Content-Location"))
    return header if known or "/" in str(header.get("Content-Type") or "") else None


def parts_of(data: bytes) -> tuple[Part, list[Part]]:
    """(the message as a whole, its parts in order); nested parts are laid flat.

    A part that only holds others is left out. A message that was cut off gives the parts up to there.
    """
    whole = _part(data, _start(data), len(data))
    leaves: list[Part] = []
    waiting = [(whole, 0)]
    while waiting and len(leaves) < _MOST_PARTS:
        part, depth = waiting.pop()
        boundary = part.header.get_boundary() if part.type.startswith("multipart/") else None
        if not boundary or depth > _DEEPEST:
            leaves.append(part)
            continue
        inner = [_part(data, start, end) for start, end in _between(data, boundary, part.start, part.end)]
        waiting.extend((each, depth + 1) for each in reversed(inner))
    return whole, leaves


def words(value: str) -> str:
    """A header's text with RFC 2047's encoded words read; raw bytes in it are read as the charset they look like."""
    pieces = []
    if not value.isascii():
        return " ".join(decode(value.encode("utf-8", "surrogateescape"), markup=False).split())
    try:
        found = decode_header(value)
    except (ValueError, LookupError, binascii.Error):
        return value
    for piece, charset in found:
        raw = piece if isinstance(piece, bytes) else piece.encode("ascii")
        pieces.append(decode(raw, charset or "", markup=False))
    return " ".join("".join(pieces).split())


def _start(data: bytes) -> int:
    """Where the header begins: after a byte order mark, blank lines, and the "From " line of a mailbox."""
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while data[start : start + 1] in (b"\r", b"\n", b" ", b"\t"):
        start += 1
    if data.startswith(b"From ", start):
        line = _LINE_END.search(data, start, start + 1000)
        start = line.end() if line else start
    return start


def _part(data: bytes, start: int, end: int) -> Part:
    header, body = _header(data, start, end)
    return Part(header, data, min(body, end), end)


def _header(data: bytes, start: int, end: int | None = None) -> tuple[Message, int]:
    """(header, where the body begins) of the part at `start`; a part that begins with a blank line has no header."""
    end = len(data) if end is None else end
    first = _LINE_END.match(data, start, end)
    if first:
        return Message(), first.end()
    blank = _BLANK.search(data, start, min(end, start + _LONGEST_HEAD))
    stop = blank.end() if blank else min(end, start + _LONGEST_HEAD)
    return BytesHeaderParser().parsebytes(data[start:stop]), stop


def _between(data: bytes, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the parts that lines of `boundary` divide."""
    mark = b"--" + boundary.encode("ascii", "surrogateescape")
    opened = -1
    at = data.find(mark, start, end)
    while at >= 0:
        after = at + len(mark)
        line = _LINE_END.search(data, after, min(end, after + 200))
        stop = line.end() if line else min(end, after + 200)
        tail = data[after:stop].strip()
        if (at == start or data[at - 1 : at] in (b"\n", b"\r")) and tail in (b"", b"--"):
            if opened >= 0:
                yield opened, max(opened, at - (2 if data[at - 2 : at] == b"\r\n" else 1))
            opened = stop if not tail else -1
            if tail:
                return
        at = data.find(mark, after, end)
    if opened >= 0:
        yield opened, end


def _base64(raw: bytes) -> bytes:
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        kept = _NOT_BASE64.sub(b"", raw)
        return binascii.a2b_base64(kept[: len(kept) // 4 * 4])
