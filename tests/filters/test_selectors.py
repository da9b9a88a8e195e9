"""Selectors are read so far that the parser has little left to do, and never further than they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from paperknife.filters.selectors import Hold, Key, read


def anchor(text: str) -> tuple[Hold, str, str]:
    (selector,) = read(text)
    return selector.anchor.hold, selector.anchor.name, selector.anchor.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".ad", (Hold.CLASS, "ad", "")),
        ("#ad", (Hold.ID, "ad", "")),
        ("div.ad#x", (Hold.ID, "x", "")),
        ('div[id^="div-gpt"]', (Hold.STARTS, "id", "div-gpt")),
        ("a[href*='/aff/']", (Hold.OTHER, "href", "/aff/")),
        ('iframe[src$=".ad"]', (Hold.OTHER, "src", ".ad")),
        ("[data-ad]", (Hold.PRESENT, "data-ad", "")),
        ("[data-ad=x]", (Hold.EQUALS, "data-ad", "x")),
        ("[TYPE='x' i]", (Hold.PRESENT, "type", "")),
        ("amp-ad", (Hold.TAG, "amp-ad", "")),
        (".box > p img", (Hold.CLASS, "box", "")),
        ("div > .a + .b ~ span", (Hold.CLASS, "a", "")),
        (".a:not(.b > c):nth-child(2n + 1)", (Hold.CLASS, "a", "")),
        (r".md\:ad", (Hold.CLASS, "md:ad", "")),
        (r"#\31 23", (Hold.ID, "123", "")),
        ('[title="a, \\"b]"]', (Hold.EQUALS, "title", 'a, "b]')),
        (".Anzeige-für", (Hold.CLASS, "Anzeige-für", "")),
    ],
)
def test_the_rarest_part_is_found(text: str, expected: tuple[Hold, str, str]) -> None:
    assert anchor(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "div",
        "div > p",
        "*",
        ".a > *",
        ".a:has-text(ad)",
        ".a:upward(2)",
        ".a:-abp-contains(x)",
        ":xpath(//a)",
        ".a >",
        "> .a",
        ".a:not(.b",
        "[",
        "a[href",
        ".a { color: red }",
        "^script",
        "+js(x)",
        ".",
        "\\",
    ],
)
def test_what_cannot_be_looked_for_is_passed_over(text: str) -> None:
    assert read(text) == []


def test_lists_are_divided_at_their_own_commas_only() -> None:
    texts = [selector.text for selector in read('.a, .b:not(.c, .d), [x="e,f"], div, .g')]
    assert texts == [".a", ".b:not(.c, .d)", '[x="e,f"]', ".g"]


def test_only_selectors_of_one_part_need_no_parser() -> None:
    assert [read(text)[0].whole for text in (".a.b[c]", ".a .b", ".a:empty", "[x='y' i].a")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "fits"),
    [
        ("=", "a", "a", True),
        ("=", "a", "A", False),
        ("^=", "ab", "abc", True),
        ("$=", "bc", "abc", True),
        ("*=", "b", "abc", True),
        ("*=", "x", "abc", False),
        ("~=", "b", "a b c", True),
        ("~=", "b", "abc", False),
        ("|=", "en", "en-GB", True),
        ("|=", "en", "eng", False),
    ],
)
def test_values_are_compared_as_css_does(operator: str, wanted: str, value: str, fits: bool) -> None:
    assert Key(Hold.OTHER, "x", wanted, operator).fits(value) is fits
    node = LexborHTMLParser(f'<div x="{value}"></div>').css_first("div")
    assert node.css_matches(f'[x{operator}"{wanted}"]') is fits


@given(st.text(alphabet=".#ad[]()=^$*\"'\\ >+~,:not é", max_size=30))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for selector in read(text):
        assert selector.text


NAMES = st.sampled_from(["a", "ad", "b-1", "x_y"])
COMPOUND = st.builds(
    lambda tag, classes, ident, attribute: tag + "".join(f".{c}" for c in classes) + ident + attribute,
    st.sampled_from(["", "div", "span"]),
    st.lists(NAMES, max_size=2),
    st.sampled_from(["", "#ad", "#z"]),
    st.sampled_from(["", "[data-x]", '[data-x="ad"]', '[class^="a"]', '[class*="d"]', '[id$="d"]', '[data-x="AD" i]']),
)


@given(COMPOUND, st.lists(NAMES, max_size=3), st.sampled_from(["ad", "z", "q"]), st.sampled_from(["ad", "", "q"]))
def test_what_is_decided_here_is_what_the_parser_says(text: str, classes: list[str], ident: str, data: str) -> None:
    markup = f'<div class="{" ".join(classes)}" id="{ident}" data-x="{data}"></div>'
    node = LexborHTMLParser(markup).css_first("div")
    for selector in read(text):
        attributes = node.attributes
        name = {Hold.ID: "id", Hold.CLASS: "class"}.get(selector.last.hold, selector.last.name)
        ours = name in attributes and selector.last.fits(attributes[name] or "")
        ours = ours and selector.may_fit("div", attributes)
        try:
            theirs = node.css_matches(selector.text)
        except SelectolaxError:
            continue
        assert ours is theirs if selector.whole else ours or not theirs
