"""Writes files whole: a reader of the file sees the old content or the new, never a part."""

import os
import tempfile
from pathlib import Path

from paperknife.errors import WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path` by way of a temporary file beside it, flushed and renamed.

    Replaces what stood there. Raises WriteError; the temporary file is taken away then.
    """
    part = _part(path, data)
    try:
        os.replace(part, path)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise WriteError(path, _reason(error)) from error


def write_new(path: Path, data: bytes) -> None:
    """The same, but what stands there stays: raises FileExistsError then, and WriteError as above."""
    part = _part(path, data)
    try:
        _name_anew(part, path)
    except FileExistsError:
        Path(part).unlink(missing_ok=True)
        raise
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise WriteError(path, _reason(error)) from error


def set_aside(path: Path) -> None:
    """Renames a file that cannot be understood to NAME.broken, numbered if need be, so that nothing in it is lost.

    Raises WriteError.
    """
    number = 0
    while (aside := path.with_name(f"{path.name}.broken{f'-{number}' if number else ''}")).exists():
        number += 1
    try:
        os.rename(path, aside)
    except OSError as error:
        raise WriteError(path, _reason(error)) from error


def _part(path: Path, data: bytes) -> str:
    """The name of a temporary file beside `path` that holds `data` on the disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise WriteError(path, _reason(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise WriteError(path, _reason(error)) from error
    return name


def _name_anew(part: str, path: Path) -> None:
    """Gives the finished file `part` the name `path` if that is free, in one step of the file system."""
    if os.name == "nt":
        os.rename(part, path)  # never replaces there
        return
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links (FAT, some network ones): claim the name, then replace the claim.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            os.replace(part, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return
    os.unlink(part)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """The process's mask for new files; the system tells it only when it is set."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
