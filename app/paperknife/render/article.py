"""What the article holds, as data: its text, headings, links and images."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser

from paperknife.page.page import Page
from paperknife.page.tree import HEADINGS, attribute, one_line, parse
from paperknife.render import reader
from paperknife.verdicts.verdict import JudgedPage

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image of the article: its address, and how many bytes of it were saved with the page (0 for none)."""

    address: str
    size: int


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is the running text, one line per line of the page; `html` the whole article; `links` are absolute."""

    text: str
    html: str
    headings: tuple[tuple[int, str], ...]
    links: tuple[str, ...]
    images: tuple[ShownImage, ...]


def article_of(judged: JudgedPage) -> Article:
    """Collects what the kept blocks of a page hold."""
    html = reader.article(judged)
    tree = parse(html)
    return Article(
        text=running_text(judged),
        html=html,
        headings=tuple(
            (int((node.tag or "h1")[1]), words)
            for node in tree.css(",".join(sorted(HEADINGS)))
            if (words := one_line(node.text(deep=True)))
        ),
        links=tuple(dict.fromkeys(_links(tree, judged.page.metadata.address))),
        images=tuple(_images(judged.page, dict.fromkeys(attribute(node, "src") for node in tree.css("img")))),
    )


def running_text(judged: JudgedPage) -> str:
    """The text of the kept blocks without title, byline and captions, and without a deck that only sums it up."""
    return "\n".join(
        verdict.block.text
        for verdict in judged.verdicts
        if verdict.block.text and verdict.block.id in judged.kept and (verdict.running or verdict.struck)
    )


def _links(tree: LexborHTMLParser, own: str) -> Iterator[str]:
    """Where the article's words lead: not the page itself, not a frame's source, not an image's larger self."""
    for node in tree.css("a[href]"):
        address = attribute(node, "href")
        framed = node.parent is not None and "embedded" in attribute(node.parent, "class").split()
        enlarges = _PICTURE.search(address) and node.css_first("img") and not one_line(node.text(deep=True))
        if not framed and not enlarges and urldefrag(address)[0] not in ("", own):
            yield address


def _images(page: Page, addresses: dict[str, None]) -> Iterator[ShownImage]:
    for address in addresses:
        if address:
            resource = page.resource(address)
            yield ShownImage(address, len(resource.data) if resource is not None else 0)
