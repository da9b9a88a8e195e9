"""Pictures of the original lead to the files that were saved, and to nothing else."""

import pytest

from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse
from paperknife.render.pictures import attributes, media_type

HOME = "https://a.example/"
STAND_IN = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def shown(markup: str, tag: str) -> dict[str, str | None]:
    files = {HOME + name: Resource(name.encode(), "image/png") for name in ("a.png", "b c.png", "film.mp4")}
    page = Page(parse(markup), Metadata(address=HOME), Stored(files))
    node = page.tree.css_first(tag)
    assert node is not None
    return dict(attributes(page, node, tag, lambda resource: f"saved:{resource.data[:9].decode()}"))


@pytest.mark.parametrize(
    ("markup", "tag", "expected"),
    [
        ("<img src=a.png>", "img", {"src": "saved:a.png"}),
        ("<img src=gone.png>", "img", {"src": "data:,", "data-missing": HOME + "gone.png"}),
        (
            "<img src=a.png srcset='a.png 100w, gone.png 200w, b%20c.png 300w' sizes=50vw>",
            "img",
            {"src": "saved:a.png", "srcset": "saved:a.png 100w, saved:b c.png 300w", "sizes": "50vw"},
        ),
        (
            "<img src=gone.png srcset='gone.png 1x, a.png 2x'>",
            "img",
            {"src": "saved:a.png", "srcset": "saved:a.png 2x"},
        ),
        (f"<img src='{STAND_IN}' data-src=a.png>", "img", {"src": "saved:a.png"}),
        (f"<img src='{STAND_IN}' srcset='{STAND_IN} 1w' data-srcset='a.png 9w'>", "img", {"src": "saved:a.png"}),
        ("<picture><source srcset='gone.png 2x'><img src=a.png></picture>", "source", {}),
        ("<picture><source srcset='a.png' media=x><img></picture>", "source", {"srcset": "saved:a.png"}),
        (f"<picture><source srcset='{STAND_IN}'><img></picture>", "source", {}),
        ("<input type=image src=a.png>", "input", {"src": "saved:a.png"}),
        ("<input src=a.png>", "input", {}),
        ("<video src=film.mp4></video>", "video", {"src": "saved:film.mp4"}),
        ("<video><source src=film.mp4></video>", "source", {"src": "saved:film.mp4"}),
        ("<object data=a.png></object>", "object", {"style": 'content: url("saved:a.png")'}),
        ("<object data=gone.png></object>", "object", {}),
        ("<iframe src=/x></iframe>", "iframe", {"data-missing": HOME + "x"}),
        ("<iframe src=about:blank></iframe>", "iframe", {}),
        ("<iframe></iframe>", "iframe", {}),
    ],
)
def test_where_pictures_come_from(markup: str, tag: str, expected: dict[str, str]) -> None:
    assert shown(markup, tag) == expected


def test_the_stand_in_stays_where_the_real_one_was_not_saved() -> None:
    found = shown(f"<img src='{STAND_IN}' data-src=gone.png>", "img")
    assert (found["src"] or "").startswith("saved:GIF")
    assert "data-missing" not in found


def test_an_image_that_lies_in_the_style_sheet_is_left_to_it() -> None:
    markup = f"<style>:root{{--sf-img-1: url(\"data:image/png;base64,QQ==\")}}</style><img src='{STAND_IN}' "
    found = shown(markup + "style='background-image:var(--sf-img-1)!important'>", "img")
    assert (found["src"] or "").startswith("saved:GIF")


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"\x89PNG\r\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"wOF2", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file_without_one(data: bytes, mime: str) -> None:
    assert media_type(Resource(data)) == mime
