"""Opens a zip that a stranger made: names that climb, bombs, passwords and damage are met here, once for all."""

import lzma
import posixpath
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import IO
from zlib import error as Inflating

from paperknife.errors import DamagedFile, LockedFile, TooLarge
from paperknife.formats.archived import Archived, Unpack
from paperknife.formats.source import Source
from paperknife.page.resources import Resource

LIMIT = 64_000_000
_MOST_ENTRIES = 50_000
_LARGEST_DIRECTORY = 16_000_000
_STEP = 65_536
_BOMB = 20_000_000
_RATIO = 150
_END = struct.Struct("<4s4H2LH")
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, Inflating, lzma.LZMAError, NotImplementedError, ValueError)


def is_zip(source: Source) -> bool:
    """Whether the file is a zip, or HTML with a zip at its end."""
    head = source.head()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return True
    return head.lstrip()[:1] == b"<" and b"PK\x05\x06" in source.tail()


class Zip:
    """The entries of a zip by safe names: relative, with slashes, none of them above the zip's own root."""

    def __init__(self, source: Source) -> None:
        """Reads the directory. Raises DamagedFile, or TooLarge for one with more entries than a page can have."""
        self._label = source.label
        _check_directory(source)
        try:
            self._file = zipfile.ZipFile(source.path if source.path else BytesIO(source.data()))
        except _BROKEN as error:
            raise DamagedFile(self._label, "zip") from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._file.infolist():
            name = posixpath.normpath(entry.filename.replace("\\", "/"))
            if not entry.is_dir() and not name.startswith(("/", "..")) and ":" not in name.split("/")[0]:
                self._entries.setdefault(name, entry)
        if len(self._entries) > _MOST_ENTRIES:
            raise TooLarge(self._label, len(self._entries), _MOST_ENTRIES)

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Bytes when unpacked, as the zip says."""
        return self._entries[name].file_size

    def head(self, name: str, count: int = 4096) -> bytes:
        """The first bytes of an entry. Raises DamagedFile, LockedFile."""
        try:
            with self.open(name) as file:
                return file.read(count)
        except _BROKEN as error:
            raise DamagedFile(self._label, "zip") from error

    def read(self, name: str) -> bytes:
        """A whole entry. Raises LockedFile, TooLarge, DamagedFile (also for one that unpacks to absurdly much)."""
        entry = self._entries[name]
        if entry.file_size > LIMIT:
            raise TooLarge(self._label, entry.file_size, LIMIT)
        if entry.file_size > _BOMB and entry.file_size > _RATIO * max(1, entry.compress_size):
            raise DamagedFile(self._label, "zip", "a file in it would unpack to far more than its size")
        return self.head(name, LIMIT)

    def open(self, name: str) -> IO[bytes]:
        """A stream over an entry. Raises LockedFile, DamagedFile."""
        entry = self._entries[name]
        if entry.flag_bits & 0x1:
            raise LockedFile(self._label)
        try:
            return self._file.open(entry)
        except RuntimeError as error:
            raise (
                DamagedFile(self._label, "zip") if isinstance(error, NotImplementedError) else LockedFile(self._label)
            ) from error
        except _BROKEN as error:
            raise DamagedFile(self._label, "zip") from error

    def chunks(self, name: str) -> Iterator[bytes]:
        """An entry piece by piece, up to the first damage. Raises LockedFile, DamagedFile if it cannot be begun."""
        with self.open(name) as file:
            try:
                while chunk := file.read(_STEP):
                    yield chunk
            except _BROKEN:
                return

    def files(self, page: str) -> Archived:
        """The entries as resources of the entry `page`. What cannot be unpacked counts as not saved."""
        by_name: dict[str, Unpack] = {name: partial(self._resource, name) for name in self._entries}
        return Archived(by_name, page)

    def _resource(self, name: str) -> Resource | None:
        try:
            return Resource(self.read(name))
        except (DamagedFile, LockedFile, TooLarge):
            return None


def _check_directory(source: Source) -> None:
    """Refuses a zip whose directory alone would fill the memory (APPNOTE, section 4.3.16)."""
    tail = source.tail()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return
    size = _END.unpack_from(tail, at)[5]
    if (size != 0xFFFFFFFF and size > _LARGEST_DIRECTORY) or (size == 0xFFFFFFFF and source.size > 2_000_000_000):
        raise TooLarge(source.label, size, _LARGEST_DIRECTORY)
