"""MHTML (RFC 2557): a message that holds a page and its files, from Chromium, Internet Explorer, Opera or Word."""

from collections.abc import Iterator

from paperknife.errors import NoPageInside
from paperknife.formats import image, mime, text
from paperknife.formats.archived import Archived, Unpack
from paperknife.formats.charset import decode
from paperknife.formats.dates import date_of_mail
from paperknife.formats.document import page_of
from paperknife.formats.html import is_html, provenance
from paperknife.formats.source import Progress, Source
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page
from paperknife.page.resources import joined

LIMIT = 512_000_000
DOCUMENTS = ("text/html", "application/xhtml+xml")


def looks_like(source: Source) -> bool:
    """Whether the file begins with a header block of MIME."""
    return not source.is_folder and mime.is_message(source.head()) is not None


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The one page. Raises NoPageInside if no part is a page, a text or an image; TooLarge."""
    whole, parts = mime.parts_of(source.data(LIMIT))
    progress(0.5)
    page = page_of_message(whole, parts)
    if page is None:
        raise NoPageInside(source.label, "MHTML file")
    yield page


def page_of_message(whole: mime.Part, parts: list[mime.Part], format: str = "mhtml") -> Page | None:
    """The page in the parts of a message; None if there is none."""
    main = main_part(whole, parts)
    if main is None:
        return None
    location = whole.field("Snapshot-Content-Location") or main.location or whole.location
    address = location if is_web_address(location) else ""
    title, saved = whole.field("Subject"), date_of_mail(whole.field("Date"))
    if main.type in DOCUMENTS or ("Content-Type" not in main.header and is_html(main.body()[:4096])):
        markup = decode(main.body(), main.charset)
        files = Archived(_files(whole, parts), location)
        return page_of(
            markup, files, format=format, title=title, saved=saved, address=address or provenance(markup).address
        )
    page = (
        image.page_of_image(main.resource(), location or "image", format)
        if main.type.startswith("image/")
        else text.plain_page(text.paragraphs(decode(main.body(), main.charset, markup=False)), format=format)
    )
    return text.with_facts(page, title=title, address=address, saved=saved)


def main_part(whole: mime.Part, parts: list[mime.Part]) -> mime.Part | None:
    """The part that is the page: the one whose address the header names, its start= part, the first HTML.

    Without HTML the first text, then the first image. Frames are HTML too, and may come first.
    """
    documents = [part for part in parts if part.type in DOCUMENTS]
    wanted = whole.field("Snapshot-Content-Location").partition("#")[0]
    named = [part for part in documents if wanted and part.location.partition("#")[0] == wanted]
    start = whole.header.get_param("start")
    started = [part for part in documents if isinstance(start, str) and part.id == start.strip().strip("<>")]
    first_text = [part for part in parts if part.type == "text/plain" and part.body().strip()]
    images = [part for part in parts if part.type.startswith("image/")]
    return next(iter((*named, *started, *documents, *first_text, *images)), None)


def _files(whole: mime.Part, parts: list[mime.Part]) -> dict[str, Unpack]:
    """How to unpack every part, by its location as it stands, or joined with the message's, and by cid:."""
    base = whole.location or whole.field("Content-Base")
    found: dict[str, Unpack] = {}
    for part in parts:
        for address in (part.location, joined(base, part.location), f"cid:{part.id}"):
            if address not in ("", "cid:", base):
                found.setdefault(address, part.resource)
    return found
