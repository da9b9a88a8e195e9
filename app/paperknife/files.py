"""Writes files whole: a reader of the file sees the old content or the new, never a part."""

import os
import tempfile
from pathlib import Path

from paperknife.errors import WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path` by way of a temporary file beside it, flushed and renamed.

    Replaces what stood there. Raises WriteError; the temporary file is taken away then.
    """
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
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise WriteError(path, _reason(error)) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """The process's mask for new files; the system tells it only when it is set."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
