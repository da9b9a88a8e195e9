"""Emphasis: stars where they are read as emphasis, raw tags where not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown
from paperknife.page.tree import parse

WORDS = st.sampled_from(["a", "中", "“x”", ".", "b c", " ", "(", "é", "1", "/", "-", "€"])
MARKED = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(["b", "i", "del"]), st.lists(inner, min_size=1, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=9,
)
SAME = {"b": "strong", "i": "em", "s": "del"}


def signs_and_marks(html: str) -> list[tuple[str, frozenset[str]]]:
    """Every character but white space, with the marks around it."""
    found = []
    for node in parse(html).body.traverse(include_text=True):
        if node.tag != "-text":
            continue
        marks, around = set(), node.parent
        while around is not None and around.tag != "body":
            marks.add(SAME.get(around.tag, around.tag))
            around = around.parent
        found += [(sign, frozenset(marks - {"p"})) for sign in re.sub(r"\s", "", node.text_content)]
    return found


@settings(max_examples=600, deadline=None)
@given(st.lists(MARKED, min_size=1, max_size=6).map("".join))
def test_every_character_keeps_its_marks(render, inner: str) -> None:
    source = f"<p>{inner}</p>"
    assert signs_and_marks(render(to_markdown(source))) == signs_and_marks(source)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>a</b><b>b</b>", "**ab**"),
        ("<b> a </b>b", "**a** b"),
        ("<b></b>a<i> </i>b", "a b"),
        ("<b><strong>a</strong></b>", "**a**"),
        ("<b>line<br></b>x", "**line**\\\nx"),
        ("un<em>frigging</em>believable", "un*frigging*believable"),
        ("<b>Note:</b>text", "<strong>Note:</strong>text"),
        ("<b>Note:</b> text", "**Note:** text"),
        ("中文<b>“强调”</b>文字", "中文<strong>“强调”</strong>文字"),
        ("中文<b>强调</b>文字", "中文**强调**文字"),
        ("<b>强调。</b>文字", "<strong>强调。</strong>文字"),
        ("<b>a</b><i>b</i> c", "**a**<em>b</em> c"),
        ("<b>a<i>b</i></b>c", "**a*b***c"),
        ("<del>x.</del>y", "<del>x.</del>y"),
        ("<i>a\u00a0</i>b", "*a*\u00a0b"),
    ],
)
def test_marks(html: str, markdown: str) -> None:
    assert to_markdown(f"<p>{html}</p>") == markdown + "\n"
