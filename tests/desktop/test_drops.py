"""What a drag or the clipboard holds: files before links, links before pieces, and where a piece came from."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl

from paperknife.desktop.drops import Dropped, can_take, dropped


def mime(**kinds: object) -> QMimeData:
    data = QMimeData()
    if "urls" in kinds:
        data.setUrls([QUrl(url) for url in kinds["urls"]])
    if "html" in kinds:
        data.setHtml(kinds["html"])
    if "text" in kinds:
        data.setText(kinds["text"])
    for name, value in kinds.get("raw", {}).items():
        data.setData(name, value)
    return data


def test_files_and_folders_come_first(tmp_path: Path) -> None:
    urls = [QUrl.fromLocalFile(str(tmp_path / name)).toString() for name in ("a b.html", "ü.html")]
    data = mime(urls=[*urls, "https://news.example/"], html="<p>x</p>", text="x")
    assert dropped(data) == Dropped(paths=(tmp_path / "a b.html", tmp_path / "ü.html"))


def test_a_dragged_link_is_a_link_and_not_its_own_html() -> None:
    data = mime(urls=["https://news.example/x"], html='<a href="https://news.example/x">News</a>', text="News")
    assert dropped(data) == Dropped(address="https://news.example/x")
    assert dropped(data).is_link
    assert dropped(mime(text="  https://news.example/y \n")).address == "https://news.example/y"


def test_a_piece_of_a_page_keeps_its_html_and_its_address() -> None:
    private = "https://news.example/story".encode("utf-16-le")
    found = dropped(mime(html="<p>A piece</p>", text="A piece", raw={"text/x-moz-url-priv": private}))
    assert (found.html, found.plain, found.address) == ("<p>A piece</p>", "A piece", "https://news.example/story")
    assert not found.is_link


def test_the_path_of_a_file_that_is_there_is_that_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x")
    assert dropped(mime(text=str(page))).paths == (page,)
    assert dropped(mime(text=QUrl.fromLocalFile(str(page)).toString())).paths == (page,)
    assert dropped(mime(text=str(page) + ".gone")) == Dropped(plain=str(page) + ".gone")


def test_nothing_is_nothing() -> None:
    assert not dropped(QMimeData())
    assert not dropped(mime(text=" \n "))
    assert not can_take(mime(raw={"image/png": b"x"}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), raw=st.binary(max_size=60))
def test_any_text_can_be_dropped(text: str, raw: bytes) -> None:
    found = dropped(mime(text=text, html=text, raw={"text/x-moz-url-priv": raw, "chromium/x-source-url": raw}))
    assert isinstance(found, Dropped)


@pytest.mark.parametrize("text", ["\x00", "/\x00", "~nobody-here/x", "file://\x00", "C:\\nul"])
def test_words_that_are_no_paths_are_text(text: str) -> None:
    assert not dropped(mime(text=text)).paths
