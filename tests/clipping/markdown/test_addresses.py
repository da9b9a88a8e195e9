"""Addresses keep their meaning."""

import pytest

from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.markdown.addresses import write_target, write_title
from paperknife.page.tree import parse


@pytest.mark.parametrize(
    "address",
    [
        "https://en.wikipedia.org/wiki/Foo_(bar)",
        "https://e.com/x(y",
        "https://e.com/x)y",
        "https://e.com/)(",
        "https://e.com/?a=1&copy=2&lt;=3&amp;",
        "https://e.com/[1]*_u_*~~a~~==b==$c$",
        "#fragment",
        "mailto:a@e.com",
        "((((((((((((((((((((((((((((((((((((((((x))))))))))))))))))))))))))))))))))))))))",
    ],
)
def test_an_address_comes_back(render, address: str) -> None:
    link = parse(render(f"[x]({write_target(address)})")).body.css_first("a")
    assert link.attributes["href"] == address.replace("[", "%5B").replace("]", "%5D")


def test_what_would_end_an_address_is_encoded() -> None:
    assert write_target(" https://e.com/a b<c>`d`\n\\e ") == "https://e.com/a%20b%3Cc%3E%60d%60%5Ce"


@pytest.mark.parametrize("title", ['A "quoted" \\ title', "two\nlines", "&amp; [x](y) *s* `c`", "it's (so)"])
def test_a_title_comes_back(render, title: str) -> None:
    link = parse(render(f"[x](u{write_title(title)})")).body.css_first("a")
    assert link.attributes["title"] == title.replace("\n", " ")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<a href="u v">x</a>', "[x](u%20v)"),
        ('<a href="u"> x </a>y', "[x](u) y"),
        ('<a href="u">a<br>b</a>', "[a\\\nb](u)"),
        ('<a href="u"></a>x', "x"),
        ('<a href="">x</a><a name="n">y</a>', "xy"),
        ('<a href="javascript:alert(1)">x</a> <a href=" JavaScript:alert(1)">y</a>', "x y"),
        ('<a href="https://e.com/a_b">https://e.com/a_b</a>', "<https://e.com/a_b>"),
        ('<a href="https://e.com/" title="T">https://e.com/</a>', '[https://e.com/](https://e.com/ "T")'),
        ('<a href="u">[x]</a>', "[\\[x\\]](u)"),
        ('<a href="u"><b>a</b> and <i>b</i></a>', "[**a** and *b*](u)"),
        ('<b><a href="u">a</a></b>', "**[a](u)**"),
    ],
)
def test_links(html: str, markdown: str) -> None:
    assert to_markdown(f"<p>{html}</p>") == markdown + "\n"
