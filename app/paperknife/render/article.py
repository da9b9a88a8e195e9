"""What the article holds, as data: its text, headings, links and images."""

from collections.abc import Iterator
from dataclasses import dataclass

from paperknife.page.page import Page
from paperknife.page.tree import HEADINGS, attribute, one_line, parse
from paperknife.render import reader
from paperknife.verdicts.verdict import JudgedPage, Label

# Facts that have a field of their own, and the words under pictures, are not the running text.
_NOT_RUNNING_TEXT = frozenset((Label.TITLE, Label.BYLINE, Label.CAPTION))


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
        links=tuple(dict.fromkeys(attribute(node, "href") for node in tree.css("a[href]"))),
        images=tuple(_images(judged.page, dict.fromkeys(attribute(node, "src") for node in tree.css("img")))),
    )


def running_text(judged: JudgedPage) -> str:
    """The text of the kept blocks without title, byline and captions."""
    return "\n".join(
        verdict.block.text
        for verdict in judged.verdicts
        if verdict.block.text and verdict.label not in _NOT_RUNNING_TEXT and verdict.block.id in judged.kept
    )


def _images(page: Page, addresses: dict[str, None]) -> Iterator[ShownImage]:
    for address in addresses:
        if address:
            resource = page.resource(address)
            yield ShownImage(address, len(resource.data) if resource is not None else 0)
