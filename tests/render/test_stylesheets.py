"""Style sheets: every address leads to a saved file or to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse
from paperknife.render.stylesheets import StyleSheets

PAGE = Page(
    parse(""),
    Metadata(address="https://a.example/"),
    Stored(
        {
            "./page_files/a.css": Resource(b"p { background: url('b.png') } @import url(c.css) print;"),
            "page_files/b.png": Resource(b"b"),
            "page_files/c.css": Resource(b"i {}"),
            "https://a.example/x.png": Resource(b"x"),
            "https://a.example/loop.css": Resource(b"@import 'loop.css';"),
        }
    ),
)


def address_of(resource: Resource) -> str:
    return f"saved:{resource.data.decode()}"


def inline(css: str) -> str:
    return StyleSheets(PAGE, address_of).inline(css)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p { background: url(x.png) }", 'p { background: url("saved:x") }'),
        ("p { background: url( 'x.png' ) }", 'p { background: url("saved:x") }'),
        ('p { background: URL("gone.png") }', 'p { background: url("data:,") }'),
        ("p { fill: url(#a) }", "p { fill: url(#a) }"),
        ("p { background: url(data:image/png;base64,AA==) }", "p { background: url(data:image/png;base64,AA==) }"),
    ],
)
def test_addresses(css: str, expected: str) -> None:
    assert inline(css) == expected


def test_a_sheet_in_the_folder_beside_the_page_finds_its_neighbours() -> None:
    css = StyleSheets(PAGE, address_of).linked("./page_files/a.css")
    assert 'url("saved:b")' in css
    assert "@media print { i {} }" in css


def test_sheets_that_import_themselves_end() -> None:
    assert StyleSheets(PAGE, address_of).linked("https://a.example/loop.css") == ""


@given(st.text(max_size=300))
def test_any_sheet_is_read(css: str) -> None:
    inline(css)
