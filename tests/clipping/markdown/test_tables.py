"""Tables: a full grid in plain text, and layout tables taken apart."""

import pytest

from paperknife.clipping.markdown import to_markdown
from paperknife.page.tree import parse


def grid(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_columns_line_up() -> None:
    source = "<table><tr><th>name</th><th align=right>n</th></tr><tr><td>中文</td><td>10</td></tr></table>"
    assert to_markdown(source) == "| name |   n |\n| ---- | --: |\n| 中文 |  10 |\n"


@pytest.mark.parametrize(
    ("attribute", "rule"),
    [
        ("align=right", "--:"),
        ("align=center", ":-:"),
        ("align=left", ":--"),
        ('style="text-align: right"', "--:"),
        ("", "---"),
    ],
)
def test_alignment(attribute: str, rule: str) -> None:
    source = f"<table><tr><th {attribute}>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert grid(to_markdown(source))[1] == [rule, "---"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            "<tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3",
            [["a", "b"], ["1", "2"], ["", "3"]],
        ),
        ("<tr><th colspan=2>a<th>b<tr><td>1<td>2<td>3", [["a", "", "b"], ["1", "2", "3"]]),
        (
            "<tr><th>a<th>b<th>c<tr><td rowspan=2 colspan=2>1<td>2<tr><td>3",
            [["a", "b", "c"], ["1", "", "2"], ["", "", "3"]],
        ),
        ("<tr><th>a<th>b<tr><td rowspan=0>1<td>2<tr><td>3<tr><td>4", [["a", "b"], ["1", "2"], ["", "3"], ["", "4"]]),
        ("<tr><th>a<th>b<tr><td>1", [["a", "b"], ["1", ""]]),
        ("<tr><td>a<td>b<tr><td>1<td>2", [["", ""], ["a", "b"], ["1", "2"]]),
        ("<thead><tr><td>a<td>b</thead><tr><td>1<td>2", [["a", "b"], ["1", "2"]]),
        (
            "<tfoot><tr><td>f<td>g</tfoot><thead><tr><th>a<th>b</thead><tr><td>1<td>2",
            [["a", "b"], ["1", "2"], ["f", "g"]],
        ),
    ],
)
def test_spans_and_heads(render, rows: str, wanted: list[list[str]]) -> None:
    html = render(to_markdown(f"<table>{rows}</table>"))
    found = [[cell.text(deep=True) for cell in row.css("td, th")] for row in parse(html).body.css("tr")]
    assert found == wanted


def test_an_absurd_span_is_bounded() -> None:
    rows = "<tr><td rowspan=65534 colspan=1000>x<td>y" * 400
    assert len(to_markdown(f"<table>{rows}</table>")) < 50_000_000


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("x<br>y", "x<br>y"),
        ("<p>x</p><p>y</p>", "x<br>y"),
        ("<ul><li>x</li><li>y</li></ul>", "x<br>y"),
        ("<div>x<br></div>y", "x<br>y"),
        ('<img src="i.png" alt="a|b">', "![a\\|b](i.png)"),
        ("<code>x|y</code>", "`x\\|y`"),
        ("a|b", "a\\|b"),
        ('<a href="https://e.com/a|b">l</a>', "[l](https://e.com/a\\|b)"),
        ("<h4>x</h4>y", "x<br>y"),
        ("# x", "# x"),
    ],
)
def test_cells(render, cell: str, written: str) -> None:
    source = f"<table><tr><th>k</th><th>v</th></tr><tr><td>{cell}</td><td>end</td></tr></table>"
    assert f"| {written}" in to_markdown(source)
    assert render(to_markdown(source)).count("<td") == 2


def test_a_caption_goes_in_front() -> None:
    source = "<table><caption>Cap</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert to_markdown(source).startswith("Cap\n\n| a ")


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td><h3>Head</h3><p>one</p><p>two</p></td></tr></table>",
        "<table><tr><td><h3>Head</h3></td><td><p>one</p><p>two</p></td></tr></table>",
        "<table role=presentation><tr><td><h3>Head</h3></td><td>one<p>two</td></tr></table>",
        "<table><tr><td><h3>Head</h3></td></tr><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td><table><tr><td><h3>Head</h3></td></tr></table></td><td>one<p>two</p></td></tr></table>",
        "<h3>Head</h3><td>one<p>two</p></td>",
        "<tr><td><h3>Head</h3></td><td>one</td><td>two</td></tr>",
    ],
)
def test_layout_tables_are_taken_apart(source: str) -> None:
    assert to_markdown(source) == "### Head\n\none\n\ntwo\n"


def test_code_in_a_layout_table_stays_code() -> None:
    source = "<table><tr><td>a</td><td><pre>x\n  y</pre></td></tr></table>"
    assert to_markdown(source) == "a\n\n```\nx\n  y\n```\n"


def test_a_link_around_a_table_is_in_its_cells() -> None:
    source = '<a href="u"><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></a>'
    assert "[a](u)" not in to_markdown(source) or "[1](u)" in to_markdown(source)
