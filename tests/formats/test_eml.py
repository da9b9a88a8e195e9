import base64

import pytest
from tests.formats.conftest import PNG, Opened

from paperknife.errors import NoPageInside

LETTER = (
    b"Received: from mail.test\r\nFrom: =?utf-8?Q?Harbour_N=C3=A4ws?= <news@harbour.test>\r\nTo: ada@x.test\r\n"
    b"Subject: The tunnel opens\r\nDate: Mon, 02 Mar 2020 08:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)


def test_a_newsletter_with_its_picture(opened: Opened) -> None:
    body = (
        b"Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\n"
        b"Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
        b"Content-Type: text/plain\r\n\r\nplain words\r\n--a\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b'<p>Words</p><img src="cid:logo@x">\r\n--a--\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PNG) + b"--r--\r\n"
    )
    (page,) = opened(LETTER + body)
    assert page.format == "eml"
    assert page.tree.css_first("p").text() == "Words"
    assert page.resource("cid:logo@x").data == PNG
    about = page.metadata
    assert (about.title, about.byline, about.published, about.saved) == (
        "The tunnel opens",
        ("Harbour Näws",),
        "2020-03-02T08:00:00+01:00",
        "",
    )


def test_a_letter_of_plain_text(opened: Opened) -> None:
    (page,) = opened(LETTER + b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe\r\n\r\nAda")
    assert page.plain
    assert [node.text() for node in page.tree.css("p")] == ["Grüße", "Ada"]
    assert page.metadata.title == "The tunnel opens"


def test_a_letter_without_words(opened: Opened) -> None:
    with pytest.raises(NoPageInside):
        opened(LETTER + b"Content-Type: application/pdf\r\n\r\n%PDF")


def test_a_letter_out_of_a_mailbox(opened: Opened) -> None:
    (page,) = opened(b"From ada@x.test Mon Mar  2 08:00:00 2020\r\n" + LETTER + b"Content-Type: text/html\r\n\r\n<p>x")
    assert page.format == "eml"
