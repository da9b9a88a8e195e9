"""Lists: markers, numbers, boxes, nesting."""

import pytest

from paperknife.clipping.markdown import to_markdown
from paperknife.page.tree import parse


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<ul><li><p>a</p><li><p>b</p></ul>", "- a\n- b"),
        ("<ul><li>a<p>b</p></ul>", "- a\n\n  b"),
        ("<ol start=9><li>a<li>b<ul><li>c</ul></ol>", "9. a\n10. b\n    - c"),
        ("<ol><li>a<li value=7>b<li>c</ol>", "1. a\n\n7) b\n8) c"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1) b"),
        ("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", "- a\n\n* b\n\n- c"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<ul><ul><li>b</ul></ul>", "- - b"),
        ("<ul>text<li>b</ul>", "- text\n- b"),
        ("<li>a</li><li>b</li><p>c</p>", "- a\n- b\n\nc"),
        ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b"),
        ("<ul><li><pre>a\n b</pre></ul>", "- ```\n  a\n   b\n  ```"),
        ("<ul><li>a<hr>b</ul>", "- a\n\n  ___\n\n  b"),
        ("<menu><li>a</menu>", "- a"),
        ("<ul><li>a<li></ul>", "- a\n-"),
    ],
)
def test_lists(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown + "\n"


@pytest.mark.parametrize(
    "html",
    [
        "<ol start=3><li>a</li><li>b</li></ol>",
        "<ul><li>a<ul><li>b<ol><li>c</li><li>d</li></ol></li></ul></li><li>e</li></ul>",
        "<ul><li>a</li></ul><ol><li>b</li></ol><ul><li>c</li></ul>",
        "<ul><li>a<ul></ul></li><li><ul><li></li><li>b</li></ul></li></ul>",
        "<ul><li>a<ul><li></li></ul></li></ul>",
        "<ol><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li></ol>",
        "<ul><li><hr></li><li><table><tr><th>x</th></tr><tr><td>y</td></tr></table></li></ul>",
    ],
)
def test_readers_see_the_same_lists(render, html: str) -> None:
    def shape(source: str) -> list[str]:
        body = parse(source).body
        return [
            f"{node.tag}{node.attributes.get('start') or ''}"
            for node in body.css("ul, ol, li, hr")
            if node.child or node.tag != "ul"
        ]

    assert shape(render(to_markdown(html))) == shape(html)


@pytest.mark.parametrize(
    ("item", "markdown"),
    [
        ('<input type="checkbox" checked> done', "- [x] done"),
        ('<label><input type="checkbox"> open</label>', "- [ ] open"),
        ('<p><input type="checkbox"> open</p>', "- [ ] open"),
        ('a <input type="checkbox" checked> b', "- a ☑ b"),
        ('<input type="radio"> a', "- a"),
        ("[ ] text", "- \\[ \\] text"),
    ],
)
def test_boxes(item: str, markdown: str) -> None:
    assert to_markdown(f"<ul><li>{item}</li></ul>") == markdown + "\n"
