"""The whole way from HTML to Markdown: it never fails, and it is quick."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown

TAGS = (
    "p div span b i del code pre sub sup a ul ol li table tr td th thead caption blockquote h1 h3 br hr img input q ruby rt rp dl dt dd "
    "details summary math mfrac msup mtable mtr mtd mfenced annotation semantics script iframe video source picture noscript figure "
    "figcaption svg button mark section label object style template"
).split()
ATTRIBUTES = (
    "", "class=katex", "class=sr-only", "aria-hidden=true", "class=num", "class=den", "id=x", "href=#x", "href=#y id=y", "name=x",
    "class='admonition note'", "class=admonition-title", "data-callout=tip", "colspan=3", "rowspan=0", "rowspan=2", "type=checkbox checked",
    "type=math/tex", "src=a.png alt=b", "class=footnotes", "class=line", "class=gutter", "class=code", "start=-4", "reversed", "value=9",
    "class=MathJax", "class=MathJax_Preview", "display=block", "class='math inline'", "class=highlight", "class=sidenote", "srcset='a 1x, b 2x'",
)  # fmt: skip
SOUP = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(lambda made: f"<{made[0]} {made[1]}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from(["1", "x ", "\n", "[1]", "↩", "$", "*", "\\", "\ud800", "\x00", "&#x1;", "<!--", "]]>", "</"]),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=1500, deadline=None)
@given(SOUP)
def test_no_tag_soup_is_an_error(soup: str) -> None:
    markdown = to_markdown(soup)
    assert markdown.endswith("\n")
    assert not any("\ud800" <= sign <= "\udfff" for sign in markdown)
