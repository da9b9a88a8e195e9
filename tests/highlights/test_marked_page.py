"""A page is known again by its longest paragraphs, and by nothing less."""

from paperknife.highlights.marked_page import MarkedPage, marked_page
from paperknife.page.cutting import cut
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse


def page(*paragraphs: str, address: str = "") -> MarkedPage:
    tree = parse("<body>" + "".join(f"<p>{text}" for text in paragraphs))
    return marked_page(Page(tree, Metadata(title="T", address=address)), cut(tree))


TEXTS = [f"Paragraph {number} says something that no other one says, at some length." for number in range(8)]


def test_the_same_page_with_other_trimmings() -> None:
    assert page(*TEXTS).says_the_same(page("Menu", *TEXTS[:-1], "An ad that is rather long, for a change.", "Footer"))
    assert page(*TEXTS).says_the_same(page(*(text.replace(" ", "\n ") for text in TEXTS)))


def test_other_pages() -> None:
    assert not page(*TEXTS).says_the_same(page("Menu", *TEXTS[:3], *(text.upper() for text in TEXTS[3:])))
    assert not page().says_the_same(page())


def test_every_page_has_a_name() -> None:
    assert page("x", address="https://news.example/1").name == "https://news.example/1"
    assert page("x").name.startswith("urn:paperknife:page:")
    assert page("x").name != page("y").name
