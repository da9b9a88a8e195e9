"""Opens a file: the one ordered list of formats, each asked by content, never by the file's name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from struct import error as StructError
from typing import Protocol
from zlib import error as Inflating

from paperknife.errors import DamagedFile, EmptyFile, NoPageInside, OpenError, UnknownFormat
from paperknife.formats import (
    clipboard,
    eml,
    epub,
    gzipped,
    html,
    image,
    maff,
    markdown,
    mhtml,
    pdf,
    shortcut,
    singlefile,
    text,
    warc,
    webarchive,
    zipped,
)
from paperknife.formats.magic import kind_of
from paperknife.formats.source import Progress, Source
from paperknife.page.page import Page


class Format(Protocol):
    """What a module of this folder offers to be in the list."""

    __name__: str

    def looks_like(self, source: Source) -> bool:
        """Whether the first and last bytes are of this format. Reads no more than those."""

    def read(self, source: Source, progress: Progress) -> Iterator[Page | Source]:
        """The pages in `source`, and files inside it that are opened in their turn."""


# The first that says yes reads the file: the surest signs come first, plain text last.
FORMATS: tuple[Format, ...] = (
    shortcut,
    webarchive,
    warc,
    singlefile,
    epub,
    maff,
    zipped,
    gzipped,
    image,
    pdf,
    clipboard,
    eml,
    mhtml,
    markdown,
    html,
    text,
)

DEEPEST = 4
# What the libraries raise on bytes that are not what they seemed.
_BROKEN = (
    ValueError,
    LookupError,
    ArithmeticError,
    EOFError,
    OSError,
    MemoryError,
    RecursionError,
    StructError,
    Inflating,
)


def open_path(path: Path, progress: Progress) -> Iterator[Page]:
    """The page or pages in the file or folder `path`. Raises OpenError, or what `progress` raises."""
    yield from open_source(Source.file(path), progress)


def open_source(source: Source, progress: Progress = lambda _share: None) -> Iterator[Page]:
    """The page or pages in `source`, numbered, as they are read. Raises OpenError, or what `progress` raises.

    A damaged file among several in a container is told after the pages of the others.
    """
    number = 0
    for page in _pages(source, progress):
        yield replace(page, number=number, path=str(source.path or ""))
        number += 1
    if not number:
        raise NoPageInside(source.label, "folder" if source.is_folder else "file")
    progress(1.0)


def _pages(source: Source, progress: Progress) -> Iterator[Page]:
    if not source.is_folder and not source.size:
        raise EmptyFile(source.label)
    if source.depth > DEEPEST:
        raise DamagedFile(source.label, "container", "it holds containers within containers without end")
    found = next((known for known in FORMATS if known.looks_like(source)), None)
    if found is None:
        raise UnknownFormat(source.label, kind_of(source.head(4096)))
    failed: OpenError | None = None
    try:
        for part in found.read(source, progress):
            if isinstance(part, Page):
                yield part
                continue
            try:
                yield from _pages(part, progress)
            except OpenError as error:
                failed = failed or error
    except _BROKEN as error:
        raise DamagedFile(source.label, found.__name__.rpartition(".")[2]) from error
    if failed is not None:
        raise failed
