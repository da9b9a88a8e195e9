"""Highlights as a Markdown text of their own: each a quotation, with its colour, its date, its note and a way back."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent

from paperknife.clipping.templates import as_text, quoted
from paperknife.highlights.highlight import Highlight
from paperknife.highlights.marked_page import MarkedPage
from paperknife.page.metadata import is_web_address, iso_date

_ENDS = 5  # words at each end of a long quote that a link to it names
_LONG = 10  # words


def highlights_text(pages: Iterable[MarkedPage]) -> str:
    """The highlights of some pages, each page under a heading with its source."""
    return "\n\n".join(block for page in pages for block in _page(page)) + "\n"


def link_to(address: str, highlight: Highlight) -> str:
    """An address that leads browsers to the words themselves ("URL Fragment Text Directives", WICG)."""
    words = highlight.quote.exact.split()
    if len(words) > _LONG or "\n" in highlight.quote.exact:
        text = f"{_encoded(words[:_ENDS])},{_encoded(words[-_ENDS:])}"
    else:
        text = _encoded(words)
    return f"{address.partition('#')[0]}#:~:text={text}"


def _page(page: MarkedPage) -> Iterator[str]:
    yield f"# {as_text(page.title or page.address or 'Untitled')}"
    facts = [as_text(page.site), iso_date(page.published)[:10] if page.published else ""]
    facts.append(f"<{page.address}>" if is_web_address(page.address) else "")
    if any(facts):
        yield " · ".join(filter(None, facts))
    for highlight in sorted(page.highlights, key=lambda one: (one.quote.start, one.created)):
        yield quoted(_paragraphs(highlight.quote.exact))
        about = f"{highlight.colour.capitalize()} · {highlight.created.date().isoformat()}"
        if is_web_address(page.address):
            about += f" · [In the page](<{link_to(page.address, highlight)}>)"
        yield about
        if highlight.note.strip():
            yield _paragraphs(highlight.note)


def _paragraphs(text: str) -> str:
    """The lines of a plain text, each as a paragraph that shows just its characters."""
    return "\n\n".join(as_text(line) for line in text.split("\n") if line.strip())


def _encoded(words: list[str]) -> str:
    """Words for a text directive, in which commas, ampersands and dashes have a meaning."""
    return percent(" ".join(words), safe="").replace("-", "%2D")
