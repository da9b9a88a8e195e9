"""The layout: blocks and lines from whatever nesting a page has."""

import pytest

from paperknife.clipping.markdown import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<a href="u"><h3>Card</h3><p>text</p></a>', "### [Card](u)\n\n[text](u)"),
        ("<b><p>a</p><p>b</p></b>", "**a**\n\n**b**"),
        ("<i><h2>a</h2>b</i>", "## *a*\n\n*b*"),
        ("<div>a<p>b</p>c</div>d", "a\n\nb\n\nc\n\nd"),
        (
            "<div>\n  <p>\n Hello\n <em>world</em>\n ,<!-- c --> done.\n</p>\n text</div>",
            "Hello *world* , done.\n\ntext",
        ),
        ("<h4>Line<br>break</h4>", "#### Line break"),
        ("<h2>Two <em>em</em> <img src=i.png></h2>", "## Two *em* ![](i.png)"),
        ("<h2><div>a</div><p>b</p></h2>", "## a b"),
        ("<h2> </h2><p>&nbsp;</p><p>a</p>", "a"),
        ("<p>a<br><br>b<br></p>", "a\\\n\\\nb"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<hr><p>a</p>", "***\n\na"),
        ("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
        ("<blockquote> </blockquote>a", "a"),
        ("<dl><dt>T</dt><dd>One</dd><dd><p>Two</p></dd></dl>", "**T**\n\nOne\n\nTwo"),
        ("<details><summary>More</summary>text<ul><li>a</ul></details>", "**More**\n\ntext\n\n- a"),
        ("<button>Copy</button><style>p{}</style><script>x</script><template><p>t</p></template>a", "a"),
        ("<svg><title>t</title><text>label</text></svg> a", "label a"),
    ],
)
def test_layout(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown + "\n"


def test_blank_lines_are_kept_in_code_alone() -> None:
    assert to_markdown("<p>a</p>\n\n\n<div> </div><pre>x\n\n\n\ny</pre><p>b</p>") == "a\n\n```\nx\n\n\n\ny\n```\n\nb\n"


def test_nothing_gives_an_empty_line() -> None:
    assert to_markdown("") == to_markdown("<div> <p></p></div>") == "\n"


NESTABLE = "div span b blockquote ul li sup code pre q ruby details h2 math mrow dl figure a table td mark".split()


@pytest.mark.parametrize("name", NESTABLE)
def test_no_depth_is_too_deep(name: str) -> None:
    tags = f"<{name} href=u>" * 10_000
    assert "deep" in to_markdown(f"<p>before</p>{tags}deep" + f"</{name}>" * 10_000)


@pytest.mark.parametrize("names", ["ul><li", "b><i", "table><tr><td", "blockquote><ol><li", "i><b><p", "a href=u><div"])
def test_no_alternation_is_too_deep(names: str) -> None:
    assert "deep" in to_markdown(f"<{names}>" * 5_000 + "deep")
