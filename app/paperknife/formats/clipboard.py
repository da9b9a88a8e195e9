"""What a browser puts on the clipboard, or gives to a drop: a piece of a page, and sometimes the page's address."""

import re
from collections.abc import Iterator
from dataclasses import replace

from paperknife.errors import AddressOnly, EmptyFile
from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.source import Progress, Source
from paperknife.formats.text import paragraphs, plain_page, with_facts
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page
from paperknife.page.resources import Stored

LIMIT = 64_000_000
_FIELD = re.compile(rb"^([A-Za-z]+):([^\r\n]*)\r?\n?", re.MULTILINE)
_FRAGMENT = re.compile(rb"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment\s*-->|\Z)", re.DOTALL)


def looks_like(source: Source) -> bool:
    """Whether it is Windows' clipboard format for HTML, kept as a file."""
    return bool(re.match(rb"Version:\s*[\d.]+\s+StartHTML:", source.head(64)))


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The piece of a page in the file."""
    progress(0.5)
    yield page_from_clipboard(source.data(LIMIT), "", "")


def page_from_clipboard(html: str | bytes, plain: str, source_address: str) -> Page:
    """A page of what was copied or dropped: `html` if there is any (also Windows' CF_HTML), else the text `plain`.

    `source_address` is the page's address where the clipboard tells it ("chromium/x-source-url"), "" where not.
    Raises EmptyFile if there is nothing, AddressOnly if there is nothing but an address.
    """
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    markup, address = _cf_html(data) if data.startswith(b"Version:") else (data, "")
    address = next((found for found in (source_address.strip(), address) if is_web_address(found)), "")
    text = (markup.decode("utf-8", "replace") if isinstance(html, str) else decode(markup)).replace("\x00", "")
    if text.strip():
        page = page_of(text, Stored(), format="clipboard", address=address)
        shown = page.tree.body is not None and page.tree.body.text(deep=True).strip()
        if shown or page.tree.css_first("img, svg, video, audio") is not None or not plain.strip():
            return replace(page, path="")
    words = plain.strip()
    if not words:
        raise EmptyFile("clipboard")
    if is_web_address(words) and not re.search(r"\s", words):
        raise AddressOnly("clipboard", words)
    return with_facts(plain_page(paragraphs(plain), format="clipboard"), address=address)


def _cf_html(data: bytes) -> tuple[bytes, str]:
    """(fragment, address of the page) of CF_HTML: offsets count bytes from its beginning, -1 stands for unknown."""
    fields = {match[1]: match[2].strip() for match in _FIELD.finditer(data[:4096].partition(b"<")[0])}
    for start, end in ((b"StartFragment", b"EndFragment"), (b"StartHTML", b"EndHTML")):
        first, last = _offset(fields, start), _offset(fields, end)
        if 0 < first < last <= len(data):
            return data[first:last], fields.get(b"SourceURL", b"").decode("utf-8", "replace")
    marked = _FRAGMENT.search(data)
    rest = marked[1] if marked else data[data.find(b"<") :] if b"<" in data else b""
    return rest, fields.get(b"SourceURL", b"").decode("utf-8", "replace")


def _offset(fields: dict[bytes, bytes], name: bytes) -> int:
    value = fields.get(name, b"")
    return int(value) if re.fullmatch(rb"\d{1,12}", value) else -1
