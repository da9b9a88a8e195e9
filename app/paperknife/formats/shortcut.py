"""Shortcuts of Windows, macOS and Linux, and lists of addresses from a drag: an address without a page."""

import configparser
import plistlib
import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from paperknife.errors import AddressOnly, DamagedFile
from paperknife.formats.charset import decode
from paperknife.formats.magic import is_binary
from paperknife.formats.source import Progress, Source
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page

_LARGEST = 65_536
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[|https?://|[#;]|<\?xml|<plist|<!DOCTYPE plist|bplist00)|\xff\xfe")
_SECTIONS = ("InternetShortcut", "Desktop Entry")


def looks_like(source: Source) -> bool:
    """Whether the file is small and holds nothing but one address."""
    if not 0 < source.size <= _LARGEST or source.is_folder:
        return False
    head = source.head()
    return bool(_BEGINNING.match(head)) and bool(_address(head))


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """No page: raises AddressOnly with the address."""
    address = _address(source.head())
    raise AddressOnly(source.label, address) if address else DamagedFile(source.label, "shortcut")
    yield


def _address(data: bytes) -> str:
    if data.startswith(b"bplist00") or b"<plist" in data[:1000]:
        return _of_plist(data)
    if is_binary(data):
        return ""
    lines = [line.strip() for line in decode(data, markup=False).splitlines() if line.strip() and line[0] not in "#;"]
    if any(line.strip("[]") in _SECTIONS for line in lines if line.startswith("[")):
        return _of_section("\n".join(lines))
    return lines[0] if len(lines) == 1 and is_web_address(lines[0]) and " " not in lines[0] else ""


def _of_plist(data: bytes) -> str:
    """A .webloc of macOS."""
    try:
        found = plistlib.loads(data)
    except (ValueError, LookupError, OverflowError, RecursionError, ExpatError, plistlib.InvalidFileException):
        return ""
    address = found.get("URL") if isinstance(found, dict) and "WebMainResource" not in found else None
    return address if isinstance(address, str) else ""


def _of_section(text: str) -> str:
    """A .url of Windows, a .desktop link of Linux."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return ""
    return next((parser.get(section, "URL", fallback="") for section in _SECTIONS if parser.has_section(section)), "")
