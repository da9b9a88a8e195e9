"""Drawings keep what draws and lose what acts."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.clipping.svg import safe_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def safe(inside: str) -> str:
    data = safe_svg(SVG.format(inside).encode())
    assert data is not None
    ElementTree.fromstring(data)
    return data.decode()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="url(#g)" stroke-width="2"></path>',
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"></stop></linearGradient></defs>',
        "<text>4 &lt; 5 &amp; 漢字</text>",
        f'<image xlink:href="{PIXEL}" width="9"></image>',
        '<g id="a"></g><use xlink:href="#a"></use>',
        "<style>.a { fill: url(#g); stroke: red }</style>",
        "<title>Words</title><desc>for screen readers</desc>",
    ],
)
def test_what_draws_stays(inside: str) -> None:
    assert inside in safe(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        '<script xlink:href="https://evil.example/alert.js"/>',
        '<g onload="alert(1)"/>',
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)">x</b></foreignObject>',
        '<image href="https://evil.example/alert"/>',
        '<use xlink:href="https://evil.example/alert.svg#a"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<style>@import "https://evil.example/alert.css";</style>',
        "<style>a { fill: url( 'https://evil.example/alert' ) }</style>",
        "<style>a { fill: u\\72l(https://evil.example/alert) }</style>",
        '<rect fill="url(https://evil.example/alert)"/>',
        "<rect style=\"background: image-set('https://evil.example/alert')\"/>",
        '<image href="data:image/svg+xml,&lt;svg onload=alert(1)&gt;"/>',
        "<!-- alert -->",
        "<?xml-stylesheet href='https://evil.example/alert'?>",
        '<g xml:base="https://evil.example/alert"/>',
        "<![CDATA[<script>alert(1)</script>]]>",
    ],
)
def test_what_acts_or_loads_goes(inside: str) -> None:
    result = safe(inside)
    assert "evil" not in result
    assert "<script" not in result
    assert "alert" not in result or "&lt;script&gt;" in result


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<svg",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        SVG.format("<g>").encode(),
        b'<?xml version="1.0" encoding="nonsense"?>' + SVG.format("").encode(),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert safe_svg(data) is None


def test_a_drawing_cut_out_of_html_is_one_too() -> None:
    data = safe_svg(b'<svg viewBox="0 0 1 1"><g id="a"></g><use xlink:href="#a"></use><text>a&nbsp;b</text></svg>')
    assert data is not None
    assert ElementTree.fromstring(data).get("viewBox") == "0 0 1 1"
    assert '<use xlink:href="#a"></use><text>a\u00a0b</text>' in data.decode()


def test_ten_thousand_nested_groups_are_no_matter() -> None:
    assert safe("<g>" * 10_000 + "</g>" * 10_000).count("<g>") == 10_000


def test_a_known_document_type_and_other_encodings_are_read() -> None:
    head = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    data = safe_svg((head + SVG.format("<text>é</text>")).encode("utf-16"))
    assert data is not None
    assert "<text>é</text>" in data.decode()


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: SVG.format(text).encode("utf-8", "replace")))
def test_whatever_comes_out_is_well_formed(data: bytes) -> None:
    result = safe_svg(data)
    if result is not None:
        assert ElementTree.fromstring(result).tag == "{http://www.w3.org/2000/svg}svg"
    assert result is None or safe_svg(result) == result
