"""Highlights as a Markdown text of their own."""

from datetime import UTC, datetime

import pytest

from paperknife.clipping.highlights import highlights_text, link_to
from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import MarkedPage

CREATED = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_page_with_two_highlights() -> None:
    first = Highlight(Quote("two *lines*\nof text", start=5, stop=20), Colour.GREEN, "My *own* note", CREATED)
    second = Highlight(Quote("a word", start=90, stop=95), Colour.YELLOW, "", CREATED)
    page = MarkedPage("Tunnel & more", "https://news.example/1#x", "News", "2026-10-02T08:00:00Z", (), (second, first))
    assert highlights_text([page]) == (
        "# Tunnel & more\n\n"
        "News · 2026-10-02 · <https://news.example/1#x>\n\n"
        "> two \\*lines\\*\n>\n> of text\n\n"
        "Green · 2026-11-23 · [In the page](<https://news.example/1#:~:text=two%20%2Alines%2A%20of%20text,two%20%2Alines%2A%20of%20text>)\n\n"
        "My \\*own\\* note\n\n"
        "> a word\n\n"
        "Yellow · 2026-11-23 · [In the page](<https://news.example/1#:~:text=a%20word>)\n"
    )


def test_a_page_without_an_address() -> None:
    page = MarkedPage(highlights=(Highlight(Quote("x"), created=CREATED),))
    assert highlights_text([page]) == "# Untitled\n\n> x\n\nYellow · 2026-11-23\n"


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("well-known, they say", "well%2Dknown%2C%20they%20say"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
    ],
)
def test_links_lead_to_the_words(exact: str, text: str) -> None:
    assert link_to("https://news.example/", Highlight(Quote(exact))) == f"https://news.example/#:~:text={text}"
