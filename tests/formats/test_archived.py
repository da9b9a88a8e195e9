from functools import partial

import pytest

from paperknife.formats.archived import Archived
from paperknife.page.resources import Resource


def archived(*addresses: str, base: str = "") -> Archived:
    return Archived({address: partial(Resource, address.encode()) for address in addresses}, base)


@pytest.mark.parametrize(
    ("stored", "reference", "base"),
    [
        ("https://x.test/a.png", "https://x.test/a.png", ""),
        ("https://x.test/a.png", "a.png", "https://x.test/page"),
        ("https://x.test/a%20b.png", "a b.png", "https://x.test/page"),
        ("folder/ä.png", "%C3%A4.png#x", "folder/index.html"),
        ("cid:1@x", "cid:1@x", "https://x.test/"),
    ],
)
def test_spellings(stored: str, reference: str, base: str) -> None:
    assert archived(stored, base=base).get(reference) == Resource(stored.encode())


def test_the_exact_address_wins_over_one_that_reads_the_same() -> None:
    files = archived("https://x.test/a%20b", "https://x.test/a b")
    assert files.get("https://x.test/a b").data == b"https://x.test/a b"
    assert files.get("https://x.test/a%20b").data == b"https://x.test/a%20b"


def test_the_same_files_from_another_page() -> None:
    files = archived("one/a.png", "two/a.png", base="one/index.html")
    assert files.get("a.png").data == b"one/a.png"
    assert files.at("two/index.html").get("a.png").data == b"two/a.png"


def test_nothing_is_found_where_there_is_nothing() -> None:
    for reference in ("", "../../b.png", "http://[", "http://[#x", "b.png"):
        assert archived("a.png", base="index.html").get(reference) is None
