import io
import zipfile

import pytest
from tests.formats.conftest import HTML, PNG, zip_of

from paperknife.errors import DamagedFile, LockedFile, TooLarge
from paperknife.formats.source import Source
from paperknife.formats.unzip import Zip, is_zip


def archive(data: bytes) -> Zip:
    return Zip(Source.memory(data, "a.zip"))


def test_names_that_climb_are_left_out() -> None:
    names = ["../up.html", "/root.html", "C:/windows.html", "a/../../up.html", "..\\up.html", "a/./b/../page.html"]
    assert archive(zip_of(dict.fromkeys(names, HTML))).names == ["a/page.html"]


def test_a_bomb_is_refused_and_its_neighbours_are_not() -> None:
    found = archive(zip_of({"page.html": HTML, "bomb.html": bytes(40_000_000)}))
    with pytest.raises(DamagedFile):
        found.read("bomb.html")
    assert found.read("page.html") == HTML
    assert found.files("page.html").get("bomb.html") is None


def test_an_entry_that_is_too_large() -> None:
    found = archive(zip_of({"x": b"x"}))
    found._entries["x"].file_size = 10_000_000_000
    with pytest.raises(TooLarge):
        found.read("x")


def test_a_password() -> None:
    data = bytearray(zip_of({"page.html": HTML}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    with pytest.raises(LockedFile):
        archive(bytes(data)).read("page.html")


def test_damage_within_an_entry() -> None:
    data = bytearray(zip_of({"page.html": HTML * 50, "stored.png": PNG}))
    at = data.index(b"page.html") + 20
    data[at : at + 20] = bytes(20)
    with pytest.raises(DamagedFile):
        archive(bytes(data)).read("page.html")


def test_a_directory_that_would_fill_the_memory() -> None:
    data = bytearray(zip_of({"page.html": HTML}))
    end = data.index(b"PK\x05\x06")
    data[end + 12 : end + 16] = (200_000_000).to_bytes(4, "little")
    with pytest.raises(TooLarge):
        archive(bytes(data))


def test_an_unknown_compression() -> None:
    data = bytearray(zip_of({"page.html": HTML}))
    data[data.index(b"PK\x01\x02") + 10] = 9
    data[8] = 9
    with pytest.raises(DamagedFile):
        archive(bytes(data)).read("page.html")


def test_a_zip_at_the_end_of_html_is_one() -> None:
    assert is_zip(Source.memory(b"<!DOCTYPE html><html><body>" + zip_of({"index.html": HTML}), "x.html"))
    assert not is_zip(Source.memory(HTML, "x.html"))


def test_entries_are_found_as_the_page_names_them() -> None:
    files = archive(zip_of({"site/a/page.html": HTML, "site/pictures/tür 1.png": PNG})).files("site/a/page.html")
    for reference in ("../pictures/tür 1.png", "../pictures/t%C3%BCr%201.png"):
        assert files.get(reference).data == PNG
    assert files.get("../../../pictures/tür 1.png") is None


def test_every_compression_that_python_knows() -> None:
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert archive(zip_of({"page.html": HTML}, compression)).read("page.html") == HTML
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    assert archive(held.getvalue()).names == []
