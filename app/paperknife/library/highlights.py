"""Highlights that are kept: one file for each page, in a folder of the library.

Why there, and not in the front matter of the clipping: a page can have highlights before it is clipped, and be clipped
several times; what Obsidian shows as properties stays flat; and a highlight with its note is the reader's own work, so
it lies in the reader's own folder, where it is saved, moved and shared with the clippings, and not with the program's
settings. Each file is a Web Annotation collection with readable names; the page is known again by its address or, if
it is saved without one or has moved, by its longest paragraphs.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from paperknife.clipping.file_name import safe_name
from paperknife.errors import DamagedHighlights, UnreadableFile, WriteError
from paperknife.files import set_aside, write_whole
from paperknife.highlights.annotations import collection_of, page_of
from paperknife.highlights.highlight import Highlight
from paperknife.highlights.marked_page import MarkedPage
from paperknife.library.address import same_page
from paperknife.library.library import make_folder

FOLDER = "highlights"
_NAME_BYTES = 120


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a file holds: a page with its highlights, and annotations of other kinds."""

    page: MarkedPage
    others: tuple[Any, ...] = ()


class Highlights:
    """The highlights in the library folder `library`. Files changed by others meanwhile are read again."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self.folder = library / FOLDER
        self._read: dict[Path, tuple[tuple[int, int], _Stored | DamagedHighlights]] = {}

    def of(self, page: MarkedPage) -> tuple[Highlight, ...]:
        """The highlights of a page, the oldest first. Raises DamagedHighlights, UnreadableFile."""
        file = self._file_of(page)
        return self._stored(file).page.highlights if file is not None else ()

    def change(self, page: MarkedPage, changes: Mapping[str, Highlight | None]) -> None:
        """Adds and replaces highlights of a page by their ids; None takes one away.

        A file that cannot be understood stays beside the new one as "….json.broken". Raises UnreadableFile, WriteError.
        """
        file, stored = self._to_change(page)
        kept = {highlight.id: highlight for highlight in stored.page.highlights}
        for name, highlight in changes.items():
            if highlight is None:
                kept.pop(name, None)
            else:
                kept[name] = highlight
        if not kept and not stored.others:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise WriteError(file, (error.strerror or str(error)).lower()) from error
            return
        page = replace(page, highlights=tuple(kept.values()))
        collection = collection_of([page], page.title or page.name, stored.others)
        try:
            make_folder(self._library)
        except OSError as error:
            raise WriteError(self._library, (error.strerror or str(error)).lower()) from error
        write_whole(file, (json.dumps(collection, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace"))

    def all(self) -> tuple[list[MarkedPage], list[DamagedHighlights]]:
        """Every page with highlights, by title, and what is wrong with files that cannot be understood.

        Raises UnreadableFile.
        """
        pages, damaged = [], []
        for file in self._files():
            try:
                pages.append(self._stored(file).page)
            except DamagedHighlights as error:
                damaged.append(error)
        return sorted((page for page in pages if page.highlights), key=lambda page: page.title.casefold()), damaged

    def _to_change(self, page: MarkedPage) -> tuple[Path, _Stored]:
        try:
            file = self._file_of(page)
            return (self._new_file(page), _Stored(page)) if file is None else (file, self._stored(file))
        except DamagedHighlights as error:
            set_aside(Path(error.path))
            return self._new_file(page), _Stored(page)

    def _file_of(self, page: MarkedPage) -> Path | None:
        """The file of a page: one with its address, else one whose page says the same."""
        address = same_page(page.address)
        alike = None
        for file in self._files():
            try:
                other = self._stored(file).page
            except DamagedHighlights:
                if _key(page) in file.name:
                    raise
                continue
            if address and same_page(other.address) == address:
                return file
            if alike is None and page.says_the_same(other):
                alike = file
        return alike

    def _files(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.json"))

    def _new_file(self, page: MarkedPage) -> Path:
        return self.folder / f"{safe_name(page.title, _NAME_BYTES)} {_key(page)}.json"

    def _stored(self, file: Path) -> _Stored:
        try:
            stat = file.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            known = self._read.get(file)
            if known is None or known[0] != stamp:
                known = self._read[file] = stamp, _understood(file, file.read_bytes())
        except FileNotFoundError:  # taken away since it was listed
            return _Stored(MarkedPage())
        except OSError as error:
            raise UnreadableFile(file, (error.strerror or str(error)).lower()) from error
        if isinstance(known[1], DamagedHighlights):
            raise known[1]
        return known[1]


def _key(page: MarkedPage) -> str:
    said = same_page(page.address) or page.name
    return blake2b(said.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _understood(file: Path, data: bytes) -> _Stored | DamagedHighlights:
    try:
        page, others = page_of(json.loads(data))
    except (ValueError, RecursionError) as error:
        return DamagedHighlights(file, str(error))
    return _Stored(page, tuple(others))
