"""The whole program on one screen: open, judge, render, clip."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from paperknife.clipping.clipping import Clipping, make_clipping
from paperknife.clipping.highlights import highlights_text
from paperknife.clipping.images import FindImage
from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.own_templates import OwnTemplates
from paperknife.filters.filter_lists import FilterLists
from paperknife.filters.subscriptions import Subscriptions
from paperknife.formats.clipboard import page_from_clipboard
from paperknife.formats.opening import open_path
from paperknife.highlights.anchoring import find
from paperknife.highlights.annotations import collection_of
from paperknife.highlights.highlight import Found
from paperknife.highlights.marked_page import MarkedPage, marked_page
from paperknife.highlights.marks import marks_of
from paperknife.highlights.page_text import PageText
from paperknife.library.highlights import Highlights
from paperknife.page.metadata import is_web_address
from paperknife.page.page import Page
from paperknife.render import original, reader, safety
from paperknife.render.article import Article, article_of
from paperknife.settings import Settings, cache_folder, config_folder
from paperknife.verdicts.corrections import Corrections
from paperknife.verdicts.judge import judge as judge_page
from paperknife.verdicts.verdict import JudgedPage

Progress = Callable[[float], None]


def open_pages(path: Path, progress: Progress | None = None) -> Iterator[Page]:
    """The page or pages in the file or folder `path`. Raises OpenError, or what `progress` raises."""
    return open_path(path, progress or (lambda _share: None))


def open_clipboard(html: str | bytes, plain: str, address: str) -> Iterator[Page]:
    """The page that was copied or dropped as a piece. Raises OpenError."""
    yield page_from_clipboard(html, plain, address)


def subscriptions() -> Subscriptions:
    """Which filter lists there are and which are in use."""
    return Subscriptions(config_folder() / "filters")


def own_templates() -> OwnTemplates:
    """The templates that the reader wrote."""
    return OwnTemplates(config_folder() / "templates")


def filter_lists() -> FilterLists:
    """The program's own filter list and those that the reader added, ready to be asked. Takes long the first time."""
    lists = FilterLists(subscriptions().lists(), cache_folder() / "filters")
    lists.load()
    return lists


def corrections() -> Corrections:
    """What the reader has corrected so far, for pages and for sites."""
    return Corrections(config_folder())


def judge(page: Page, lists: FilterLists | None = None, corrected: Corrections | None = None) -> JudgedPage:
    """The page with a verdict for every block; the reader's corrections have the last word."""
    judged = judge_page(page, lists)
    return corrected.apply(judged) if corrected is not None else judged


def keep_all(judged: JudgedPage) -> JudgedPage:
    """The same page with nothing struck."""
    return judged.overrule({verdict.block.id: True for verdict in judged.verdicts if judged.is_struck(verdict)})


def find_highlights(judged: JudgedPage, highlights: Highlights) -> list[Found]:
    """Where the highlights of a page are on it, and those that are not there any more.

    Raises DamagedHighlights, UnreadableFile.
    """
    kept = highlights.of(marked_page(judged.page, judged.blocks))
    return find(PageText(judged.blocks, judged.kept), kept) if kept else []


def export_highlights(pages: Sequence[MarkedPage], *, as_json: bool = False) -> str:
    """The highlights of some pages as Markdown, or as a collection of W3C Web Annotations."""
    if not as_json:
        return highlights_text(pages)
    label = pages[0].title if len(pages) == 1 else "Highlights"
    return json.dumps(collection_of(pages, label), indent=1, ensure_ascii=False) + "\n"


def article(judged: JudgedPage) -> Article:
    """What the article holds: its text, links, headings and images, and as HTML."""
    return article_of(judged)


def markdown(judged: JudgedPage) -> str:
    """The article's body as Markdown, without front matter; its title is a fact of the page and stays out."""
    return to_markdown(reader.body(judged))


def mark(judged: JudgedPage, found: Iterable[Found] = ()) -> str:
    """The page as it was, struck through and with its highlights, as one HTML file that asks nothing of the network."""
    return original.struck_file(judged, marks_of(found))


def clip(
    judged: JudgedPage,
    settings: Settings,
    selection: str | None = None,
    *,
    tags: Iterable[str] = (),
    note: str = "",
    title: str = "",
    address: str = "",
    find_image: FindImage | None = None,
    found: Iterable[Found] = (),
) -> Clipping:
    """A clipping of the article, or of a `selection` of it (HTML), ready for the library.

    `title` and `address` are the reader's own where they are not empty; what is no web address is passed over.
    `find_image` gives the bytes of an image's address; without it, the page's own files are looked through. `found` are
    the highlights of the article; a selection brings its own.
    """
    facts = judged.page.metadata.known(title=title, address=address if is_web_address(address) else "")
    return make_clipping(
        safety.cleaned(selection) if selection else reader.body(judged, marks_of(found)),
        facts,
        find_image or judged.page.resource,
        tags=(*settings.tags, *tags),
        note=note,
        selection=bool(selection),
        with_images=settings.images != "none",
    )
