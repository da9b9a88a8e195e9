"""The hand-made labels say what their README says, and stand in the pages beside the project word for word."""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pytest
import webencodings
from selectolax.lexbor import LexborHTMLParser, LexborNode

HERE = Path(__file__).parent
PAGES = HERE.parents[2] / "shared" / "pages" / "articles"
LABELLED = json.loads((HERE / "labels.json").read_text("utf-8"))

LABELS = {
    "ad", "sponsored", "related", "newsletter", "social", "comments", "cookie", "promo", "navigation", "footer",
}  # fmt: skip
KEPT = {
    "title", "deck", "byline", "caption", "credit", "paragraph", "heading", "list", "quote", "embed", "table", "source",
    "post", "message", "teaser", "ingredient", "step", "fact", "code",
}  # fmt: skip
PAGE_KINDS = {"article", "frontpage", "forum", "recipe", "documentation", "product", "encyclopedia", "chat"}

LONGEST = 80  # characters of a snippet
SHORT = 16  # characters: a whole line below it is looked up as a whole line
BLOCKS = set(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p plaintext pre search section "
    "summary table tbody td tfoot th thead tr ul xmp".split()
)
WITHOUT_TEXT = set(
    "audio canvas datalist head iframe input noembed noframes noscript object option script select style svg template "
    "textarea title video".split()
)
UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
BLANK = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)

page_beside = pytest.mark.parametrize("page", LABELLED, ids=[page["file"] for page in LABELLED])


def decoded(raw: bytes) -> str:
    """The page as characters: UTF-8 where the bytes are, else the charset that the page names, else windows-1252."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = CHARSET.search(raw[:4096])
        encoding = webencodings.lookup(named[1].decode("ascii")) if named else None
        return raw.decode(encoding.codec_info.name if encoding else "cp1252", "replace")


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def lines_of(html: str) -> list[str]:
    """The visible text cut at block elements and br, white space joined, in Unicode form NFC."""
    cut = "\n"
    pieces: list[str] = []
    stack: list[LexborNode | str] = [LexborHTMLParser(html).body]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "-text":
            pieces.append(" ".join(re.split(r"\s", node.text_content or "")))
        elif node.tag[0] in "-!_" or node.tag in WITHOUT_TEXT:
            continue
        elif "hidden" not in node.attributes and not UNSEEN.search(node.attributes.get("style") or ""):
            inside = [*children(node)][::-1]
            stack += [cut, *inside, cut] if node.tag in BLOCKS else inside
    text = unicodedata.normalize("NFC", "".join(pieces))
    return [joined for line in text.split("\n") if (joined := " ".join(line.split()))]


def letters(text: str) -> str:
    """`text` as it is compared: NFC, without white space and without characters that have no width."""
    return BLANK.sub("", unicodedata.normalize("NFC", text))


class Place(NamedTuple):
    first: int
    last: int

    def meets(self, lines: set[int]) -> bool:
        return any(number in lines for number in range(self.first, self.last + 1))


class PageText:
    """All lines of a page as one string of letters, with the way back from a letter to the number of its line."""

    def __init__(self, lines: list[str]) -> None:
        self.owner = [number for number, line in enumerate(lines) for _ in letters(line)]
        self.text = "".join(map(letters, lines))
        ends = [number for number in range(1, len(self.owner)) if self.owner[number] != self.owner[number - 1]]
        self.borders = {0, len(self.owner), *ends}

    def lines(self, place: Place) -> str:
        """The letters of the lines that `place` touches, from the first of the first to the last of the last."""
        return self.text[bisect_left(self.owner, place.first) : bisect_right(self.owner, place.last)]

    def places(self, snippet: dict) -> list[Place]:
        wanted = letters(snippet["text"])
        strict = snippet.get("whole_line", False) and len(snippet["text"]) < SHORT
        found, at = [], self.text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not strict or {at, end} <= self.borders:
                found.append(Place(self.owner[at], self.owner[end - 1]))
            at = self.text.find(wanted, at + 1)
        return found


@cache
def text_of(file: str) -> PageText:
    path = PAGES / file
    if not path.exists():
        pytest.skip(f"the pages beside the project are not here: ../shared/pages/articles/{file}")
    return PageText(lines_of(decoded(path.read_bytes())))


def digest(file: str) -> str:
    return blake2b(file.encode("utf-8"), digest_size=8).hexdigest()


def test_a_page_is_labelled_once() -> None:
    assert max(Counter(page["file"] for page in LABELLED).values()) == 1


def test_the_halves_are_drawn_and_not_chosen() -> None:
    ranked = sorted(LABELLED, key=lambda page: (page["kind"], digest(page["file"])))
    assert [page["set"] for page in ranked] == ["tune", "held"] * (len(ranked) // 2)


@page_beside
def test_labels_kinds_and_lengths_are_known(page: dict) -> None:
    assert page["kind"] in PAGE_KINDS
    assert {snippet["label"] for snippet in page["strike"]} <= LABELS
    assert {snippet["kind"] for snippet in page["keep"]} <= KEPT
    assert page["strike"]
    assert page["keep"]
    for snippet in (*page["strike"], *page["keep"]):
        assert 0 < len(snippet["text"]) <= LONGEST
        assert snippet["text"] == unicodedata.normalize("NFC", " ".join(snippet["text"].split()))
    for part in (page["strike"], page["keep"]):
        assert max(Counter(snippet["text"] for snippet in part).values()) == 1


@page_beside
def test_no_snippet_to_strike_lies_inside_one_to_keep(page: dict) -> None:
    for strike in page["strike"]:
        if not strike.get("whole_line") or len(strike["text"]) >= SHORT:
            assert not [keep for keep in page["keep"] if letters(strike["text"]) in letters(keep["text"])], strike


@page_beside
def test_every_snippet_stands_in_the_page(page: dict) -> None:
    text = text_of(page["file"])
    for snippet in page["strike"]:
        places = text.places(snippet)
        assert len(places) == snippet["occurrences"], snippet
        if snippet.get("whole_line"):
            assert any(text.lines(place) == letters(snippet["text"]) for place in places), snippet
    for snippet in page["keep"]:
        assert text.places(snippet), snippet


@page_beside
def test_striking_the_lines_of_the_strike_snippets_would_be_perfect(page: dict) -> None:
    text = text_of(page["file"])
    struck = {
        number
        for snippet in page["strike"]
        for place in text.places(snippet)
        for number in range(place.first, place.last + 1)
    }
    for snippet in page["keep"]:
        assert any(not place.meets(struck) for place in text.places(snippet)), snippet
