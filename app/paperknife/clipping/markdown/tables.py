"""Tables: layout tables are taken apart, the others become a full grid of lines."""

import re

from paperknife.clipping.markdown.tree import Document, Element

_BLOCKS_IN_LAYOUT = ("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "figure", "article", "section")
_LONG = 600  # characters: no cell of a table of facts has so many in several paragraphs
_MOST = 1_000  # rows or columns that one span may cover (HTML standard: 65534 rows, 1000 columns)
_MOST_CELLS = 200_000  # of one grid with its empty cells; what spans further is left as it stands
_ALIGNMENT = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)


def tables(document: Document) -> None:
    """Make every table `table > tr > td` with all cells, or take it apart; the innermost first."""
    found = document.all("table")
    around = {id(table.find_parent("table")) for table in found}
    for table in reversed(found):
        rows = rows_of(table)
        for caption in [node for node in table.elements() if node.name == "caption"]:
            caption.name = "figcaption"
            caption.remove()
            table.replace(caption, table)
        if id(table) in around or _is_layout(table, rows):
            _take_apart(table, rows)
        else:
            _make_grid(table, rows)


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, the head's first and the foot's last, as browsers show them."""
    parts: dict[str, list[Element]] = {"thead": [], "tbody": [], "tfoot": []}
    for part in table.elements():
        if part.name == "tr":
            parts["tbody"].append(part)
        elif part.name in parts:
            parts[part.name].extend(row for row in part.elements() if row.name == "tr")
    return [row for rows in parts.values() for row in rows]


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in row.elements() if cell.name in ("td", "th")]


def _is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table that holds no other one only places things on the page."""
    cells = [cell for row in rows for cell in cells_of(row)]
    if not cells or table.get("role") in ("presentation", "none") or "ltx_eqn_table" in table.classes:
        return True
    if any("\n" in block.all_text() for block in table.inside("pre")):
        return True
    headed = any(cell.name == "th" for cell in cells)
    if headed:
        return len(cells) == 1
    if table.inside(*_BLOCKS_IN_LAYOUT) or max(len(cells_of(row)) for row in rows) < 2:
        return True
    return any(len(cell.inside("p")) > 1 and len(cell.all_text()) > _LONG for cell in cells)


def _take_apart(table: Element, rows: list[Element]) -> None:
    """Let the cells of a layout table stand one after the other."""
    for node in [table, *rows, *(cell for row in rows for cell in cells_of(row))]:
        node.name = "div"


def _make_grid(table: Element, rows: list[Element]) -> None:
    headed = any(cell.name == "th" for cell in cells_of(rows[0])) or rows[0].find_parent("thead") is not None
    alignments: dict[int, str] = {}
    grid = _spread(rows, alignments)
    columns = max(map(len, grid), default=0)
    while columns > 1 and all(len(row) < columns or row[columns - 1] is None for row in grid):
        columns -= 1
    filled = [[*row, *[None] * columns][:columns] for row in grid if any(cell is not None for cell in row)]
    made = [
        Element("tr", None, [Element("td", None, cell.contents if cell is not None else ()) for cell in row])
        for row in filled
    ]
    if not headed:
        made.insert(0, Element("tr", None, [Element("td") for _ in range(columns)]))
    table.attrs = {"align": " ".join(alignments.get(column, "none") for column in range(columns))}
    table.hold(made)


def _spread(rows: list[Element], alignments: dict[int, str]) -> list[list[Element | None]]:
    """Cells in their columns (HTML standard, "forming a table"); where a span covers more fields, these are None."""
    grid: list[list[Element | None]] = []
    covered: dict[int, int] = {}  # column: rows still covered from above
    widest = max(_MOST_CELLS // max(1, len(rows)), *(len(cells_of(row)) for row in rows), 1)
    for number, row in enumerate(rows):
        line: list[Element | None] = []
        below: dict[int, int] = {column: rest - 1 for column, rest in covered.items() if rest > 1}
        for cell in cells_of(row):
            while len(line) in covered and len(line) < widest:
                line.append(None)
            width, height = _span(cell, "colspan") or 1, _span(cell, "rowspan") or _MOST
            if len(line) + width > widest:
                width = height = 1
            _note_alignment(cell, len(line), alignments)
            if height > 1 and number + 1 < len(rows):
                below.update((column, height - 1) for column in range(len(line), len(line) + width))
            line.extend([cell, *[None] * (width - 1)])
        while len(line) in covered and len(line) < widest:
            line.append(None)
        grid.append(line)
        covered = below
    return grid


def _span(cell: Element, name: str) -> int:
    """How many rows or columns a cell covers; 0 rows mean all that follow."""
    text = cell.get(name, "1").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(number, _MOST)


def _note_alignment(cell: Element, column: int, alignments: dict[int, str]) -> None:
    """The first cell of a column that says how it is aligned speaks for the column."""
    found = _ALIGNMENT.search(cell.get("style"))
    side = found[1].lower() if found else cell.get("align").lower()
    if side in ("left", "center", "right"):
        alignments.setdefault(column, side)
