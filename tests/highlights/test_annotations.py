"""Highlights as Web Annotations: written as the W3C says, read back the same, and read from other programs."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.highlights.annotations import annotation_of, collection_of, highlight_of, page_of
from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import MarkedPage

CREATED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HIGHLIGHT = Highlight(Quote("exact words", "before ", " after", 6, 16), Colour.PINK, "Why?", CREATED, "urn:uuid:1")


def test_an_annotation_as_the_w3c_describes_it() -> None:
    assert annotation_of(HIGHLIGHT, "https://news.example/1") == {
        "id": "urn:uuid:1",
        "type": "Annotation",
        "motivation": "highlighting",
        "created": "2026-11-23T09:30:00Z",
        "body": [{"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": "Why?"}],
        "target": {
            "source": "https://news.example/1",
            "styleClass": "pink",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "exact words", "prefix": "before ", "suffix": " after"},
                {"type": "TextPositionSelector", "start": 6, "end": 16},
            ],
        },
    }


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
highlights = st.builds(
    Highlight,
    st.builds(Quote, texts.filter(str.strip), texts, texts, st.integers(0, 10**6), st.integers(0, 10**6)),
    st.sampled_from(Colour),
    texts,
    st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(
        lambda t: t.replace(microsecond=0)
    ),
    st.uuids().map(lambda name: f"urn:uuid:{name}"),
)


@given(texts, texts, st.lists(texts, max_size=3).map(tuple), st.lists(highlights, max_size=4).map(tuple))
def test_a_collection_is_read_back_as_it_was(
    title: str, site: str, paragraphs: tuple[str, ...], made: tuple[Highlight, ...]
) -> None:
    page = MarkedPage(title, "https://news.example/1", site, "2026-10-02", paragraphs, made)
    said = json.loads(json.dumps(collection_of([page], title)))
    assert page_of(said) == (page, [])


def test_annotations_of_other_programs() -> None:
    said = {
        "id": "https://other.example/7",
        "type": "Annotation",
        "created": "2025-03-04",
        "body": {"type": "TextualBody", "value": "A remark"},
        "target": {
            "source": "https://news.example/1",
            "selector": {"type": "TextQuoteSelector", "exact": "some words"},
        },
    }
    highlight = highlight_of(said)
    assert highlight == Highlight(
        Quote("some words"), Colour.YELLOW, "A remark", datetime(2025, 3, 4, tzinfo=UTC), "https://other.example/7"
    )


@pytest.mark.parametrize(
    "said",
    [
        None,
        7,
        [],
        {},
        {"id": "x"},
        {"id": "x", "target": "https://news.example"},
        {"id": "x", "target": {"selector": 4}},
    ],
)
def test_what_is_no_highlight(said: Any) -> None:
    assert highlight_of(said) is None


def test_other_annotations_stay() -> None:
    other = {"id": "x", "type": "Annotation", "motivation": "bookmarking", "target": "https://news.example/1"}
    page = MarkedPage("T", "https://news.example/1", highlights=(HIGHLIGHT,))
    assert page_of(collection_of([page], "T", [other])) == (page, [other])


@pytest.mark.parametrize("said", [[], {}, {"first": {}}, {"first": []}, {"first": {"items": 3}}, "x", None])
def test_what_is_no_collection(said: Any) -> None:
    with pytest.raises(ValueError, match="it"):
        page_of(said)
