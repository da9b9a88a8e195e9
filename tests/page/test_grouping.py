"""Grouping: plain lists and data tables are one block, lists of cards and layout tables are not."""

import pytest

from paperknife.page.blocks import BlockKind
from paperknife.page.cutting import cut
from paperknife.page.tree import parse


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<ol><li>a<li>b</ol>", [BlockKind.LIST]),
        ("<ul><li><p>a</p><li><a href=x>b</a></ul>", [BlockKind.LIST]),
        ("<dl><dt>a<dd>b</dl>", [BlockKind.LIST]),
        ("<ul><li><img src=a.png><a href=x>a</a></li></ul>", [BlockKind.LIST]),
        ("<ul><li><div><img src=a.png></div><a href=x>a</a></li></ul>", [BlockKind.IMAGE, BlockKind.PARAGRAPH]),
        ("<ul><li><p>a</p><p>b</p></ul>", [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]),
        ("<ul><li><h3>a</h3></ul>", [BlockKind.HEADING]),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", [BlockKind.TABLE]),
        ("<table><tr><td><h2>a</h2><td>b<tr><td>1<td>2</table>", [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 3]),
        ("<table role=presentation><tr><td>a<td>b<tr><td>1<td>2</table>", [BlockKind.PARAGRAPH] * 4),
        ("<table><tr><td>only one column<tr><td>of words</table>", [BlockKind.PARAGRAPH] * 2),
    ],
)
def test_what_becomes_one_block(body: str, kinds: list[BlockKind]) -> None:
    assert [block.kind for block in cut(parse(f"<body>{body}")).all] == kinds


def test_a_table_with_long_cells_is_a_layout() -> None:
    cell = "A sentence of an article that was set in a table. " * 30
    blocks = cut(parse(f"<table><tr><td>menu<td>{cell}<tr><td>foot<td>{cell}</table>")).all
    assert len(blocks) == 4
