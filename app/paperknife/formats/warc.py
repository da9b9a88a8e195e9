"""Web archives of crawlers and of ArchiveWeb.page: WARC (ISO 28500), ARC, and WACZ, which is a zip of WARCs."""

import json
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from paperknife.errors import DamagedFile, NoPageInside, TooLarge
from paperknife.formats import http
from paperknife.formats.archived import Archived, Unpack
from paperknife.formats.charset import decode
from paperknife.formats.dates import date_of_digits
from paperknife.formats.document import page_of
from paperknife.formats.gzipped import unpacked
from paperknife.formats.html import is_html
from paperknife.formats.source import Progress, Source
from paperknife.formats.unzip import Zip, is_zip
from paperknife.page.metadata import iso_date
from paperknife.page.page import Page
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute

logging.getLogger("warcio").addHandler(logging.NullHandler())

_LARGEST_BODY = 64_000_000
_MOST_RECORDS = 1_000_000
_BEGINNING = re.compile(rb"\s*(?:WARC/\d|filedesc:|https?://\S.* \d+\.\d+\.\d+\.\d+ \d{14} )")
_BROKEN = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    zlib.error,
)
_DOCUMENTS = ("text/html", "application/xhtml+xml")


# warcio tells no types.
class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's reader, without its remarks on standard error."""

    INC_RECORD = ""
    GZIP_ERR_MSG = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a record that holds a file lies: in `source`, `offset` bytes from its beginning."""

    source: Source
    offset: int
    address: str
    mime: str
    charset: str
    saved: str
    digest: str

    def resource(self) -> Resource | None:
        """The file, with what its server did to it undone; None if the record cannot be read after all."""
        with self.source.open() as file:
            file.seek(self.offset)
            try:
                record = next(iter(_Records(file, arc2warc=True)))
                raw = record.raw_stream.read(_LARGEST_BODY)
            except (*_BROKEN, StopIteration):
                return None
        return Resource(http.body_of(raw, record.http_headers), self.mime, self.charset, self.address)


def looks_like(source: Source) -> bool:
    """Whether it begins like a WARC or an ARC, itself or within gzip, or is a zip with a datapackage."""
    head = source.head(8192)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 512)
        except zlib.error:
            return False
    if _BEGINNING.match(head[:512]):
        return True
    return is_zip(source) and "datapackage.json" in Zip(source)


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """A page for each HTML document that is not the frame of another one, or for those that the WACZ lists.

    The file is read once from end to end for the places of its records; bodies are read when they are needed.
    Raises NoPageInside, DamagedFile.
    """
    archive = Zip(source) if is_zip(source) else None
    sources = [source] if archive is None else _inside(archive, source)
    captures: list[Capture] = []
    damaged = False
    for number, each in enumerate(sources):
        found, sound = _captures(each, partial(_advance, progress, number, len(sources)))
        captures += found
        damaged = damaged or not sound
    count = 0
    listed = _listed(archive) if archive is not None else {}
    notes = ("The archive is damaged; only what stands before the damage was read.",) if damaged else ()
    for page in _pages(captures, listed, notes):
        count += 1
        yield page
    if not count:
        raise DamagedFile(source.label, "web archive") if damaged else NoPageInside(source.label, "web archive")


def _advance(progress: Progress, number: int, count: int, share: float) -> None:
    progress(0.8 * (number + share) / count)


def _inside(archive: Zip, source: Source) -> list[Source]:
    """The WARC files of a WACZ."""
    names = [name for name in archive.names if name.endswith((".warc", ".warc.gz"))]
    return [source.inner_file(name, archive.chunks(name)) for name in sorted(names)]


def _captures(source: Source, progress: Progress) -> tuple[list[Capture], bool]:
    """(the records that hold files, whether the archive could be read to its end)."""
    found: list[Capture] = []
    with source.open() as file:
        sound = _index(source, file, found, progress)
    if sound or source.head(2) != b"\x1f\x8b":
        return found, sound
    # One gzip stream around all records, perhaps, in which no record can be reached by itself.
    try:
        whole = source.inner(source.name, unpacked(source, progress))
    except TooLarge:
        return found, False
    more: list[Capture] = []
    with whole.open() as file:
        sound = _index(whole, file, more, progress)
    return (more, sound) if len(more) > len(found) else (found, False)


def _index(source: Source, file: BinaryIO, found: list[Capture], progress: Progress) -> bool:
    """Adds the records of `file`; False if it broke off."""
    records = _Records(file, arc2warc=True)
    try:
        for number, record in enumerate(records):
            capture = _capture(source, records, record)
            if capture is not None:
                found.append(capture)
            progress(min(1.0, file.tell() / max(1, source.size)))
            if number >= _MOST_RECORDS:
                return False
    except _BROKEN:
        return False
    finally:
        records.close()
    return bool(records.err_count == 0)


def _capture(source: Source, records: ArchiveIterator, record: Any) -> Capture | None:
    """The place of a record with a file in it; None for requests, revisits, errors and the archive's own notes."""
    kind, header, answer = record.rec_type, record.rec_headers, record.http_headers
    if kind not in ("response", "resource"):
        return None
    if answer is not None and kind == "response" and answer.get_statuscode() != "200":
        return None
    stated = (answer.get_header("Content-Type") if answer is not None else header.get_header("Content-Type")) or ""
    mime, charset = http.media_type(stated)
    address = header.get_header("WARC-Target-URI") or ""
    saved = iso_date(header.get_header("WARC-Date") or "") or date_of_digits(header.get_header("archive-date") or "")
    digest = header.get_header("WARC-Payload-Digest") or ""
    return Capture(source, records.get_record_offset(), address, mime, charset, saved, digest) if address else None


def _listed(archive: Zip) -> dict[str, str]:
    """{address: title} of the pages that pages/pages.jsonl names (WACZ, section 5.2); {} without it."""
    found: dict[str, str] = {}
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        for line in archive.read(name).splitlines()[:100_000] if name in archive else ():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                found.setdefault(entry["url"], str(entry.get("title") or ""))
        if found:
            break
    return found


def _pages(captures: list[Capture], listed: dict[str, str], notes: tuple[str, ...]) -> Iterator[Page]:
    by_address: dict[str, Unpack] = {}
    for capture in captures:
        by_address.setdefault(capture.address, partial(Capture.resource, capture))
    documents = [capture for capture in captures if capture.mime in _DOCUMENTS]
    chosen = [capture for capture in documents if capture.address in listed] or documents
    files = Archived(by_address)
    frames: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for capture in chosen:
        if capture.address in frames or (capture.address, capture.digest) in seen:
            continue
        seen.add((capture.address, capture.digest))
        resource = capture.resource()
        if resource is None or not is_html(resource.data[:65_536]):
            continue
        page = page_of(
            decode(resource.data, capture.charset),
            files.at(capture.address),
            format="warc",
            address=capture.address,
            saved=capture.saved,
            title=_title(listed, capture.address),
            notes=notes,
        )
        frames.update(attribute(frame, "data-frame") for frame in page.tree.css("[data-frame]"))
        yield page


def _title(listed: dict[str, str], address: str) -> str:
    title = listed.get(address, "")
    return "" if title == address else title
