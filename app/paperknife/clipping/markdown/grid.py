"""A table in plain text: cells padded so that its columns line up."""

import unicodedata
from collections.abc import Sequence

# A longer cell sticks out instead of pushing a whole column far to the right.
_WIDEST = 60


def write_grid(rows: list[list[str]], alignments: Sequence[str]) -> str:
    """A GFM table. The first row is its head; `alignments` has "left", "center", "right" or "none" for columns."""
    columns = max(map(len, rows))
    alignments = [*alignments, *["none"] * columns][:columns]
    sizes = [[_width(cell) for cell in row] for row in rows]
    widths = [
        max(3, *(size for row in sizes for size in row[column : column + 1] if size <= _WIDEST), 3)
        for column in range(columns)
    ]
    lines = []
    for row, size in zip(rows, sizes, strict=True):
        cells = [
            _padded(cell, width - taken, place)
            for cell, taken, width, place in zip(row, size, widths, alignments, strict=False)
        ]
        lines.append("| " + " | ".join([*cells, *(" " * width for width in widths[len(row) :])]) + " |")
    lines.insert(
        1, "| " + " | ".join(_rule(width, place) for width, place in zip(widths, alignments, strict=True)) + " |"
    )
    return "\n".join(lines)


def _padded(cell: str, missing: int, alignment: str) -> str:
    missing = max(0, missing)
    left = missing if alignment == "right" else missing // 2 if alignment == "center" else 0
    return " " * left + cell + " " * (missing - left)


def _rule(width: int, alignment: str) -> str:
    start = ":" if alignment in ("left", "center") else "-"
    end = ":" if alignment in ("right", "center") else "-"
    return start + "-" * (width - 2) + end


def _width(text: str) -> int:
    """How many columns of a terminal or of a monospaced font a text takes (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf"
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
