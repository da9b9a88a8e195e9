"""Escaping by context: a page's text comes back as it was, and plain text looks plain."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.markdown.line import write_line
from paperknife.page.tree import parse

PIECES = st.sampled_from(
    [
        *"\\`*_[]<>&#|~=$%!^:;(){}+-.1290 abX中“。\n\t'\"/@é😀\u200d\u200f",
        *("http://", "<b>", "&lt;", "**", "~~", "==", "$$", "---", "[^1]", "&amp;", "\u00a0", "1. ", "- "),
    ]
)
ANY_TEXT = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30)).map(
    lambda text: text.replace("\x00", "").replace("\r", "\n")
)
FRAMES = {
    "p": "<p>{}<br>{}</p>",
    "li": "<ul><li>{}<br>{}</li></ul>",
    "h2": "<h2>{} {}</h2>",
    "td": "<table><tr><th>{}</th></tr><tr><td>{}</td></tr><tr><td></td></tr></table>",
    "blockquote": "<blockquote>{}<p>{}</p></blockquote>",
}
PLAIN = {"body", "p", "br", "ul", "li", "h2", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\xad", "").replace("\u200b", ""))


@pytest.mark.parametrize("frame", FRAMES)
@settings(max_examples=150, deadline=None)
@given(one=ANY_TEXT, other=ANY_TEXT)
def test_any_text_comes_back(render, frame: str, one: str, other: str) -> None:
    source = FRAMES[frame].format(html.escape(one), html.escape(other))
    body = parse(render(to_markdown(source))).body
    assert squeezed(body.text(deep=True)) == squeezed(one + other)
    assert {node.tag for node in body.css("*")} <= PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name and __ alone",
        "a < b > c & d; AT&T; R&D",
        "costs $5 and $10",
        "a = b + c - d == e",
        "it's 3.5 - or 4) or #1",
        "why! (really): yes/no @you {x} ^2 ~5 and ~6",
        "if a == b and c == d",
        "100 % of 50 %",
        "“quoted” – 中文，标点。",
    ],
)
def test_plain_text_looks_plain(text: str) -> None:
    assert write_line(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no", "\\# no"),
        ("- no", "\\- no"),
        ("+ no", "\\+ no"),
        ("1. no", "1\\. no"),
        ("1986) no", "1986\\) no"),
        ("> no", "\\> no"),
        ("===", "\\==="),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("___", "\\___"),
        ("~~~ no", "\\~~~ no"),
        ("| no |", "\\| no |"),
        (": no", "\\: no"),
        ("--- | ---", "\\--- | ---"),
        ("<b>no</b>", "\\<b>no\\</b>"),
        ("&lt; &#60; &copy=", "\\&lt; \\&#60; &copy="),
        ("[x](y)", "\\[x\\](y)"),
        ("~~t~~", "\\~\\~t\\~\\~"),
        ("$x and y$", "\\$x and y$"),
        ("==no==", "\\=\\=no\\=\\="),
        ("_x_", "\\_x\\_"),
        ("see #tag", "see \\#tag"),
        ("back\\slash `tick` *star*", "back\\\\slash \\`tick\\` \\*star\\*"),
    ],
)
def test_what_means_something_is_escaped(text: str, written: str) -> None:
    assert write_line(text) == written


def test_a_line_behind_a_break_begins_no_block() -> None:
    assert to_markdown("<p>a<br># b<br>2. c<br>-</p>") == "a\\\n\\# b\\\n2\\. c\\\n\\-\n"


def test_a_newline_in_the_source_begins_no_list() -> None:
    assert to_markdown("<p>line\n1. two</p>") == "line 1. two\n"


def test_bars_are_escaped_in_cells_alone() -> None:
    assert write_line("a|b", "cell") == "a\\|b"
    assert write_line("a|b") == "a|b"


def test_the_last_signs_of_a_heading_stay() -> None:
    assert to_markdown("<h2>x #</h2><h2>C#</h2><h2>#</h2>") == "## x \\#\n\n## C#\n\n## \\#\n"


def test_a_formula_is_kept_apart_from_digits() -> None:
    assert to_markdown("<p>2<math alttext='x_1'></math>5</p>") == "2<!-- -->$x_1$<!-- -->5\n"


def test_a_formula_at_the_start_is_read_whatever_the_line_ends_with(render) -> None:
    html = render(to_markdown("<p><math alttext='x_1'></math> is 5</p><p><math alttext='x_2'></math> is six</p>"))
    assert html.count('class="math inline"') == 2


def test_an_exclamation_mark_makes_no_image_of_a_link() -> None:
    assert to_markdown('<p>See!<a href="https://e.com/">x</a></p>') == "See\\![x](https://e.com/)\n"


def test_a_caret_makes_no_note_of_a_link() -> None:
    assert to_markdown('<p>See^<a href="https://e.com/">x</a></p>') == "See\\^[x](https://e.com/)\n"


def test_joiners_and_direction_marks_stay_and_soft_hyphens_go() -> None:
    assert to_markdown("<p>👨‍👩‍👧 \u200fab\u200e co\u00adop\u200bs</p>") == "👨‍👩‍👧 \u200fab\u200e coops\n"
