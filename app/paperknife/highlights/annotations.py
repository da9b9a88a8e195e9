"""Highlights as Web Annotations (W3C Recommendation, 23 February 2017): JSON-LD that other programs read too.

Each has a text quote selector, and a text position selector that counts letters without white space. Its colour is
the style class of its target, its note a textual body.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import MarkedPage

Json = dict[str, Any]

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"about": "https://schema.org/about", "paragraphs": {"@id": "urn:paperknife:paragraphs", "@container": "@list"}},
]


def annotation_of(highlight: Highlight, source: str) -> Json:
    """A highlight of the page whose address is `source`."""
    quote = highlight.quote
    selectors: list[Json] = [
        {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    ]
    if quote.start >= 0:
        selectors.append({"type": "TextPositionSelector", "start": quote.start, "end": quote.stop})
    body = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": highlight.note}
    return {
        "id": highlight.id,
        "type": "Annotation",
        "motivation": "highlighting",
        "created": highlight.created.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        **({"body": [body]} if highlight.note else {}),
        "target": {"source": source, "styleClass": str(highlight.colour), "selector": selectors},
    }


def collection_of(pages: Sequence[MarkedPage], label: str, others: Iterable[Any] = ()) -> Json:
    """All highlights of some pages as one annotation collection; `others` are annotations that stay as they are."""
    items = [annotation_of(highlight, page.name) for page in pages for highlight in page.highlights]
    items += others
    return {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": label,
        "about": [_about(page) for page in pages],
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def page_of(said: Any) -> tuple[MarkedPage, list[Any]]:
    """The first page of a collection with its highlights, and the annotations in it that are no highlights of text.

    What is missing or of another kind than it should be counts as empty. Raises ValueError if it is no collection.
    """
    if not isinstance(said, dict) or not isinstance(said.get("first"), dict):
        raise ValueError("it holds no collection of annotations")
    items = said["first"].get("items")
    if not isinstance(items, list):
        raise ValueError("its collection has no items")
    about = _first(said.get("about"))
    highlights, others = [], []
    for item in items:
        highlight = highlight_of(item)
        if highlight is None:
            others.append(item)
        else:
            highlights.append(highlight)
    paragraphs = about.get("paragraphs")
    return MarkedPage(
        _text(about.get("name")),
        _text(about.get("url")),
        _text(about.get("isPartOf")),
        _text(about.get("datePublished")),
        tuple(map(str, paragraphs)) if isinstance(paragraphs, list) else (),
        tuple(highlights),
    ), others


def highlight_of(said: Any) -> Highlight | None:
    """The highlight that an annotation is; None for one of another kind."""
    if not isinstance(said, dict) or not _text(said.get("id")):
        return None
    target = _first(said.get("target"))
    selectors = {_text(one.get("type")): one for one in reversed(_all(target.get("selector")))}
    quote = selectors.get("TextQuoteSelector")
    if quote is None or not _text(quote.get("exact")).strip():
        return None
    position = selectors.get("TextPositionSelector", {})
    start, stop = _count(position.get("start")), _count(position.get("end"))
    notes = [
        _text(body.get("value"))
        for body in _all(said.get("body"))
        if _text(body.get("type")) == "TextualBody" and _text(body.get("purpose")) in ("", "commenting", "describing")
    ]
    colour = _text(target.get("styleClass"))
    return Highlight(
        Quote(
            _text(quote.get("exact")),
            _text(quote.get("prefix")),
            _text(quote.get("suffix")),
            start,
            stop if start >= 0 else -1,
        ),
        Colour(colour) if colour in tuple(Colour) else Colour.YELLOW,
        "\n\n".join(note for note in notes if note),
        _time(_text(said.get("created"))),
        _text(said.get("id")),
    )


def _about(page: MarkedPage) -> Json:
    known = {
        "id": page.name,
        "name": page.title,
        "url": page.address,
        "isPartOf": page.site,
        "datePublished": page.published,
        "paragraphs": list(page.paragraphs),
    }
    return {name: value for name, value in known.items() if value}


def _all(value: Any) -> list[Json]:
    """The objects of a value that may be one or a list of them."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _first(value: Any) -> Json:
    return next(iter(_all(value)), {})


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
