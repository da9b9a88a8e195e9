"""HTML to Markdown (CommonMark, GFM tables, footnotes, TeX, callouts) that falsifies nothing.

`tree` holds the fragment, `passes` lists what is recognised in it, `flow` lays it out as blocks and lines, `converter`
writes it by markdownify's walk, `line` knows how a line of text is escaped; `check` reads the result back.
"""

from paperknife.clipping.markdown.converter import Converter
from paperknife.clipping.markdown.flow import lay_out
from paperknife.clipping.markdown.passes import prepare
from paperknife.clipping.markdown.tree import Document


def to_markdown(html: str) -> str:
    """The Markdown of an HTML fragment: body content, links absolute. It ends with one newline."""
    document = Document(html)
    prepare(document)
    markdown: str = Converter().convert_soup(lay_out(document.root))
    return markdown
