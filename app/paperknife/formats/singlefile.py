"""SingleFile's zip, plain or as an HTML page that unpacks itself. (Its plain HTML is read as any HTML is.)"""

import json
from collections.abc import Iterator
from typing import Any

from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.source import Progress, Source
from paperknife.formats.unzip import Zip, is_zip
from paperknife.page.metadata import is_web_address, iso_date
from paperknife.page.page import Page


def looks_like(source: Source) -> bool:
    """Whether it is a zip with SingleFile's manifest beside an index.html."""
    if not is_zip(source):
        return False
    names = Zip(source).names
    return "index.html" in names and "manifest.json" in names


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The page in index.html. The HTML around the zip is only the program that unpacks it."""
    archive = Zip(source)
    manifest = _manifest(archive.read("manifest.json"))
    progress(0.3)
    address, title, saved = (str(manifest.get(name) or "") for name in ("originalUrl", "title", "archiveTime"))
    yield page_of(
        decode(archive.read("index.html"), "utf-8"),
        archive.files("index.html"),
        format="singlefile",
        address=address if is_web_address(address) else "",
        title=title,
        saved=iso_date(saved),
    )


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
