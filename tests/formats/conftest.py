"""Files of every format, made here, and the real ones where they are at hand."""

import base64
import gzip
import io
import plistlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from paperknife.formats.opening import open_source
from paperknife.formats.source import Source
from paperknife.page.page import Page

SAVES = Path(__file__).parents[3] / "shared" / "pages" / "saves"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HTML = (
    b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A harbour tunnel opens</title></head>'
    b"<body><h1>A harbour tunnel opens</h1><p>The first cars went through at dawn.</p>"
    b'<img src="pictures/tunnel.png" alt="The tunnel"></body></html>'
)

Opened = Callable[..., list[Page]]


@pytest.fixture
def opened() -> Opened:
    """Opens bytes as a file with the given name; gives its pages."""

    def open_bytes(data: bytes, name: str = "saved") -> list[Page]:
        return list(open_source(Source.memory(data, name)))

    return open_bytes


@pytest.fixture
def saves() -> Path:
    """The folder of real saved pages."""
    if not SAVES.is_dir():
        pytest.skip("the real saved pages are not here: ../shared/pages/saves")
    return SAVES


def zip_of(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with `entries` by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as file:
        for name, data in entries.items():
            file.writestr(zipfile.ZipInfo(name), data, compression)
    return held.getvalue()


def mhtml_of(*parts: tuple[str, bytes], header: str = "") -> bytes:
    """A multipart/related message; every part is (header lines, body), the body as it is."""
    head = (
        header or "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.test/harbour\r\nMIME-Version: 1.0"
    )
    whole = f'{head}\r\nContent-Type: multipart/related; type="text/html"; boundary="edge"\r\n\r\n'.encode()
    for lines, body in parts:
        whole += b"--edge\r\n" + lines.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body + b"\r\n"
    return whole + b"--edge--\r\n"


def warc_record(address: str, body: bytes, http: str = "Content-Type: text/html", kind: str = "response") -> bytes:
    """A WARC record with an answer of a web server."""
    block = f"HTTP/1.1 200 OK\r\n{http}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def webarchive_of(main: dict[str, object], **more: object) -> bytes:
    """A binary property list as Safari writes it; `main` by the names without their WebResource."""
    return plistlib.dumps({"WebMainResource": web_resource(main), **more}, fmt=plistlib.FMT_BINARY)


def web_resource(facts: dict[str, object]) -> dict[str, object]:
    return {f"WebResource{name}": value for name, value in facts.items()}


def samples() -> dict[str, bytes]:
    """One small file of each format that holds a page."""
    rdf = b'<RDF><MAF:originalurl RDF:resource="https://news.test/harbour"/></RDF>'
    epub = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
        "book.opf": b'<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="a"/></spine></package>',
        "a.xhtml": HTML,
    }
    return {
        "html": HTML,
        "text": b"A harbour tunnel opens\n\nThe first cars went through at dawn.\n",
        "markdown": b"---\ntitle: A harbour tunnel opens\n---\n\n# A harbour tunnel\n\nThe *first* cars.\n",
        "mhtml": mhtml_of(("Content-Type: text/html\nContent-Location: https://news.test/harbour", HTML)),
        "eml": b"From: Ada <ada@news.test>\r\nTo: all@news.test\r\nMessage-ID: <1@news.test>\r\nSubject: Harbour\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + HTML,
        "webarchive": webarchive_of({"Data": HTML, "MIMEType": "text/html", "URL": "https://news.test/harbour"}),
        "singlefile": zip_of({"index.html": HTML, "manifest.json": b'{"originalUrl": "https://news.test/harbour"}'}),
        "maff": zip_of({"20200102030405000/index.html": HTML, "20200102030405000/index.rdf": rdf}),
        "zipped": zip_of({"site/page.html": HTML, "site/pictures/tunnel.png": PNG}),
        "epub": zip_of(epub),
        "warc": warc_record("https://news.test/harbour", HTML),
        "gzipped": gzip.compress(HTML),
        "image": PNG,
        "clipboard": b"Version:0.9\r\nStartHTML:-1\r\nEndHTML:-1\r\n<!--StartFragment--><p>cars</p><!--EndFragment-->",
    }
