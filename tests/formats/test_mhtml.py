import base64
import quopri

import pytest
from tests.formats.conftest import HTML, PNG, Opened, mhtml_of

from paperknife.errors import NoPageInside

PICTURE = ("Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: {}", base64.encodebytes(PNG))


def picture(location: str) -> tuple[str, bytes]:
    return PICTURE[0].format(location), PICTURE[1]


def html(body: bytes, location: str = "https://news.test/harbour", more: str = "") -> tuple[str, bytes]:
    return f"Content-Type: text/html\nContent-Location: {location}{more}", body


def test_the_page_its_address_and_date(opened: Opened) -> None:
    header = (
        "Snapshot-Content-Location: https://news.test/harbour\r\nSubject: =?utf-8?Q?=C3=9Cber?=\r\n"
        "Date: Mon, 23 Nov 2026 19:17:12 -0000\r\nMIME-Version: 1.0"
    )
    (page,) = opened(mhtml_of(html(b"<p>words"), header=header))
    assert page.metadata.address == "https://news.test/harbour"
    assert page.metadata.saved == "2026-11-23T19:17:12+00:00"
    assert page.metadata.title == "Über"


def test_the_frame_that_comes_first_is_not_the_page(opened: Opened) -> None:
    frame = html(b"<p>advertisement", "https://ads.test/slot", "\nContent-ID: <frame-1@mhtml.blink>")
    main = html(b'<title>Page</title><iframe src="cid:frame-1@mhtml.blink"></iframe><p>words')
    (page,) = opened(mhtml_of(frame, main))
    assert page.metadata.title == "Page"
    assert page.tree.css_first("[data-frame='https://ads.test/slot']").text() == "advertisement"


def test_the_start_part_is_the_page(opened: Opened) -> None:
    header = "MIME-Version: 1.0\r\nX-Made-By: Opera"
    data = mhtml_of(
        picture("r.png"), html(b"<p>one", "a"), html(b"<p>two", "b", "\nContent-ID: <op.2@x>"), header=header
    )
    data = data.replace(b'type="text/html"', b"start=<op.2@x>")
    assert opened(data)[0].tree.css_first("p").text() == "two"


def test_the_parts_charset_and_the_documents(opened: Opened) -> None:
    body = quopri.encodestring('<meta charset="gb2312"><p>鎕 网页'.encode("gb18030"))
    part = ("Content-Type: text/html; charset=gbk\nContent-Transfer-Encoding: quoted-printable", body)
    assert opened(mhtml_of(part))[0].tree.css_first("p").text() == "鎕 网页"


@pytest.mark.parametrize(
    ("location", "reference"),
    [
        ("https://news.test/pictures/tunnel.png", "pictures/tunnel.png"),
        ("https://news.test/pictures/tunnel.png", "/pictures/tunnel.png#top"),
        ("https://news.test/t%C3%BCr%201.png", "tür 1.png"),
        ("https://news.test/tür 1.png", "t%C3%BCr%201.png"),
        ("cid:css-1@mhtml.blink", "cid:css-1@mhtml.blink"),
        ("blob:https://news.test/1-2-3", "blob:https://news.test/1-2-3"),
        ("https://other.test/a.png?w=1&h=2", "https://other.test/a.png?w=1&h=2"),
    ],
)
def test_files_are_found_by_any_spelling(location: str, reference: str, opened: Opened) -> None:
    (page,) = opened(mhtml_of(html(HTML), picture(location)))
    found = page.resource(reference)
    assert found is not None
    assert (found.data, found.mime) == (PNG, "image/png")


def test_names_that_are_no_web_addresses(opened: Opened) -> None:
    main = html(b'<img src="image001.png"><p>words', "file:///C:/D0C8/index.htm")
    (page,) = opened(mhtml_of(main, picture("file:///C:/D0C8/image001.png"), header="MIME-Version: 1.0"))
    assert page.resource("image001.png") is not None
    assert page.metadata.address == ""


def test_one_part_without_any_multipart(opened: Opened) -> None:
    data = (
        b'From: "Saved by Windows Internet Explorer 8"\r\n'
        b"Date: Thu, 12 May 2011 22:16:12 -0700\r\nMIME-Version: 1.0\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://news.test/a\r\n\r\n"
        b"=EF=BB=BF<HTML><P>caf=C3=A9"
    )
    (page,) = opened(data, "old.java")
    assert page.tree.css_first("p").text() == "café"
    assert (page.metadata.address, page.metadata.saved) == ("http://news.test/a", "2011-05-12T22:16:12-07:00")


def test_a_message_without_a_page(opened: Opened) -> None:
    with pytest.raises(NoPageInside):
        opened(mhtml_of(("Content-Type: text/css", b"p{}")))


def test_text_or_a_picture_in_place_of_a_page(opened: Opened) -> None:
    (page,) = opened(mhtml_of(("Content-Type: text/plain", b"one\n\ntwo")))
    assert page.plain
    assert len(page.tree.css("p")) == 2
    (page,) = opened(mhtml_of(picture("https://news.test/tunnel.png")))
    assert page.resource(page.tree.css_first("img").attributes["src"]).data == PNG


def test_the_shadow_trees_of_chromium(opened: Opened) -> None:
    (page,) = opened(mhtml_of(html(b'<div><template shadowmode="open"><p>shadow</p></template></div>')))
    assert page.tree.css_first("p").text() == "shadow"
