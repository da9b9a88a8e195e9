"""Pages whose own data give the article's text."""

import json
from collections.abc import Callable

import pytest

Signs = Callable[[str], dict[str, list[str]]]
PARAGRAPHS = [
    f"On day {number} the council met again, and after a long debate its members put off the {number}th bridge."
    for number in range(5)
]
SAID = "Read all about bridges in our dossier on the river, its banks and the people who live there."


def page(body: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "articleBody": body})
    shown = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS[:3], SAID, *PARAGRAPHS[3:], "Contact us"))
    return f'<script type="application/ld+json">{data}</script><h1>Bridges</h1>{shown}'


@pytest.mark.parametrize("join", ["\n\n", "&lt;/p&gt;&lt;p&gt;", "<br>"])
def test_what_the_data_have_and_leave_out_is_told(join: str, signs_of: Signs) -> None:
    signs = signs_of(page(join.join(PARAGRAPHS).replace("and after", "– and, after")))
    assert all("data full:in long" in signs[text] for text in PARAGRAPHS)
    assert {"data full:out long", "data:out long between"} <= set(signs[SAID])
    assert "data:out short past" in signs["Contact us"]


def test_a_text_cut_short_says_so(signs_of: Signs) -> None:
    longer = [*PARAGRAPHS, "The rest of the story is on the next page. " * 6]
    assert "data most:in long" in signs_of(page(" ".join(longer)))[PARAGRAPHS[0]]


def test_a_text_beyond_all_bounds_is_not_searched(signs_of: Signs) -> None:
    many = "<p>Another line of the page" * 3_000
    body = " ".join([*PARAGRAPHS, "word " * 30_000])
    assert not any(sign.startswith("data") for sign in signs_of(page(body) + many)[PARAGRAPHS[0]])


@pytest.mark.parametrize("body", ["", " ".join(PARAGRAPHS[:2]), "Another story altogether. " * 40])
def test_without_the_articles_text_nothing_is_told(body: str, signs_of: Signs) -> None:
    assert not any(sign.startswith("data") for signs in signs_of(page(body)).values() for sign in signs)
