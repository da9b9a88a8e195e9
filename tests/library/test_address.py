"""Which addresses are those of one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.library.address import same_page

PAGE = "https://news.example/2026/harbour?id=7&lang=en"


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example/2026/harbour?id=7&lang=en",
        "https://www.news.example/2026/harbour?id=7&lang=en",
        "https://NEWS.example:443/2026/harbour/?id=7&lang=en#:~:text=tunnel",
        "https://news.example/2026/harbour?utm_source=x&id=7&fbclid=abc&lang=en&UTM_Campaign=y",
        "  https://news.example./2026/harbour?id=7&&lang=en ",
    ],
)
def test_these_are_one_page(address: str) -> None:
    assert same_page(address) == same_page(PAGE) != ""


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/2026/harbour",
        "https://news.example/2026/Harbour?id=7&lang=en",
        "https://news.example/2026/harbour?id=8&lang=en",
        "https://news.example:8080/2026/harbour?id=7&lang=en",
        "https://m.news.example/2026/harbour?id=7&lang=en",
    ],
)
def test_these_are_others(address: str) -> None:
    assert same_page(address) not in ("", same_page(PAGE))


@pytest.mark.parametrize("address", ["", "harbour", "file:///home/page.html", "https://", "http://[x", "http://a:b/"])
def test_these_are_none(address: str) -> None:
    assert same_page(address) == ""


@given(st.text())
def test_any_text_is_taken(address: str) -> None:
    assert same_page(f"https://{address}") == same_page(f"https://{address}#part") or "#" in address
