"""The passes over a fragment's tree before it is written, in their order."""

from collections.abc import Callable

from paperknife.clipping.markdown import callouts, code, footnotes, inline, lists, maths, media, tables
from paperknife.clipping.markdown.tree import Document

Pass = Callable[[Document], None]

PASSES: tuple[Pass, ...] = (
    maths.formulas,  # first: what stands in formulas is no text, no link and no table
    code.blocks,  # before tables and lists: highlighters set code in both
    media.images,
    media.embeds,
    footnotes.notes,  # before lists and tables, which hold notes
    lists.task_boxes,
    callouts.callouts,  # before tables: some are set in one
    tables.tables,
    inline.once,
    inline.spelt_out,
)


def prepare(document: Document) -> None:
    """Change a fragment's tree into what can be laid out, one subject after the other."""
    for one in PASSES:
        one(document)
