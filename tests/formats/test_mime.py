import base64

import pytest

from paperknife.formats import mime


def test_parts_lie_flat_in_their_order() -> None:
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="outer"\r\n\r\npreamble\r\n--outer\r\n'
        b"Content-Type: multipart/alternative; boundary=outer--inner\r\n\r\n--outer--inner\r\n"
        b"Content-Type: text/plain\r\n\r\nwords\r\n--outer--inner\r\n"
        b"Content-Type: text/html\r\n\r\n<p>words\r\n--outer--inner--\r\n\r\n--outer\r\n"
        b"Content-Type: image/png\r\nContent-ID: <1@x>\r\n\r\nPNG\r\n--outer--\r\nepilogue"
    )
    whole, parts = mime.parts_of(data)
    assert whole.type == "multipart/related"
    assert [(part.type, part.body()) for part in parts] == [
        ("text/plain", b"words"),
        ("text/html", b"<p>words"),
        ("image/png", b"PNG"),
    ]
    assert parts[2].id == "1@x"


def test_a_message_that_was_cut_off_gives_what_is_there() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    data = head + b"--b\nContent-Type: text/html\n\n<p>half a pa"
    assert [part.body() for part in mime.parts_of(data)[1]] == [b"<p>half a pa"]


def test_a_boundary_in_the_middle_of_a_line_is_text() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\na --b c\n--bc\nd\n--b--\n"
    assert [part.body() for part in mime.parts_of(data)[1]] == [b"a --b c\n--bc\nd"]


def test_multiparts_within_multiparts_end() -> None:
    data = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(1, 200))
    whole = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n" + data
    assert len(mime.parts_of(whole)[1]) == 1


@pytest.mark.parametrize(
    ("encoding", "raw", "body"),
    [
        ("quoted-printable", b"caf=C3=\r\n=A9 =3D 1", "café = 1".encode()),
        ("BASE64", base64.encodebytes(b"picture"), b"picture"),
        ("base64", b"cGljdHVyZQ\r\n!!", b"pictur"),
        ("binary", b"a=3D\x00", b"a=3D\x00"),
        ("x-unknown", b"as it is", b"as it is"),
    ],
)
def test_transfer_encodings(encoding: str, raw: bytes, body: bytes) -> None:
    data = f"MIME-Version: 1.0\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + raw
    assert mime.parts_of(data)[1][0].body() == body


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("=?utf-8?Q?Frames=20=E2=80=94_x?=\r\n =?utf-8?Q?=C3=9Cn?=", "Frames — xÜn"),
        ("=?iso-2022-jp?B?GyRCSl1COCQ1JGwkPxsoQg==?=", "保存された"),
        ("=?nonsense?Q?x?=", "x"),
        ("plain words", "plain words"),
    ],
)
def test_header_fields_are_read(field: str, text: str) -> None:
    whole, _ = mime.parts_of(f"Subject: {field}\r\nMIME-Version: 1.0\r\n\r\n".encode())
    assert whole.field("Subject") == text


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"MIME-Version: 1.0\r\n\r\n", True),
        (b"\xef\xbb\xbfContent-Type: text/html\n\n", True),
        (b"From ada@x.test Mon Nov 23\nSubject: x\nMIME-Version: 1.0\n\n", True),
        (b"\r\nSnapshot-Content-Location: https://x.test/\r\n", True),
        (b"Note: this is only text\n\nContent-Type: later", False),
        (b"Content-Type: cheese\n\n", False),
        (b"<p>Content-Type: text/html", False),
        (b"", False),
    ],
)
def test_a_header_block_of_mime(head: bytes, known: bool) -> None:
    assert (mime.is_message(head) is not None) == known
