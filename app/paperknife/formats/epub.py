"""EPUB: a book, whose chapters are the pages, in the order in which they are read."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote
from xml.etree import ElementTree

from paperknife.errors import DamagedFile, LockedFile, NoPageInside
from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.source import Progress, Source
from paperknife.formats.unzip import Zip, is_zip
from paperknife.page.metadata import iso_date
from paperknife.page.page import Page
from paperknife.page.tree import VOID, one_line

_CONTAINER = "META-INF/container.xml"
_CLOSED = re.compile(r"<([A-Za-z][\w:-]*)((?:\s[^<>]*?)?)\s*/>")
_XHTML = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says: the book's facts, and the entries of its chapters in reading order."""

    title: str
    authors: tuple[str, ...]
    language: str
    published: str
    chapters: tuple[str, ...]


def looks_like(source: Source) -> bool:
    """Whether it is a zip with the container file that EPUB asks for (OCF 3.2, section 4.2.6.3.1)."""
    return is_zip(source) and _CONTAINER in Zip(source)


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """A page for each chapter that shows something. Raises NoPageInside, DamagedFile, LockedFile."""
    archive = Zip(source)
    book = _book(archive, source)
    if not book.chapters and "META-INF/encryption.xml" in archive:
        raise LockedFile(source.label)
    count = 0
    for number, name in enumerate(book.chapters):
        text = _CLOSED.sub(_as_html, decode(archive.read(name)))
        page = page_of(text, archive.files(name), format="epub")
        if page.tree.body is not None and (page.tree.body.text(deep=True).strip() or page.tree.css_first("img, image")):
            count += 1
            facts = page.metadata
            yield replace(
                page,
                metadata=replace(
                    facts,
                    title=facts.title or book.title,
                    byline=facts.byline or book.authors,
                    language=facts.language or book.language,
                    published=facts.published or book.published,
                    site=facts.site or book.title,
                ),
            )
        progress((number + 1) / len(book.chapters))
    if not count:
        raise NoPageInside(source.label, "book")


def _as_html(match: re.Match[str]) -> str:
    """An element that XML closes in its start tag, as HTML needs it."""
    name, attributes = match[1], match[2]
    return f"<{name}{attributes}>" if name.lower() in VOID else f"<{name}{attributes}></{name}>"


def _book(archive: Zip, source: Source) -> _Book:
    package = next(
        (node.get("full-path", "") for node in _xml(archive, _CONTAINER, source).iter() if _local(node) == "rootfile"),
        "",
    )
    if package not in archive:
        raise DamagedFile(source.label, "EPUB", "its list of contents is missing")
    root = _xml(archive, package, source)
    facts: dict[str, list[str]] = {}
    items: dict[str, tuple[str, str]] = {}
    spine: list[str] = []
    for node in root.iter():
        name = _local(node)
        if name in ("title", "creator", "language", "date"):
            facts.setdefault(name, []).append(one_line(node.text or ""))
        elif name == "item":
            items[node.get("id", "")] = (node.get("href", ""), node.get("media-type", ""))
        elif name == "itemref" and node.get("linear") != "no":
            spine.append(node.get("idref", ""))
    folder = posixpath.dirname(package)
    chapters = (
        posixpath.normpath(posixpath.join(folder, unquote(items[name][0])))
        for name in spine
        if name in items and items[name][1] in _XHTML
    )
    return _Book(
        title=next(iter(facts.get("title", [])), ""),
        authors=tuple(filter(None, facts.get("creator", []))),
        language=next(iter(facts.get("language", [])), ""),
        published=iso_date(next(iter(facts.get("date", [])), "")),
        chapters=tuple(name for name in chapters if name in archive),
    )


def _xml(archive: Zip, name: str, source: Source) -> ElementTree.Element:
    """An entry as XML. One that declares entities is refused: no book needs them, bombs do."""
    data = archive.read(name)
    if b"<!ENTITY" in data:
        raise DamagedFile(source.label, "EPUB", "its list of contents declares entities")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise DamagedFile(source.label, "EPUB", "its list of contents cannot be read") from error


def _local(node: ElementTree.Element) -> str:
    return str(node.tag).rpartition("}")[2]
