"""MAFF, the archives of an old Firefox add-on and of WebScrapBook: a zip with a folder for each page."""

import html
import re
from collections.abc import Iterator

from paperknife.errors import NoPageInside
from paperknife.formats import image, zipped
from paperknife.formats.charset import decode
from paperknife.formats.dates import date_of_mail
from paperknife.formats.document import page_of
from paperknife.formats.html import provenance
from paperknife.formats.magic import is_binary
from paperknife.formats.source import Progress, Source
from paperknife.formats.text import with_facts
from paperknife.formats.unzip import Zip, is_zip
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page
from paperknife.page.resources import Resource

_FACT = re.compile(
    r'<(?:\w+:)?(originalurl|title|archivetime|indexfilename|charset)\b[^>]*?resource\s*=\s*"([^"]*)"', re.IGNORECASE
)


def looks_like(source: Source) -> bool:
    """Whether it is a zip of folders of which each has an index.rdf, or an index of any kind and nothing deeper."""
    return is_zip(source) and bool(_folders(Zip(source)))


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """A page for each folder. Raises NoPageInside if none of them has one."""
    archive = Zip(source)
    folders = _folders(archive)
    count = 0
    for number, folder in enumerate(folders):
        page = _page(archive, folder)
        if page is not None:
            count += 1
            yield page
        progress((number + 1) / len(folders))
    if not count:
        raise NoPageInside(source.label, "MAFF file")


def _folders(archive: Zip) -> list[str]:
    """The folders that are pages; [] if this is no MAFF."""
    described = [name.split("/")[0] for name in archive.names if name.count("/") == 1 and name.endswith("/index.rdf")]
    indexed = [name.split("/")[0] for name in archive.names if name.count("/") == 1 and _is_index(name)]
    stray = any("/" not in name for name in archive.names)
    numbered = all(folder.isdigit() and len(folder) >= 14 for folder in indexed)
    return list(dict.fromkeys(sorted(described + indexed))) if described or (indexed and numbered and not stray) else []


def _is_index(name: str) -> bool:
    return name.rpartition("/")[2].startswith("index.") and not name.endswith(".rdf")


def _page(archive: Zip, folder: str) -> Page | None:
    """The page in a folder: the file that index.rdf names, else its index; None if there is neither."""
    facts = _facts(archive, folder)
    named = f"{folder}/{facts.get('indexfilename', '')}"
    others = [name for name in archive.names if name.startswith(f"{folder}/") and name.count("/") == 1]
    candidates = [named, *filter(_is_index, others), *zipped.pages_among(archive, others)]
    main = next((name for name in candidates if name in archive), None)
    if main is None:
        return None
    address = facts.get("originalurl", "")
    known = {"address": address if is_web_address(address) else "", "saved": date_of_mail(facts.get("archivetime", ""))}
    data = archive.read(main)
    if kind := image.type_of(data[:4096]):
        page = image.page_of_image(Resource(data, kind), main.rpartition("/")[2], "maff")
        return with_facts(page, title=facts.get("title", ""), **known)
    if is_binary(data[:4096]):
        return None
    text = decode(data, facts.get("charset", ""))
    written = provenance(text)
    return page_of(
        text,
        archive.files(main),
        format="maff",
        title=facts.get("title", ""),
        address=known["address"] or written.address,
        saved=known["saved"] or written.saved,
    )


def _facts(archive: Zip, folder: str) -> dict[str, str]:
    """What index.rdf says; {} without it. Read by its pattern, for it need not be XML."""
    name = f"{folder}/index.rdf"
    if name not in archive:
        return {}
    text = decode(archive.read(name)[:100_000], markup=False)
    return {match[1].lower(): html.unescape(match[2]).strip() for match in _FACT.finditer(text)}
