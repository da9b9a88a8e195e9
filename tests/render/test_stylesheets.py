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
            "https://a.example/x.css?a;b=1@2": Resource(b"b {}"),
            "https://a.example/x.css": Resource(b"b {}"),
            "https://a.example/koi.css": Resource(b"@charset \"koi8-r\"; p::after { content: '\xd1' }"),
            "https://a.example/bom.css": Resource("\ufeffp::after { content: 'é' }".encode(), charset="koi8-r"),
            "https://a.example/loop.css": Resource(b"@import 'loop.css';"),
        }
    ),
)
FRAME = ":is(iframe, :where([data-frame]))"


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


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@import 'x.css?a;b=1@2';", "b {}"),
        ('@import url( "x.css" ) screen and (width > 3px);', "@media screen and (width > 3px) { b {} }"),
        ("@import url(x.css) layer;", "@layer  { b {} }"),
        ("@import 'x.css' layer(a) supports(c: d) print;", "@layer a { @supports (c: d) { @media print { b {} } } }"),
        ("a {} @import 'gone.css'; c {}", "a {}  c {}"),
        ("iframe.a, #iframe, .iframe, p iframe {}", f"{FRAME}.a, #iframe, .iframe, p {FRAME} {{}}"),
        ("p { background: url(iframe.png) }", 'p { background: url("data:,") }'),
        ("x:not(:defined) { opacity: 0 }", "x:not(*) { opacity: 0 }"),
        ("body{display:none !important}", "body{}"),
        ("html.js body.a { margin: 0; display : none; color: red }", "html.js body.a { margin: 0; ; color: red }"),
        ("body .x { display: none }", "body .x { display: none }"),
        (".body { display: none }", ".body { display: none }"),
    ],
)
def test_what_a_browser_would_show(css: str, expected: str) -> None:
    assert inline(css) == expected


def test_the_encoding_of_a_sheet() -> None:
    sheets = StyleSheets(PAGE, address_of)
    assert "'\u044f'" in sheets.linked("https://a.example/koi.css")
    assert "'\u00e9'" in sheets.linked("https://a.example/bom.css")


@pytest.mark.parametrize(
    "piece",
    [
        "@import a ",
        "@import 'a",
        ";body",
        "body body ",
        "url(a ",
        "url( ",
        "url('a\\",
        " ",
        "{body",
        ":host(a",
        "@import x.css;",
    ],
)
def test_no_sheet_makes_it_hang(piece: str) -> None:
    css = "url(a" + piece * (200_000 // len(piece))
    inline(css)


def test_sheets_that_import_themselves_end() -> None:
    assert StyleSheets(PAGE, address_of).linked("https://a.example/loop.css") == ""


@given(st.text(max_size=300))
def test_any_sheet_is_read(css: str) -> None:
    inline(css)
