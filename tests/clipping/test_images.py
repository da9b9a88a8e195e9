"""Images come from the saved page alone, are named by what they hold, and their links lead to them."""

import base64

import pytest

from paperknife.clipping.images import FOLDER, in_folder, picture, suffix_of, take_images
from paperknife.page.resources import Resource, from_data_address

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><path d="M0 0"/></svg>'
SAVED = {"https://x.example/a.jpg": PNG, "https://x.example/b.png": PNG, "https://x.example/c": GIF, "drawing": SVG}


def find(address: str) -> Resource | None:
    if address.startswith("data:"):
        return from_data_address(address)
    return Resource(SAVED[address]) if address in SAVED else None


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (PNG, "png"),
        (GIF, "gif"),
        (b"\xff\xd8\xff\xe0rest", "jpg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00", "avif"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", "avif"),
        (b"BM" + (70).to_bytes(4, "little") + bytes(60), "bmp"),
        (b"\x00\x00\x01\x00\x01\x00", "ico"),
        (SVG, "svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="x">', "svg"),
        (b"<html><svg></svg></html>", ""),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", ""),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x00\x00", ""),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_the_kind_is_told_by_the_first_bytes(data: bytes, suffix: str) -> None:
    assert suffix_of(data) == suffix


def test_one_content_is_kept_once_under_the_name_of_its_content() -> None:
    html, images = take_images(
        '<p><img src="https://x.example/a.jpg" alt="A" srcset="big 2x"><img src="https://x.example/b.png"></p>', find
    )
    [image] = images
    assert image.name.endswith(".png")
    assert image.data == PNG
    assert image.size == len(PNG)
    assert html == f'<p><img src="{FOLDER}/{image.name}" alt="A"><img src="{FOLDER}/{image.name}"></p>'


def test_an_image_that_was_not_saved_keeps_its_address() -> None:
    html = '<p><img src="https://x.example/never.png" alt="there"></p>'
    assert take_images(html, find) == (html, ())


def test_an_image_inside_the_page_is_taken_out_of_it() -> None:
    address = "data:image/png;base64," + base64.b64encode(PNG).decode()
    html, [image] = take_images(f'<p><img src="{address}"></p>', find)
    assert image.data == PNG
    assert "data:" not in html


@pytest.mark.parametrize("address", ["data:image/png;base64,AAAA", "data:text/html,<script>", "javascript:1", "data:"])
def test_what_is_no_image_is_its_alternative_text(address: str) -> None:
    assert take_images(f'<p><img src="{address}" alt="a &lt; b"></p>', find) == ("<p>a &lt; b</p>", ())


def test_drawings_are_made_safe() -> None:
    _, [image] = take_images('<img src="drawing">', find)
    assert image.name.endswith(".svg")
    assert b"script" not in image.data
    assert b"<path" in image.data
    assert picture(Resource(b"<svg onload='x'")) is None


def test_images_can_be_left_out() -> None:
    html = '<figure><img src="https://x.example/a.jpg"><figcaption>Words</figcaption></figure>'
    assert take_images(html, find, leave_out=True) == ("<figure><figcaption>Words</figcaption></figure>", ())


def test_links_that_run_something_lose_their_address() -> None:
    html = '<a href=" java\nscript:alert(1)">x</a><a href="https://x.example/?a=1&amp;b">y</a><a href="#n">z</a>'
    assert take_images(html, find)[0] == '<a>x</a><a href="https://x.example/?a=1&amp;b">y</a><a href="#n">z</a>'


def test_the_folder_is_encoded_once() -> None:
    markdown = f"![]({FOLDER}/0123456789abcdef.png) {FOLDER}/other {FOLDER}/0123456789abcdef.pngxy"
    placed = in_folder(markdown, "../Ein Fall (1) 漢 100%.assets")
    assert placed == (
        "![](../Ein%20Fall%20%281%29%20%E6%BC%A2%20100%25.assets/0123456789abcdef.png)"
        f" {FOLDER}/other {FOLDER}/0123456789abcdef.pngxy"
    )


def test_deep_trees_are_no_matter() -> None:
    html = "<div>" * 5_000 + '<img src="https://x.example/a.jpg">' + "</div>" * 5_000
    assert len(take_images(html, find)[1]) == 1
