"""A file, a folder or bytes in memory that is to be opened: its first bytes, its last, all of it."""

import os
import stat
import tempfile
import weakref
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from paperknife.errors import EmptyFile, TooLarge, UnreadableFile

Progress = Callable[[float], None]

LIMIT = 1_000_000_000
_HEAD = 65_536
_IN_MEMORY = 32_000_000


class Source:
    """What a format looks at. Made by `Source.file` or `Source.memory`; nothing is read until it is asked for.

    `path` is None for bytes in memory. `name` is the file's own name, `label` what errors call it, `depth` how many
    containers it lay in.
    """

    def __init__(self, path: Path | None, name: str, data: bytes | None, label: str = "", depth: int = 0) -> None:
        self.path = path
        self.name = name
        self.depth = depth
        self.label = label or str(path or name)
        self._data = data
        self._head: bytes | None = None
        self._tail: bytes | None = None
        self._spilled: Path | None = None
        self._spilled_size = 0
        self._status = None if path is None else _status(path, self.label)

    @classmethod
    def file(cls, path: Path) -> "Source":
        """The file or folder at `path`. Raises UnreadableFile if there is none, or if it is a device or a pipe."""
        return cls(path, path.name, None)

    @classmethod
    def memory(cls, data: bytes, name: str) -> "Source":
        """`data`, which came from no file: the clipboard, a drag."""
        return cls(None, name, data)

    def inner_file(self, name: str, chunks: Iterable[bytes], limit: int = LIMIT) -> "Source":
        """A file inside this one that may be large: beyond 32 MB it lies in a temporary file as long as it is used.

        Raises TooLarge if there are more than `limit` bytes in `chunks`.
        """
        inner = Source(None, name, None, self.label, self.depth + 1)
        held, size = bytearray(), 0
        for chunk in chunks:
            held += chunk
            size += len(chunk)
            if size > limit:
                raise TooLarge(self.label, size, limit)
            if len(held) > _IN_MEMORY:
                inner._spill(held)
                held.clear()
        if inner._spilled is None:
            inner._data = bytes(held)
        else:
            inner._spill(held)
        return inner

    def inner(self, name: str, data: bytes) -> "Source":
        """A file that lay inside this one. Errors about it speak of the outer file, which is what the person opened."""
        return Source(None, name, data, self.label, self.depth + 1)

    def beside(self, path: Path) -> "Source":
        """A file of this folder."""
        return Source(path, path.name, None, depth=self.depth + 1)

    @property
    def is_folder(self) -> bool:
        return self._status is not None and stat.S_ISDIR(self._status[0])

    @property
    def size(self) -> int:
        """Bytes; 0 for a folder."""
        if self._status is None:
            return self._spilled_size or len(self._data or b"")
        return 0 if self.is_folder else self._status[1]

    def head(self, count: int = _HEAD) -> bytes:
        """The first `count` bytes, or all if there are fewer; nothing for a folder. Raises UnreadableFile."""
        if self._data is not None:
            return self._data[:count]
        if self.is_folder:
            return b""
        if self._head is None or (len(self._head) < count and len(self._head) < self.size):
            self._head = self._read(0, max(count, _HEAD))
        return self._head[:count]

    def tail(self, count: int = _HEAD) -> bytes:
        """The last `count` bytes, or all if there are fewer; nothing for a folder. Raises UnreadableFile."""
        if self._data is not None:
            return self._data[-count:]
        if self._tail is None or (len(self._tail) < count and len(self._tail) < self.size):
            self._tail = b"" if self.is_folder else self._read(max(0, self.size - count), count)
        return self._tail[-count:]

    def data(self, limit: int = LIMIT) -> bytes:
        """All bytes; read once. Raises UnreadableFile, EmptyFile, or TooLarge if there are more than `limit`."""
        if self.size > limit:
            raise TooLarge(self.label, self.size, limit)
        if self._data is None:
            self._data = b"" if self.is_folder else self._read(0, limit + 1)
            if len(self._data) > limit:
                raise TooLarge(self.label, len(self._data), limit)
        if not self._data:
            raise EmptyFile(self.label)
        return self._data

    def open(self) -> BinaryIO:
        """A stream over the bytes, which the caller closes. Raises UnreadableFile."""
        path = self._spilled or self.path
        if self._data is not None or path is None:
            return BytesIO(self._data or b"")
        try:
            return path.open("rb")
        except OSError as error:
            raise UnreadableFile(self.label, _reason(error)) from error

    def _spill(self, data: bytes | bytearray) -> None:
        """Adds `data` to the temporary file, which lives as long as this source."""
        if self._spilled is None:
            handle, name = tempfile.mkstemp(prefix="paperknife-")
            os.close(handle)
            self._spilled = Path(name)
            weakref.finalize(self, self._spilled.unlink, missing_ok=True)
        with self._spilled.open("ab") as file:
            self._spilled_size += file.write(data)

    def _read(self, start: int, count: int) -> bytes:
        try:
            with self.open() as file:
                file.seek(start)
                return file.read(count)
        except OSError as error:
            raise UnreadableFile(self.label, _reason(error)) from error


def _status(path: Path, label: str) -> tuple[int, int]:
    """(mode, size) of the file or folder at `path`. A device or a pipe could give bytes for ever: refused."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise UnreadableFile(label, _reason(error)) from error
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise UnreadableFile(label, "neither a file nor a folder")
    return found.st_mode, found.st_size


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
