import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.resources import Folder, Resource, Stored, find, from_data_address, joined

PAGE = "https://x.test/news/page.html"


@pytest.mark.parametrize(
    ("stored", "reference"),
    [
        ("https://x.test/news/a.png", "a.png"),
        ("https://x.test/a.png", "/a.png"),
        ("https://x.test/a.png", "//x.test/a.png"),
        ("https://x.test/news/a.png", " a.png#part "),
        ("https://x.test/news/a b.png", "a%20b.png"),
        ("a.png", "a.png?v=3"),
        ("cid:1@x", "cid:1@x"),
    ],
)
def test_a_reference_is_looked_up_by_its_spellings(stored: str, reference: str) -> None:
    assert find(Stored({stored: Resource(b"x")}), reference, PAGE) == Resource(b"x")


def test_the_reference_as_it_stands_comes_first() -> None:
    files = Stored({"a.png": Resource(b"own"), "https://x.test/news/a.png": Resource(b"joined")})
    assert find(files, "a.png", PAGE).data == b"own"


@pytest.mark.parametrize("reference", ["", "  ", "#top", "missing.png", "http://[", "http://[#x", "data:nothing"])
def test_nothing_is_found(reference: str) -> None:
    assert find(Stored({"a.png": Resource(b"x")}), reference, PAGE) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("data:image/PNG;base64,aGk=", Resource(b"hi", "image/png")),
        ("data:image/png;charset=x; base64 ,aGk%3D", Resource(b"hi", "image/png")),
        ("data:,a%20b", Resource(b"a b", "text/plain")),
        ("data:text/html;charset=utf-8,<p>x", Resource(b"<p>x", "text/html")),
        ("data:image/png;base64,a", None),
        ("data:image/png", None),
    ],
)
def test_data_addresses(address: str, found: Resource | None) -> None:
    assert from_data_address(address) == found


@given(st.binary(max_size=100))
def test_data_addresses_hold_any_bytes(data: bytes) -> None:
    assert find(Stored(), "data:x/y;base64," + base64.b64encode(data).decode()).data == data


def test_a_folder_gives_what_lies_below_it_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "a b.png").write_bytes(b"x")
    (tmp_path.parent / "secret").write_bytes(b"s")
    folder = Folder(tmp_path)
    assert find(folder, "./page_files/a%20b.png", PAGE).data == b"x"
    for reference in (
        "../secret",
        "/etc/passwd",
        "\\\\host\\share",
        "file:///etc/passwd",
        "C:\\x",
        "page_files",
        "a\x00b",
        "",
    ):
        assert folder.get(reference) is None
        assert find(folder, reference) is None


def test_a_file_that_is_too_large_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(bytes(100))
    monkeypatch.setattr(Folder, "LIMIT", 99)
    assert Folder(tmp_path).get("a.png") is None


def test_joining() -> None:
    assert joined("https://x.test/a/b", "../c") == "https://x.test/c"
    assert joined("", "c") == "c"
    assert joined("https://x.test/", "http://[") == "http://["
