import json

from tests.formats.conftest import HTML, PNG, Opened, zip_of

MANIFEST = json.dumps(
    {
        "originalUrl": "https://news.test/harbour",
        "title": "From the manifest",
        "archiveTime": "2026-11-23T19:22:50.644Z",
    }
).encode()
ENTRIES = {
    "index.html": b"<meta charset=utf-8><p>Caf\xc3\xa9<img src=images/1.png><iframe src=frames/0/index.html></iframe>",
    "manifest.json": MANIFEST,
    "images/1.png": PNG,
    "frames/0/index.html": b"<p>of the frame<img src=images/0.png>",
    "frames/0/images/0.png": PNG,
}


def test_page_manifest_pictures_and_frames(opened: Opened) -> None:
    (page,) = opened(zip_of(ENTRIES))
    about = page.metadata
    assert (about.address, about.title, about.saved) == (
        "https://news.test/harbour",
        "From the manifest",
        "2026-11-23T19:22:50.644Z",
    )
    assert [node.text() for node in page.tree.css("p")][-1] == "of the frame"
    assert [page.resource(node.attributes["src"]).data for node in page.tree.css("img")] == [PNG, PNG]


def test_only_the_zip_in_a_page_that_unpacks_itself_is_read(opened: Opened) -> None:
    outer = b"<!DOCTYPE html><html><meta charset=windows-1252><body><p>the same text once more</p><!--"
    (page,) = opened(outer + zip_of(ENTRIES) + b"--></body></html>", "page.u.zip.html")
    assert page.format == "singlefile"
    assert "once more" not in page.tree.body.text(deep=True)
    assert page.tree.css_first("p").text(deep=False) == "Café"


def test_a_manifest_that_is_no_json(opened: Opened) -> None:
    (page,) = opened(zip_of({"index.html": HTML, "manifest.json": b"[1, 2"}))
    assert page.metadata.title == "A harbour tunnel opens"
    assert page.metadata.address == ""
