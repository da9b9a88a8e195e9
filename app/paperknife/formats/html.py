"""A page as HTML: alone as it was served, or "complete" with its folder of files beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from paperknife.errors import EmptyFile
from paperknife.formats.charset import decode
from paperknife.formats.dates import date_of_digits, date_of_script
from paperknife.formats.document import page_of
from paperknife.formats.magic import is_binary
from paperknife.formats.source import Progress, Source
from paperknife.page.page import Page
from paperknife.page.resources import Folder, Resources, Stored

LIMIT = 64_000_000

_SPACE = rb"(?>\s|\xef\xbb\xbf|<!--.*?-->|<\?.*?>|<!(?!--)[^>]*>)*"
_NAMES = (
    rb"html|head|body|title|meta|link|base|style|script|div|p|span|table|article|section|main|header|nav|h[1-6]|"
    rb"a|u|ul|ol|dl|img|center|font|b|i|em|strong|br|hr|pre|blockquote|figure|form|iframe|frameset|template|noscript"
)
_FIRST = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<!doctype\s+html|<!--\s*saved from url|" + _SPACE + rb"<(?:" + _NAMES + rb")(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_SURE = re.compile(rb"^\s*<(?:!doctype\s+html|html|body)(?=[\s>])", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"</(?:" + _NAMES + rb")\s*>", re.IGNORECASE)


def looks_like(source: Source) -> bool:
    """Whether the text begins with a tag of HTML, or has enough of them further on."""
    return not source.is_folder and is_html(source.head())


def is_html(head: bytes) -> bool:
    """Whether `head`, the first bytes of a file, is HTML rather than text about it."""
    if is_binary(head):
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
        head = head.replace(b"\x00", b"")[2 if head[:1] in b"\xff\xfe" else 0 :]
    head = head.removeprefix(b"\xef\xbb\xbf")
    ends = len(_END.findall(head))
    return (
        bool(_FIRST.match(head))
        or (ends >= 2 and bool(_SURE.search(head[:4096])))
        or (ends >= 5 and ends * 2 >= head.count(b"\n"))
    )


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The page; files are looked up beside it and below, nowhere else. Raises EmptyFile, TooLarge."""
    text = decode(source.data(LIMIT))
    progress(0.3)
    if not text.strip():
        raise EmptyFile(source.label)
    resources: Resources = Folder(source.path.parent) if source.path else Stored()
    yield page_of(text, resources, format="html", notes=_missing(source, text), **provenance(text)._asdict())


_BESIDE = re.compile(r"""["'=](?:\./)?([^"'/<>:=]{1,200}_files)/$""")


def _missing(source: Source, text: str) -> tuple[str, ...]:
    """A note if the page was saved with a folder of files that is not beside it."""
    at = text.find("_files/")
    named = _BESIDE.search(text, max(0, at - 200), at + 7) if at >= 0 and source.path is not None else None
    if named is None or source.path is None or (source.path.parent / unquote(named[1])).is_dir():
        return ()
    return (f"The folder “{unquote(named[1])}” is not beside the page, so its pictures are missing.",)


_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile\S*\s+url:\s*(\S+)\s+saved date:\s*([^\n]*?)\s*(?:\n|-->)")
_SCRAPBOOK = re.compile(r"""<html\b[^>]*?\sdata-scrapbook-source=["']?([^"'\s>]+)[^>]*""", re.IGNORECASE)
_SCRAPBOOK_DATE = re.compile(r"""data-scrapbook-create=["']?(\d{14})""", re.IGNORECASE)
_SAVEPAGE = re.compile(r"""<meta name="savepage-(url|date)" content="([^"]*)\"""", re.IGNORECASE)
_LOOKED_AT = 20_000


class Provenance(NamedTuple):
    """Where a page came from and when, "" where that is unknown."""

    address: str = ""
    saved: str = ""


def provenance(text: str) -> Provenance:
    """What SingleFile, WebScrapBook or Save Page WE wrote into the page about its origin.

    The comment of Chromium and Internet Explorer is read by `page.metadata`.
    """
    head = text[:_LOOKED_AT]
    if match := _SINGLEFILE.search(head):
        return Provenance(match[1], date_of_script(match[2]))
    if match := _SCRAPBOOK.search(head):
        when = _SCRAPBOOK_DATE.search(match[0])
        return Provenance(match[1], date_of_digits(when[1]) if when else "")
    said = {match[1].lower(): match[2] for match in _SAVEPAGE.finditer(head)}
    return Provenance(said.get("url", ""), date_of_script(said.get("date", "")))
