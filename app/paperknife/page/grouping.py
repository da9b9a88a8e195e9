"""Plain lists and data tables are one block each; lists of cards and tables for layout stay divided."""

from paperknife.page.blocks import Block, BlockKind, Element

LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))
_NO_LIST = frozenset(("table", "figure", "form", "section", "article", "blockquote", "pre"))
_NO_TABLE = frozenset(("table", "h1", "h2", "h3", "form", "iframe", "figure", "article", "section", "pre", "nav"))
_MOST_BLOCKS, _MOST_ELEMENTS = 2_000, 10_000  # beyond that it is a layout, and the time to look is bounded
_LONG_CELL, _USUAL_CELL = 600, 200  # characters


def as_list(element: Element, inner: list[Element], blocks: list[Block]) -> Block | None:
    """The list `element` as one block, if each item is one run of text, perhaps with a plain list below it."""
    if not blocks or len(blocks) > _MOST_BLOCKS or len(inner) > _MOST_ELEMENTS:
        return None
    if any(block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST) for block in blocks):
        return None
    if any(e.tag in _NO_LIST for e in inner):
        return None
    items = [e for e in inner if e.tag in _ITEMS]
    paragraphs = sum(block.kind is BlockKind.PARAGRAPH for block in blocks)
    if not items or paragraphs > len(items):
        return None
    for item in items:
        if item.count > 2 or (item.count == 2 and blocks[item.stop - 1 - element.first].kind is not BlockKind.LIST):
            return None
    return _joined(BlockKind.LIST, element, blocks, "\n".join(block.text for block in blocks))


def as_table(element: Element, inner: list[Element], blocks: list[Block]) -> Block | None:
    """The table `element` as one block, if it holds data: several short cells in several rows, nothing else."""
    if not blocks or len(blocks) > _MOST_BLOCKS or len(inner) > _MOST_ELEMENTS:
        return None
    if any(e.tag in _NO_TABLE for e in inner) or any(not block.text for block in blocks):
        return None
    if (element.attributes.get("role") or "") in ("presentation", "none"):
        return None
    rows = sum(e.tag == "tr" for e in inner)
    cells = [e for e in inner if e.tag in _CELLS]
    if rows < 2 or len(cells) < rows + 2 or any(cell.count > 3 for cell in cells):
        return None
    longest = max(len(block.text) for block in blocks)
    if longest > _LONG_CELL or sum(len(block.text) for block in blocks) > _USUAL_CELL * len(cells):
        return None
    return _joined(BlockKind.TABLE, element, blocks, _rows(blocks))


def _rows(blocks: list[Block]) -> str:
    """Cells of a row parted by tabs, rows by line breaks."""
    lines: list[str] = []
    last_row: Element | None = None
    for block in blocks:
        row = next((e for e in block.element.lineage() if e.tag == "tr"), None)
        if row is None or row is not last_row or not lines:
            lines.append(block.text)
        else:
            lines[-1] += "\t" + block.text
        last_row = row
    return "\n".join(lines)


def _joined(kind: BlockKind, element: Element, blocks: list[Block], text: str) -> Block:
    return Block(
        kind=kind,
        text=text,
        element=element,
        leaves=[leaf for block in blocks for leaf in block.leaves],
        link_chars=sum(b.link_chars for b in blocks),
        links=sum(b.links for b in blocks),
        images=sum(b.images for b in blocks),
        bold_chars=sum(b.bold_chars for b in blocks),
    )
