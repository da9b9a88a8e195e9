import gzip
import json
import zlib
from pathlib import Path

import brotli
import pytest
from tests.formats.conftest import HTML, PNG, Opened, warc_record, zip_of

from paperknife.errors import Cancelled, DamagedFile, NoPageInside, OpenError
from paperknife.formats.opening import open_path

PAGE = warc_record("https://news.test/harbour", HTML)
PICTURE = warc_record("https://news.test/pictures/tunnel.png", PNG, "Content-Type: image/png")
REQUEST = (
    b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: https://news.test/harbour\r\n"
    b"Content-Type: application/http; msgtype=request\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n\r\n"
)
ARC = (
    b"filedesc://x.arc 127.0.0.1 20140216050221 text/plain 67\n1 0 Capture\n"
    b"URL IP-address Archive-date Content-type Archive-length\n\n"
)


def arc_record(address: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return f"{address} 93.184.216.119 20140216050221 text/html {len(answer)}\n".encode() + answer + b"\n"


def test_pages_know_their_address_date_and_files(opened: Opened) -> None:
    (page,) = opened(REQUEST + PAGE + PICTURE)
    assert (page.metadata.address, page.metadata.saved) == ("https://news.test/harbour", "2020-01-02T03:04:05Z")
    found = page.resource("pictures/tunnel.png")
    assert (found.data, found.mime) == (PNG, "image/png")


def test_one_gzip_member_for_each_record_or_one_around_all(opened: Opened) -> None:
    for data in (gzip.compress(PAGE) + gzip.compress(PICTURE), gzip.compress(PAGE + PICTURE)):
        (page,) = opened(data)
        assert page.resource("pictures/tunnel.png").data == PNG


def test_an_arc(opened: Opened) -> None:
    pages = opened(ARC + arc_record("https://news.test/a b?c=The d", HTML) + arc_record("https://news.test/2", HTML))
    assert [page.metadata.address for page in pages] == ["https://news.test/a%20b?c=The%20d", "https://news.test/2"]
    assert pages[0].metadata.saved == "2014-02-16T05:02:21Z"


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(HTML), "Content-Encoding: gzip"),
        (zlib.compress(HTML), "Content-Encoding: deflate"),
        (brotli.compress(HTML), "Content-Encoding: br"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), "Transfer-Encoding: chunked"),
        (HTML, "Transfer-Encoding: chunked"),
        (HTML, "Content-Encoding: br"),
        (b"%x\r\n%s" % (len(HTML) + 100, HTML), "Transfer-Encoding: chunked"),
    ],
)
def test_what_the_server_did_is_undone(body: bytes, header: str, opened: Opened) -> None:
    (page,) = opened(warc_record("https://news.test/", body, f"Content-Type: text/html; charset=utf-8\r\n{header}"))
    assert page.metadata.title == "A harbour tunnel opens"


def test_the_charset_of_the_answer(opened: Opened) -> None:
    body = "<p>Привет, мир".encode("koi8-r")
    (page,) = opened(warc_record("https://news.test/", body, "Content-Type: text/html; charset=koi8-r"))
    assert page.tree.css_first("p").text() == "Привет, мир"


def test_only_documents_that_were_there_are_pages(opened: Opened) -> None:
    missing = warc_record("https://news.test/404", HTML).replace(b"200 OK", b"404 No")
    script = warc_record("https://news.test/x.js", b"alert(1)", "Content-Type: text/javascript")
    with pytest.raises(NoPageInside):
        opened(REQUEST + missing + script)


def test_the_document_of_a_frame_is_no_page(opened: Opened) -> None:
    outer = warc_record("https://news.test/", b'<p>outside</p><iframe src="/inner.html"></iframe>')
    pages = opened(outer + warc_record("https://news.test/inner.html", b"<p>inside</p>"))
    assert [page.tree.body.text(deep=True) for page in pages] == ["outsideinside"]


def test_what_stands_before_the_damage_is_kept_and_said(opened: Opened) -> None:
    (page,) = opened(PAGE + b"nonsense without end\r\n")
    assert page.metadata.title == "A harbour tunnel opens"
    assert page.notes
    with pytest.raises(DamagedFile):
        opened(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n")


def test_the_pages_that_a_wacz_lists(opened: Opened) -> None:
    listed = "\n".join(
        map(json.dumps, [{"format": "json-pages-1.0"}, {"url": "https://news.test/harbour", "title": "T"}])
    )
    entries = {
        "datapackage.json": b"{}",
        "archive/data.warc.gz": gzip.compress(warc_record("https://news.test/other", HTML)) + gzip.compress(PAGE),
        "pages/pages.jsonl": listed.encode(),
    }
    (page,) = opened(zip_of(entries, 0))
    assert page.metadata.address == "https://news.test/harbour"
    del entries["archive/data.warc.gz"]
    with pytest.raises(NoPageInside):
        opened(zip_of(entries))


def test_a_large_archive_is_not_held_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.warc"
    picture = warc_record("https://news.test/pictures/tunnel.png", bytes(2_000_000), "Content-Type: image/png")
    with file.open("wb") as stream:
        for _ in range(20):
            stream.write(PAGE + picture)
    shares: list[float] = []
    page = next(open_path(file, shares.append))
    assert len(page.resource("pictures/tunnel.png").data) == 2_000_000
    assert shares == sorted(shares)
    assert len(shares) > 20


def test_reading_a_large_archive_can_be_stopped(tmp_path: Path) -> None:
    file = tmp_path / "large.warc"
    file.write_bytes(PAGE * 50)
    calls = 0

    def stop(_share: float) -> None:
        nonlocal calls
        calls += 1
        if calls == 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(open_path(file, stop))
    assert calls == 10


def test_the_reader_says_nothing_on_standard_error(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = warc_record("https://news.test/a", HTML).replace(b"Content-Length: ", b"Content-Length: 1")
    with pytest.raises(OpenError):
        opened(wrong.replace(b"text/html", b"text/htm"))
    assert capsys.readouterr().err.strip() == ""
