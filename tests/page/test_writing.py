"""Writing: what is written reads back as what it was."""

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from paperknife.page.tree import parse
from paperknife.page.writing import Instead, escape, escape_value, start_tag, write


def same(node: LexborNode, tag: str) -> str:
    return "" if tag == "-text" else start_tag(tag, node.attributes.items())


def written(html: str) -> str:
    root = parse(html).root
    assert root is not None
    return write(root, same)


def test_a_page_is_written_as_it_was() -> None:
    html = (
        '<html><head><style>a > b {}</style></head><body class="x"><p>a &amp; b &lt;c&gt;<br><img alt="&quot;">'
        '<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg></p><pre>\n\nx</pre></body></html>'
    )
    assert written(html) == html


@given(st.text())
def test_what_is_written_is_a_fixed_point(html: str) -> None:
    once = written(html)
    assert parse(once).body.text(deep=True) == parse(written(once)).body.text(deep=True)  # type: ignore[union-attr]  # a parsed page has both


@given(st.text(alphabet=st.characters(blacklist_characters="\r\0", blacklist_categories=["Cs"])))
def test_escaped_text_comes_back(text: str) -> None:
    body = parse(f'<body><p title="{escape_value(text)}">x{escape(text)}').body
    paragraph = body.css_first("p") if body else None
    assert paragraph is not None
    assert (paragraph.attributes["title"] or "") == text
    assert paragraph.text(deep=True) == f"x{text}"


def test_elements_can_be_unwrapped_left_out_and_replaced() -> None:
    tree = parse("<body><div><p>a</p><i>b</i><u>c<b>d</b></u></div>")

    def choose(node: LexborNode, tag: str) -> str | Instead | None:
        return {"-text": "", "p": "<h1>", "i": None, "u": Instead("<hr>")}.get(tag, "")

    assert tree.body is not None
    assert write(tree.body, choose) == "<h1>a</h1><hr>"


def test_things_can_be_put_around_nodes() -> None:
    tree = parse("<body>a<b>c</b>d")
    assert tree.body is not None
    first, last = tree.body.child, tree.body.last_child
    assert first is not None
    assert last is not None
    html = write(tree.body, same, {first.mem_id: "<q>"}, {last.mem_id: "</q>"})
    assert html == "<body><q>a<b>c</b>d</q></body>"


def test_attributes_that_could_not_be_read_back_are_left_out() -> None:
    assert start_tag("p", [('on"x', "1"), ("a<b", "2"), ("title", 'a"b')]) == '<p title="a&quot;b">'
