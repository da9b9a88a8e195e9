"""The pages that weights are fitted on and scores are measured on, with what is known of their blocks.

They lie beside the project at ../shared/pages and do not belong to it; `available()` says whether they are there.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from paperknife.formats.opening import open_path
from paperknife.page.blocks import Block
from paperknife.page.page import Page
from paperknife.page.tree import one_line

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = SHARED / "pages"
SCORE = SHARED / "score"
LABELS = Path(__file__).with_name("labels.json")
READINGS = Path(__file__).with_name("readings.json")
TEXTS = ("news", "readability", "defuddle", "web")  # corpora with the article's text, or strings of it
STRIKES = ("strikes", "tune", "held")  # sets with snippets to strike and to keep
WORD = re.compile(r"\w+")
FOLDS = 5


@dataclass
class Sample:
    """One page with its entry in the gold file of its corpus."""

    corpus: str
    entry: dict[str, Any]
    path: Path
    page: Page
    reading: list[str] = field(default_factory=list)  # of readings.json, if somebody read the page block by block
    file: str = field(init=False)
    site: str = field(init=False)

    def __post_init__(self) -> None:
        self.file = f"{self.corpus}/{self.entry['file']}"
        name = Path(self.entry["file"]).name
        self.site = (urlsplit(self.entry.get("url") or "").hostname or name.split("-")[0]).removeprefix("www.")

    @property
    def language(self) -> str:
        """The page's language, two letters; "" if it does not say."""
        return self.page.metadata.language[:2].lower()

    def fold(self, division: int = 0) -> int:
        """The part of the pages that this page is in: all pages of a site are in the same one.

        Pages can be divided in many ways: one division more or less moves a figure by half a point.
        """
        name = f"{division or ''}{self.site}"
        return int(hashlib.blake2b(name.encode(), digest_size=4).hexdigest(), 16) % FOLDS


def available() -> bool:
    """Whether the pages and the score scripts are there."""
    return (PAGES / "articles" / "news" / "gold.json").is_file() and (SCORE / "articles.py").is_file()


def samples(*corpora: str) -> list[Sample]:
    """The pages of `corpora`, of all if none is named."""
    found = []
    readings = {entry["file"]: entry["blocks"] for entry in json.loads(READINGS.read_text("utf-8"))}
    for corpus in corpora or TEXTS + STRIKES:
        if corpus in TEXTS:
            folder = PAGES / "articles" / corpus
            entries = json.loads((folder / "gold.json").read_text("utf-8"))
        elif corpus == "strikes":
            folder = PAGES / "strikes"
            entries = json.loads((folder / "labels.json").read_text("utf-8"))
        else:
            folder = PAGES / "articles"
            entries = [entry for entry in json.loads(LABELS.read_text("utf-8")) if entry["set"] == corpus]
        for entry in entries:
            path = folder / entry["file"]
            found.append(Sample(corpus, entry, path, opened(path), readings.get(f"{corpus}/{entry['file']}", [])))
    return found


def opened(path: Path) -> Page:
    """The first page of a file."""
    return next(iter(open_path(path, lambda share: None)))


def scorers() -> tuple[Any, Any]:
    """The score scripts `articles` and `strikes` as modules."""
    if str(SCORE) not in sys.path:
        sys.path.insert(0, str(SCORE))
    import articles  # type: ignore[import-not-found]
    import strikes  # type: ignore[import-not-found]

    return articles, strikes


# ---- what is known of the blocks of a page ----


def in_article(sample: Sample, blocks: list[Block]) -> list[bool | None]:
    """For every block whether the gold counts it as text of the article; None where it does not say."""
    if "text" in sample.entry:
        return _aligned(blocks, sample.entry["text"])
    if "with" in sample.entry:
        return _with_strings(blocks, sample.entry)
    return [None if label is None else label not in _STRUCK for label in by_hand(sample, blocks)]


def by_hand(sample: Sample, blocks: list[Block]) -> list[str | None]:
    """For every block the label, or the kind, of the snippet that somebody found in it."""
    found: list[str | None] = [None] * len(blocks)
    if "strike" not in sample.entry:
        return found
    _, strikes = scorers()
    text = strikes.PageText([{"text": block.text} for block in blocks])
    for snippet in sample.entry["strike"]:
        for place in text.occurrences(snippet["text"], snippet.get("whole_line", False)):
            for index in place:
                found[index] = snippet["label"]
    for snippet in sample.entry["keep"]:
        places = text.occurrences(snippet["text"])
        for place in places[:1] if snippet["kind"] == "title" else places:
            for index in place:
                found[index] = snippet["kind"]
    return found


def by_reading(sample: Sample, blocks: list[Block]) -> list[str | None]:
    """For every block the name that somebody who read the whole page gave it; see README.md."""
    found: list[str | None] = [None] * len(blocks)
    names, marks = [], []
    for run in sample.reading:
        name, *of_run = run.split()
        names += [name] * len(of_run)
        marks += of_run
    places = [index for index, block in enumerate(blocks) if block.text]
    matcher = SequenceMatcher(None, [mark_of(blocks[index].text) for index in places], marks, autojunk=False)
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            name = names[match.b + step]
            found[places[match.a + step]] = None if name == "unsure" else name
    return found


def mark_of(text: str) -> str:
    """The mark by which a block is known in readings.json: 3 bytes of the BLAKE2b of its text, white space joined."""
    return hashlib.blake2b(one_line(text).encode(), digest_size=3).hexdigest()


_STRUCK = frozenset(
    ("ad", "sponsored", "related", "newsletter", "social", "comments", "cookie", "promo", "navigation", "footer")
)
_MOST_OF_IT = 0.6  # of the words of a block that stand in the gold in the same order, for it to count as article


def _aligned(blocks: list[Block], gold: str) -> list[bool | None]:
    words = [(word, index) for index, block in enumerate(blocks) for word in WORD.findall(block.text)]
    counts, matched = Counter(index for _, index in words), Counter[int]()
    matcher = SequenceMatcher(None, [word for word, _ in words], WORD.findall(gold), autojunk=False)
    for match in matcher.get_matching_blocks():
        matched.update(index for _, index in words[match.a : match.a + match.size])
    return [None if not counts[index] else matched[index] / counts[index] > _MOST_OF_IT for index in range(len(blocks))]


def _with_strings(blocks: list[Block], entry: dict[str, Any]) -> list[bool | None]:
    texts = [" ".join(block.text.split()) for block in blocks]
    found: list[bool | None] = [None] * len(blocks)
    for key, value in (("without", False), ("with", True)):
        for string in entry[key]:
            wanted = " ".join(string.split())
            hits = [i for i, text in enumerate(texts) if (wanted in text if len(wanted) > 3 else wanted == text)]
            if value and len(hits) > 1:
                hits = [max(hits, key=lambda i: len(texts[i]))]
            for index in hits:
                if found[index] is None or value:
                    found[index] = value
    return found
