from pathlib import Path

import pytest
from tests.formats.conftest import HTML, PNG

from paperknife.errors import TooLarge
from paperknife.formats import html
from paperknife.formats.html import is_html, provenance
from paperknife.formats.opening import open_path
from paperknife.formats.source import Source
from paperknife.page.page import Page


def open_file(path: Path) -> Page:
    (page,) = open_path(path, lambda _share: None)
    return page


@pytest.mark.parametrize(
    "head",
    [
        HTML,
        b"\n\xef\xbb\xbf<!DOCTYPE html>",
        b"<!-- saved from url=(0019)https://news.test/a -->\n<p>x",
        b"<!-- one --><!-- two --><?xml version='1.0'?><HTML xmlns='x'>",
        b"<meta charset='utf-8'><span style='color:red'>copied</span>",
        b"Warning: line 3\n<!DOCTYPE html><html><head><title>x</title></head>",
        b"copied <b>text</b> <i>with</i> <a href=x>many</a> <b>small</b> <u>tags</u>",
        "<p>wide".encode("utf-16"),
    ],
)
def test_html_is_known_by_its_tags(head: bytes) -> None:
    assert is_html(head)


@pytest.mark.parametrize(
    "head",
    [
        b"In HTML, a paragraph is written <p>like this</p>.",
        b"a < b and c > d",
        b"<https://news.test/> is an address\n",
        b"def page():\n    return '<p>x</p>'\n\n\n" * 20 + b"'<p></p><b></b>'",
        b"<!-- " * 10_000,
        PNG,
        b"",
    ],
)
def test_text_about_html_is_not_html(head: bytes) -> None:
    assert not is_html(head)


def test_files_beside_the_page_are_found_and_nothing_above_it(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "saved"
    (folder / "a page_files").mkdir(parents=True)
    (folder / "a page_files" / "ü 1.png").write_bytes(PNG)
    (folder / "a page.html").write_bytes(HTML)
    page = open_file(folder / "a page.html")
    for reference in ("./a%20page_files/%C3%BC%201.png", "a page_files/ü 1.png", "a page_files/ü 1.png?v=1#x"):
        found = page.resource(reference)
        assert found is not None, reference
        assert found.data == PNG
    for reference in ("../secret.png", "a page_files/../../secret.png", str(tmp_path / "secret.png"), "..\\secret.png"):
        assert page.resource(reference) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "page.html").write_bytes(HTML)
    try:
        (folder / "innocent.png").symlink_to(tmp_path / "secret.png")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert open_file(folder / "page.html").resource("innocent.png") is None


def test_a_missing_folder_costs_only_the_pictures(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(HTML)
    page = open_file(tmp_path / "page.html")
    assert page.metadata.title == "A harbour tunnel opens"
    assert page.resource("pictures/tunnel.png") is None
    assert page.notes == ()
    (tmp_path / "page.html").write_bytes(HTML.replace(b"pictures/", b"./A%20page_files/"))
    assert "“A page_files”" in open_file(tmp_path / "page.html").notes[0]
    (tmp_path / "A page_files").mkdir()
    assert open_file(tmp_path / "page.html").notes == ()


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "huge.html"
    file.write_bytes(b"<!DOCTYPE html>" + b" " * 100_000)
    with file.open("r+b") as stream:
        stream.truncate(html.LIMIT + 1)
    with pytest.raises(TooLarge):
        open_file(file)


def test_where_a_page_was_saved_from() -> None:
    singlefile = (
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://news.test/harbour \n"
        " saved date: Mon Nov 23 2026 19:22:13 GMT+0100 (Central European Standard Time)\n--><meta charset=utf-8>"
    )
    assert provenance(singlefile) == ("https://news.test/harbour", "2026-11-23T19:22:13+01:00")
    scrapbook = '<html data-scrapbook-source="https://news.test/harbour" data-scrapbook-create="20200917155205232">'
    assert provenance(scrapbook) == ("https://news.test/harbour", "2020-09-17T15:52:05")
    savepage = '<meta name="savepage-url" content="https://news.test/harbour">'
    assert provenance(savepage).address == "https://news.test/harbour"
    assert provenance("<p>Page saved with care</p>") == ("", "")


def test_the_address_that_the_browser_wrote_is_the_pages(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"<!DOCTYPE html>\n<!-- saved from url=(0025)https://news.test/harbour -->\n<html><p>x")
    assert open_file(file).metadata.address == "https://news.test/harbour"


def test_only_the_beginning_decides(tmp_path: Path) -> None:
    assert html.looks_like(Source.memory(b"<!DOCTYPE html>" + bytes([200]) * 100_000, "x"))
