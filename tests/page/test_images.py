"""Images: the real address behind lazy attributes, candidates and stand-ins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.images import image_of, largest_first
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def address(html: str, stored: tuple[str, ...] = ()) -> str:
    files = Stored({name: Resource(b"x") for name in stored})
    page = Page(parse(html), Metadata(address="https://a.example/dir/page.html"), files)
    node = page.tree.css_first("body img")
    assert node is not None
    return image_of(page, node).address


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img src=a.png>", "https://a.example/dir/a.png"),
        (f"<img src='{DOT}' data-src=/real.jpg>", "https://a.example/real.jpg"),
        ("<img src=/img/blank.gif data-original=b.jpg>", "https://a.example/dir/b.jpg"),
        ("<img srcset='s.jpg 320w, l.jpg 1280w'>", "https://a.example/dir/l.jpg"),
        ("<picture><source srcset='x.webp 2x'><img src=x.png></picture>", "https://a.example/dir/x.png"),
        (f"<img src='{DOT}'><noscript><img src=n.jpg></noscript>", "https://a.example/dir/n.jpg"),
        ("<img src=a.png data-large-file=small.png>", "https://a.example/dir/a.png"),
        (f"<img src='{DOT}' data-large-file=only.png>", "https://a.example/dir/only.png"),
        (f"<picture><source srcset='p.webp'><img src='{DOT}'></picture>", "https://a.example/dir/p.webp"),
        ("<picture><source srcset='p.webp 1x, q.webp 2x'><img></picture>", "https://a.example/dir/q.webp"),
        ("<img srcset='s.png 300w, l.png 900w, m.png 600w' src=own.png>", "https://a.example/dir/own.png"),
        ("<img alt=nothing>", ""),
    ],
)
def test_the_real_address_is_found(html: str, expected: str) -> None:
    assert address(html) == expected


def test_a_saved_candidate_wins() -> None:
    html = "<picture><source srcset='w.webp 1x'><img src=x.png></picture>"
    assert address(html, ("https://a.example/dir/w.webp",)) == "https://a.example/dir/w.webp"


def test_a_file_beside_the_page_keeps_its_name() -> None:
    assert address("<img src='./page_files/a.png'>", ("./page_files/a.png",)) == "./page_files/a.png"


def test_commas_in_addresses_are_no_borders() -> None:
    assert largest_first("https://c.example/w_300,h_200/a.jpg 300w, https://c.example/w_600,h_400/a.jpg 600w") == [
        "https://c.example/w_600,h_400/a.jpg",
        "https://c.example/w_300,h_200/a.jpg",
    ]


@given(st.text(max_size=300))
def test_any_srcset_is_read(text: str) -> None:
    assert all(not candidate.isspace() for candidate in largest_first(text))
