from pathlib import Path

import pytest
from tests.formats.conftest import HTML, PNG, Opened, mhtml_of, zip_of

from paperknife.errors import NoPageInside, UnknownFormat
from paperknife.formats.opening import open_path
from paperknife.page.page import Page


def fill(folder: Path, entries: dict[str, bytes]) -> None:
    for name, data in entries.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def open_folder(folder: Path) -> list[Page]:
    return list(open_path(folder, lambda _share: None))


COMPLETE = {"site/A page.html": HTML, "site/A page_files/frame.html": b"<p>frame", "site/A page_files/x.png": PNG}
SITE = {"index.html": b"<title>The index</title><p>x", "about.html": HTML, "pictures/x.png": PNG}
LETTERS = {
    "b.mht": mhtml_of(("Content-Type: text/html", b"<title>B</title>")),
    "a.html": b"<title>A</title><p>x",
    "x.png": PNG,
}


@pytest.mark.parametrize(
    ("entries", "titles"),
    [
        (COMPLETE, ["A harbour tunnel opens"]),
        (SITE, ["The index"]),
        (LETTERS, ["A", "B"]),
    ],
)
def test_a_zip_and_a_folder_give_the_same_pages(
    entries: dict[str, bytes], titles: list[str], tmp_path: Path, opened: Opened
) -> None:
    fill(tmp_path, entries)
    assert sorted(page.metadata.title for page in opened(zip_of(entries))) == titles
    assert sorted(page.metadata.title for page in open_folder(tmp_path)) == titles


def test_the_files_of_the_page_are_found(tmp_path: Path, opened: Opened) -> None:
    fill(tmp_path, COMPLETE)
    for page in (*opened(zip_of(COMPLETE)), *open_folder(tmp_path)):
        assert page.resource("A page_files/x.png").data == PNG


def test_a_folder_without_a_page(tmp_path: Path, opened: Opened) -> None:
    fill(tmp_path, {"x.png": PNG, "notes.txt": b"words", ".hidden.html": HTML})
    with pytest.raises(NoPageInside) as raised:
        open_folder(tmp_path)
    assert raised.value.format == "folder"
    with pytest.raises(NoPageInside):
        opened(zip_of({"x.png": PNG, "notes.txt": b"words"}))


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    fill(tmp_path, {"outside/page.html": HTML})
    try:
        (tmp_path / "inside" / "link").symlink_to(tmp_path / "outside")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(NoPageInside):
        open_folder(tmp_path / "inside")


def test_documents_of_an_office_are_called_by_their_name(opened: Opened) -> None:
    with pytest.raises(UnknownFormat) as raised:
        opened(zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}))
    assert "Office" in raised.value.kind
    with pytest.raises(UnknownFormat):
        opened(zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}))


def test_zips_within_zips_end(opened: Opened) -> None:
    data = zip_of({"page.html": HTML})
    assert len(opened(zip_of({"inner.zip": data}))) == 1
    for _ in range(10):
        data = zip_of({"inner.zip": data})
    with pytest.raises(Exception, match="saved"):
        opened(data)
