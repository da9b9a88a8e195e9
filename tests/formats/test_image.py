import pytest
from tests.formats.conftest import PNG, Opened

from paperknife.formats.image import type_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "image/avif"),
        (b"BM\x3c\x00\x00\x00\x00\x00\x00\x00\x36", "image/bmp"),
        (b"BMW is a car, and this is a text", ""),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b'<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"),
        (b"<p><svg>", ""),
        (b"", ""),
    ],
)
def test_images_are_known_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert type_of(head) == kind


def test_a_picture_is_a_page_of_its_own(opened: Opened) -> None:
    (page,) = opened(PNG, 'a "strange" name?.png')
    assert page.resource(page.tree.css_first("img").attributes["src"]).data == PNG
    assert page.metadata.title == ""
