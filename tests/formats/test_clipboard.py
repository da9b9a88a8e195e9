from pathlib import Path

import pytest
from tests.formats.conftest import Opened

from paperknife.errors import AddressOnly, EmptyFile
from paperknife.formats.clipboard import page_from_clipboard


def cf_html(before: str, fragment: str, after: str = "", header: str = "") -> bytes:
    """Windows' clipboard format: offsets in bytes from the beginning."""
    template = (
        "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n" + header
    )
    start = len(template.format(0, 0, 0, 0).encode())
    first = start + len(before.encode())
    last = first + len(fragment.encode())
    body = before + fragment + after
    return (template.format(start, start + len(body.encode()), first, last) + body).encode()


def test_a_piece_of_a_page_and_its_address() -> None:
    page = page_from_clipboard('<p>Words <a href="https://x.test/">there</a>', "Words there", "https://news.test/a")
    assert page.format == "clipboard"
    assert page.metadata.address == "https://news.test/a"
    assert page.tree.css_first("p").text() == "Words there"
    assert (page.path, page.plain) == ("", False)


def test_windows_counts_bytes() -> None:
    data = cf_html(
        "<html><body>Ünsichtbar<!--StartFragment-->",
        "<p>漢字 é</p>",
        "<!--EndFragment--></body></html>",
        "SourceURL:https://news.test/a\r\n",
    )
    for html in (data, data.decode()):
        page = page_from_clipboard(html, "", "")
        assert page.tree.body.text(deep=True) == "漢字 é"
        assert page.metadata.address == "https://news.test/a"


@pytest.mark.parametrize("offset", ["-1", "9999999999", "nonsense", "0000000003"])
def test_offsets_that_are_wrong(offset: str) -> None:
    data = f"Version:1.0\r\nStartHTML:-1\r\nEndHTML:-1\r\nStartFragment:{offset}\r\nEndFragment:2\r\n".encode()
    page = page_from_clipboard(data + b"<html><!--StartFragment--><p>words</p><!--EndFragment--></html>", "", "")
    assert page.tree.body.text(deep=True) == "words"


def test_utf16_of_firefox() -> None:
    assert page_from_clipboard("<p>wörter</p>".encode("utf-16"), "", "").tree.css_first("p").text() == "wörter"


def test_text_where_there_is_no_html() -> None:
    for html in ("", "<meta charset='utf-8'>", "<html><body> </body></html>"):
        page = page_from_clipboard(html, "One.\n\nTwo.", "https://news.test/a")
        assert page.plain
        assert [node.text() for node in page.tree.css("p")] == ["One.", "Two."]
        assert page.metadata.address == "https://news.test/a"


def test_an_address_alone_and_nothing_at_all() -> None:
    with pytest.raises(AddressOnly) as raised:
        page_from_clipboard("", " https://news.test/a\n", "")
    assert raised.value.address == "https://news.test/a"
    with pytest.raises(EmptyFile):
        page_from_clipboard(b"", " \n", "https://news.test/a")


def test_only_web_addresses_are_addresses() -> None:
    assert page_from_clipboard("<p>x", "", "about:blank").metadata.address == ""


def test_lone_surrogates_do_no_harm() -> None:
    assert "x" in page_from_clipboard("<p>\ud800x", "", "").tree.body.text(deep=True)


def test_what_chromium_copies(saves: Path) -> None:
    folder = saves / "clipboard"
    page = page_from_clipboard(
        (folder / "syn-frames.text-html.html").read_bytes(),
        (folder / "syn-frames.plain.txt").read_text("utf-8"),
        (folder / "syn-frames.source-url.txt").read_text("utf-8"),
    )
    assert page.metadata.address == "https://synthetic.test/articles/frames.html"
    assert "JS-made shadow text." in page.tree.body.text(deep=True)


def test_the_format_kept_as_a_file(opened: Opened) -> None:
    (page,) = opened(cf_html("<html>", "<p>words</p>"))
    assert (page.format, page.tree.body.text(deep=True)) == ("clipboard", "words")
