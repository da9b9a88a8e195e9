"""A library in a temporary folder, with its index beside it and a trash of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import send2trash

from paperknife.clipping.clipping import Clipping, make_clipping
from paperknife.library.index import Index
from paperknife.library.library import Library
from paperknife.page.metadata import Metadata
from paperknife.page.resources import Resource
from paperknife.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
GIF = b"GIF89a" + bytes(20)
HTML = '<p>First words of it.</p><p><img src="https://news.example/a.png" alt="A"></p>'


def saved(address: str) -> Resource | None:
    return Resource(GIF if address.endswith("gif") else PNG)


MakeLibrary = Callable[..., Library]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Clippings"


@pytest.fixture
def make_library(tmp_path: Path, folder: Path) -> MakeLibrary:
    def make(**chosen: object) -> Library:
        return Library(
            folder, replace(Settings(library=folder), **chosen), Index(folder, tmp_path / "cache" / "i.sqlite3")
        )

    return make


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library()


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where thrown away files and folders are; the desktop's own trash is not for tests."""
    folder = tmp_path / "trash"
    folder.mkdir()

    def throw(path: str) -> None:
        Path(path).rename(folder / Path(path).name)

    monkeypatch.setattr(send2trash, "send2trash", throw)
    return folder


def clipping(title: str = "A title", html: str = HTML, **facts: object) -> Clipping:
    about = Metadata(title=title, address=str(facts.pop("address", "https://news.example/harbour")))
    created = facts.pop("created", date(2026, 11, 23))
    assert isinstance(created, date)
    return make_clipping(html, about, saved, created=created, **facts)  # type: ignore[arg-type]  # facts of any type


def write_note(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
