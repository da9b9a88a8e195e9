"""Safari's web archive: a property list of the page, its files and its frames."""

import plistlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from paperknife.errors import DamagedFile, NoPageInside
from paperknife.formats import image
from paperknife.formats.archived import Archived, Unpack
from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.html import is_html
from paperknife.formats.source import Progress, Source
from paperknife.formats.text import paragraphs, plain_page, with_facts
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page
from paperknife.page.resources import Resource

LIMIT = 384_000_000
_MOST = 20_000


def looks_like(source: Source) -> bool:
    """Whether it is a property list, binary or as XML, that names a main resource."""
    head = source.head()
    return head.startswith(b"bplist00") or (b"<plist" in head[:1000] and b"WebMainResource" in head)


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The one page, its frames found by their addresses. Raises NoPageInside if it has no main resource."""
    try:
        archive = plistlib.loads(source.data(LIMIT))
    except Exception as error:  # plistlib lets out whatever the bytes lead it into
        raise DamagedFile(source.label, "web archive") from error
    progress(0.5)
    main = _resource(archive.get("WebMainResource")) if isinstance(archive, dict) else None
    if main is None or not main.data.strip():
        raise NoPageInside(source.label, "web archive")
    address = main.address if is_web_address(main.address) else ""
    if main.mime.startswith("image/") or image.type_of(main.data[:4096]):
        page = image.page_of_image(main, main.address or "image", "webarchive")
    elif main.mime == "text/plain" and not is_html(main.data[:4096]):
        page = plain_page(paragraphs(decode(main.data, main.charset, markup=False)), format="webarchive")
    else:
        files = Archived(_files(archive), main.address)
        page = page_of(decode(main.data, main.charset), files, format="webarchive", address=address)
    yield with_facts(page, address=address)


def _files(archive: dict[str, Any]) -> dict[str, Unpack]:
    """Every resource of the archive and of the archives of its frames, by address."""
    found: dict[str, Unpack] = {}
    waiting = [archive]
    while waiting and len(found) < _MOST:
        part = waiting.pop(0)
        for entry in _list(part, "WebSubresources"):
            _add(found, _resource(entry))
        for frame in _list(part, "WebSubframeArchives"):
            if isinstance(frame, dict):
                _add(found, _resource(frame.get("WebMainResource")))
                waiting.append(frame)
    return found


def _add(found: dict[str, Unpack], resource: Resource | None) -> None:
    if resource is not None and resource.address:
        found.setdefault(resource.address, partial(_same, resource))


def _same(resource: Resource) -> Resource:
    return resource


def _list(archive: dict[str, Any], key: str) -> list[Any]:
    value = archive.get(key)
    return value if isinstance(value, list) else []


def _resource(entry: Any) -> Resource | None:
    """A WebResource dictionary; None if it is none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("WebResourceData"), bytes):
        return None
    mime, charset, address = (
        str(entry.get(f"WebResource{name}") or "") for name in ("MIMEType", "TextEncodingName", "URL")
    )
    return Resource(entry["WebResourceData"], mime.lower(), charset, address)
