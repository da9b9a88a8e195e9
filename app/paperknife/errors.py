"""What can go wrong, as facts; `messages` finds the words.

PaperknifeError
├── OpenError            a file that cannot be shown as a page
│   ├── UnreadableFile   the system does not give its bytes
│   ├── EmptyFile        it holds nothing
│   ├── TooLarge         it is larger than can be opened
│   ├── UnknownFormat    it is no kind of saved page
│   ├── DamagedFile      it is of a known kind, but broken
│   ├── LockedFile       it asks for a password
│   ├── NoPageInside     a folder or an archive without a page
│   └── AddressOnly      a shortcut: an address without content
├── DamagedHighlights    a file of highlights that cannot be understood
├── TemplateError        a template for notes or their names has a mistake
├── FilterListError      a filter list that cannot be had
│   ├── ListUnreachable  it could not be fetched
│   └── NotAFilterList   what was given or fetched holds no filter rules
├── Cancelled            the person stopped a long piece of work
└── WriteError           something could not be written
    └── LibraryError     the library's folder does not take the clipping
"""

from pathlib import Path


class PaperknifeError(Exception):
    """Anything that Paperknife can explain to a person."""


class OpenError(PaperknifeError):
    """The file at `path` cannot be shown as a page."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(str(path))
        self.path = str(path)


class UnreadableFile(OpenError):
    """The system does not give the bytes; `reason` is its own word for it."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(path)
        self.reason = reason


class EmptyFile(OpenError):
    """The file holds nothing, or nothing but white space."""


class TooLarge(OpenError):
    """The file has `size` bytes, more than the `limit` bytes that can be opened."""

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        super().__init__(path)
        self.size = size
        self.limit = limit


class UnknownFormat(OpenError):
    """The bytes are of no kind that can be shown; `kind` names what they look like, where that is known."""

    def __init__(self, path: str | Path, kind: str = "") -> None:
        super().__init__(path)
        self.kind = kind


class DamagedFile(OpenError):
    """The file is of the kind `format`, but `detail` is wrong with it."""

    def __init__(self, path: str | Path, format: str, detail: str = "") -> None:
        super().__init__(path)
        self.format = format
        self.detail = detail


class LockedFile(OpenError):
    """The file asks for a password."""


class NoPageInside(OpenError):
    """A folder or an archive (`format`) that holds no page."""

    def __init__(self, path: str | Path, format: str) -> None:
        super().__init__(path)
        self.format = format


class AddressOnly(OpenError):
    """A shortcut that holds an `address` and no page."""

    def __init__(self, path: str | Path, address: str) -> None:
        super().__init__(path)
        self.address = address


class DamagedHighlights(PaperknifeError):
    """The file at `path`, which holds the highlights of a page, cannot be understood: `detail` is wrong with it."""

    def __init__(self, path: str | Path, detail: str) -> None:
        super().__init__(str(path))
        self.path = str(path)
        self.detail = detail


class TemplateError(PaperknifeError):
    """The template called `name` ("" for one that is being written) has a mistake, in `line` where that is known."""

    def __init__(self, name: str, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason
        self.line = line


class FilterListError(PaperknifeError):
    """The filter list called `title` cannot be had."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class ListUnreachable(FilterListError):
    """It could not be fetched from `address`; `reason` is the network's word for it."""

    def __init__(self, title: str, address: str, reason: str) -> None:
        super().__init__(title)
        self.address = address
        self.reason = reason


class NotAFilterList(FilterListError):
    """What was given or fetched under this title holds no filter rules."""


class Cancelled(PaperknifeError):
    """The person stopped a long piece of work."""


class WriteError(PaperknifeError):
    """The file at `path` could not be written; `reason` is the system's word for it."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(str(path))
        self.path = str(path)
        self.reason = reason


class LibraryError(WriteError):
    """The library's folder at `path` does not take the clipping."""
