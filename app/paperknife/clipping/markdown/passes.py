"""The passes over a fragment's tree before it is written, in their order."""

from collections.abc import Callable

from paperknife.clipping.markdown.callouts import callouts
from paperknife.clipping.markdown.code import code_blocks
from paperknife.clipping.markdown.footnotes import footnotes
from paperknife.clipping.markdown.highlights import highlights
from paperknife.clipping.markdown.inline import said_once, spelt_out
from paperknife.clipping.markdown.lists import task_boxes
from paperknife.clipping.markdown.maths import formulas
from paperknife.clipping.markdown.media import embeds, images
from paperknife.clipping.markdown.tables import tables
from paperknife.clipping.markdown.tree import Document

Pass = Callable[[Document], None]

PASSES: tuple[Pass, ...] = (
    highlights,  # first: code and formulas keep no marks in them
    formulas,  # then: what stands in formulas is no text, no link and no table
    code_blocks,  # before tables and lists: highlighters set code in both
    images,
    embeds,
    footnotes,  # before lists and tables, which hold notes
    task_boxes,
    callouts,  # before tables: some are set in one
    tables,
    said_once,
    spelt_out,
)


def prepare(document: Document) -> None:
    """Change a fragment's tree into what can be laid out, one subject after the other."""
    for one in PASSES:
        one(document)
