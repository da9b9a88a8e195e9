"""Highlights in Markdown: marked with ==, never inside code, never breaking what is around them, notes as footnotes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.markdown.check import losses

H = "<mark class=highlight data-highlight=yellow>"
N = "<mark class=highlight data-highlight=pink title='Why?'>"
E = "</mark>"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (f"<p>one {H}two{E} three</p>", "one ==two== three"),
        (f"<p>one{H} two {E}three</p>", "one ==two== three"),
        (f"<p>wi{H}th{E}in</p>", "wi==th==in"),
        (f"<p>{H}one {E}<b>{H}two{E}</b>{H} three{E}</p>", "==one **two** three=="),
        (f"<p>{H}one {E}<b>{H}two{E} more</b></p>", "==one **two**==<strong> more</strong>"),
        (f"<p>{H}one {E}<a href='u'>{H}two{E}</a>{H}.{E}</p>", "==one [two](u).=="),
        (f"<p>one <a href='u'>tw{H}o th{E}ree</a></p>", "one [tw==o th==ree](u)"),
        (f"<p>{H}see {E}<code>{H}x=1{E}</code>{H} now{E}</p>", "==see `x=1` now=="),
        (f"<p>see <code>x={H}1{E}</code> now</p>", "see ==`x=1`== now"),
        (f"<pre>x = {H}1{E}\ny</pre>", "```\nx = 1\ny\n```"),
        (f"<h2>A {H}head{E}</h2>", "## A ==head=="),
        (f"<ul><li>{H}one{E}<li>{H}two{E}</ul>", "- ==one==\n- ==two=="),
        (f"<blockquote><p>{H}one{E}</p></blockquote>", "> ==one=="),
        (f"<p>{H}one{E}</p><p>{H}two{E}</p>", "==one==\n\n==two=="),
        (f"<p>{H}one<br>two{E}</p>", "==one\\\ntwo=="),
        (f"<p>{H}a{E}<mark class=highlight data-highlight=blue>b{E}</p>", "==ab=="),
        (f"<p>{N}one{E} two</p>", "==one==[^note-1] two\n\n[^note-1]: Why?"),
        (
            f"<p>{N}one{E}</p><p>{N}two{E}</p>",
            "==one==[^note-1]\n\n==two==[^note-2]\n\n[^note-1]: Why?\n\n[^note-2]: Why?",
        ),
        (f"<p><a href='u'>{N}one{E} two</a></p>", "[==one== two](u)[^note-1]\n\n[^note-1]: Why?"),
        (f"<p><code>{N}x{E}</code></p>", "==`x`==[^note-1]\n\n[^note-1]: Why?"),
        (f"<div class=highlight><pre>{N}x{E}</pre></div>", "```\nx\n```\n\n[^note-1]\n\n[^note-1]: Why?"),
        (f"<p>a == b and c == {H}d{E}</p>", "a == b and c == ==d=="),
        (f"<p>a={H}=b={E}=c</p>", "a\\===\\=b\\===\\=c"),
        ("<p><mark>one</mark> two</p>", "one two"),
    ],
)
def test_highlights(html: str, markdown: str) -> None:
    written = to_markdown(html).rstrip("\n")
    assert written == markdown
    assert losses(html, written) == []


def test_a_cell() -> None:
    html = f"<table><tr><th>a</th><th>b</th></tr><tr><td>{N}one{E} | x</td><td>{H}two{E}</td></tr></table>"
    markdown = to_markdown(html)
    assert "| ==one==[^note-1] \\| x | ==two== |" in markdown
    assert losses(html, markdown) == []


def test_a_note_of_several_paragraphs() -> None:
    note = "First *part*.\n\nSecond | part."
    html = f'<p><mark data-highlight="blue" class="highlight" title="{note}">one</mark></p>'
    markdown = to_markdown(html)
    assert markdown == "==one==[^note-1]\n\n[^note-1]: First \\*part\\*.\n\n    Second | part.\n"
    assert losses(html, markdown) == []


def test_notes_and_the_footnotes_of_the_page() -> None:
    html = (
        f"<p>{N}one{E}<sup id=r1><a href='#f1'>1</a></sup></p><ol><li id=f1>Its own note. <a href='#r1'>↩</a></li></ol>"
    )
    markdown = to_markdown(html)
    assert "==one==[^note-1][^1]" in markdown
    assert "[^1]: Its own note." in markdown
    assert losses(html, markdown) == []


pieces = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab =*_`[]|$~<. "), min_size=1, max_size=8),
        st.booleans(),
        st.sampled_from(["", "b", "i", "a", "code", "s", "sup"]),
    ),
    min_size=1,
    max_size=6,
)


@given(pieces)
def test_nothing_is_lost_whatever_is_marked(runs: list[tuple[str, bool, str]]) -> None:
    html = ""
    for text, is_marked, tag in runs:
        text = text.replace("<", "&lt;")
        text = f"{H}{text}{E}" if is_marked and text.strip() else text
        html += f"<{tag} href=u>{text}</{tag}>" if tag else text
    html = f"<p>x {html} y</p>"
    markdown = to_markdown(html)
    assert losses(html, markdown) == []
    # Marks come in pairs, each around something, and none has white space inside its ends.
    bare = re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "c", markdown.replace("\\\\", "e").replace("\\`", "e"))
    signs = re.sub(r"\\.", "e", bare)
    signs = re.sub(r"(?:(?<=\s)|\A)=+(?=\s|\Z)", "", signs)
    assert not any(is_marked and text.strip() for text, is_marked, _ in runs) or signs.count("==") % 2 == 0
