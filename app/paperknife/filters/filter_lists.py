"""Filter lists as one question: what in this page do their rules fit?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from paperknife import bundled
from paperknife.filters.compiled import Compiled, available
from paperknife.filters.looking import Contents, Medium, Selectors, Thing
from paperknife.page.blocks import Blocks, Element
from paperknife.page.page import Page

_KINDS = {
    "img": "image",
    "script": "script",
    "iframe": "subdocument",
    "frame": "subdocument",
    "embed": "object",
    "object": "object",
    "video": "media",
    "audio": "media",
}
_SOURCES = ("src", "data-src", "data-lazy-src", "data")
_HEADER = re.compile(r"^!\s*([\w -]+?)\s*:\s*(\S.*?)\s*$")
# Words of a list's title, or of a rule, that say what it is against; the first one found counts.
_WORDS = (
    ("sponsored", re.compile(r"taboola|outbrain|zergnet|revcontent|mgid|plista|ligatus|sponsor", re.IGNORECASE)),
    ("cookie", re.compile(r"cookie|consent|gdpr|ccpa", re.IGNORECASE)),
    ("newsletter", re.compile(r"newsletter|subscribe|sign-?up", re.IGNORECASE)),
    ("comments", re.compile(r"disqus|comments", re.IGNORECASE)),
    ("social", re.compile(r"social|share|sharing|follow-us", re.IGNORECASE)),
    ("promo", re.compile(r"annoyance|notification|push|app-?banner", re.IGNORECASE)),
)


@dataclass(frozen=True)
class FilterList:
    """The text of a list in the common syntax (adblockplus.org/filters) and the name it goes by."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def header(self) -> dict[str, str]:
        """What the first lines say: "title", "licence", "homepage", "version", "last modified" …, in lower case."""
        found: dict[str, str] = {}
        for line in self.text[:4_000].splitlines()[:40]:
            if match := _HEADER.match(line):
                found.setdefault(match.group(1).lower(), match.group(2))
        return found

    @property
    def title(self) -> str:
        """The title that the list gives itself, else its name."""
        return self.header.get("title", self.name)

    @cached_property
    def label(self) -> str:
        """What its rules are against where they do not say it themselves."""
        return next((label for label, words in _WORDS if label != "sponsored" and words.search(self.title)), "ad")

    @cached_property
    def _sections(self) -> dict[str, str]:
        """Labels of rules that stand below a line "! Label: social", by the rule without its "##"."""
        labels: dict[str, str] = {}
        if "! Label:" not in self.text:
            return labels
        label = ""
        for line in self.text.splitlines():
            if line.startswith("! Label:"):
                label = line[8:].strip()
            elif label and line and not line.startswith(("!", "[")):
                labels[line.partition("##")[2] or line] = label
        return labels

    def label_of(self, rule: str) -> str:
        """What a rule (a selector, or a rule for addresses) is against, as the names of labels go."""
        if section := self._sections.get(rule):
            return section
        if self.label in ("ad", "promo"):
            labels = ("sponsored",) if self.label == "ad" else tuple(label for label, _ in _WORDS)
            for label, words in _WORDS:
                if label in labels and words.search(rule):
                    return label
        return self.label


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits something in a page.

    `rule` stands as it would in a list, `source` is the list's title, `label` what the rule is against. `node` is
    what it fits, `element` the same or, for images, frames and scripts, the element around it. `request` tells that
    the rule is against the address it is loaded from.
    """

    rule: str
    source: str
    label: str
    node: LexborNode
    element: Element
    request: bool = False

    @property
    def medium(self) -> bool:
        """Whether it fits an image, frame or script, and not an element with blocks of its own."""
        return self.node is not self.element.node


class FilterLists:
    """Any number of lists that answer together: an exception in one of them counts for all.

    `cache` is a folder for their compiled forms, used from the first question on. Without the engine no rule ever fits.
    """

    def __init__(self, lists: Sequence[FilterList], cache: Path | None = None) -> None:
        self.lists = tuple(lists)
        self._cache = cache

    @cached_property
    def _compiled(self) -> tuple[tuple[FilterList, Compiled], ...]:
        if not available:
            return ()
        return tuple((each, Compiled(each.text, self._file(each))) for each in self.lists if each.text.strip())

    def _file(self, each: FilterList) -> Path | None:
        if self._cache is None:
            return None
        plain = re.sub(r"\W+", "-", each.name)[:40]
        return self._cache / f"{plain}-{blake2b(each.name.encode(), digest_size=4).hexdigest()}.compiled"

    def load(self) -> None:
        """Compiles the lists, or reads them from the cache, now and not at the first question."""
        _ = self._compiled

    def matches(self, page: Page, blocks: Blocks) -> list[Match]:
        """Everything that a rule fits among the visible elements of a page, its images, frames and scripts."""
        if not self._compiled:
            return []
        contents = Contents(page, blocks)
        return [*self._hidden(page.metadata.address, contents), *self._requests(page, contents)]

    def _hidden(self, address: str, contents: Contents) -> Iterator[Match]:
        """What rules for element hiding fit."""
        answers = [compiled.on(address) for _, compiled in self._compiled]
        excepted = frozenset().union(*(exceptions for _, exceptions, _ in answers))
        own_only = any(only for _, _, only in answers)
        for (each, compiled), (selectors, _, _) in zip(self._compiled, answers, strict=True):
            found: list[tuple[Thing, str]] = []
            special = selectors - compiled.everywhere - excepted
            if not own_only:
                named = compiled.named(contents.classes, contents.ids, excepted)
                special = special.union(named)
                found.extend((t, rule) for t, rule in compiled.selectors.found_in(contents) if rule not in excepted)
            found.extend(Selectors(special).found_in(contents))
            labels: dict[str, str] = {}
            for thing, selector in found:
                if thing.tag not in ("body", "html"):
                    label = labels.get(selector) or labels.setdefault(selector, each.label_of(selector))
                    yield _match(thing, f"##{selector}", each, label)

    def _requests(self, page: Page, contents: Contents) -> Iterator[Match]:
        """What rules for addresses fit. Addresses that are not http(s) are asked nobody about."""
        here = page.metadata.address
        asked: dict[tuple[str, str], tuple[str, FilterList] | None] = {}
        for medium in contents.media:
            for name in _SOURCES:
                reference = medium.attributes.get(name)
                if not reference or reference[:5].lower() == "data:":
                    continue
                address = reference if reference.startswith("https://") else page.absolute(reference)
                if address[:4].lower() != "http":
                    continue
                question = address, _KINDS.get(medium.tag, "other")
                if question not in asked:
                    asked[question] = self._blocked(address, here, question[1])
                if hit := asked[question]:
                    rule, each = hit
                    yield _match(medium, rule, each, each.label_of(rule), request=True)
                    break

    def _blocked(self, address: str, here: str, kind: str) -> tuple[str, FilterList] | None:
        for each, compiled in self._compiled:
            rule, allowed = compiled.blocks(address, here, kind)
            if allowed:
                return None
            if rule:
                host, own_host = _host(address), _host(here)
                others = (other for other_list, other in self._compiled if other_list is not each)
                if any(other.allows(address, host, own_host, kind) for other in others):
                    return None
                return rule, each
        return None


def own_list() -> FilterList:
    """The list that comes with the program."""
    return FilterList("paperknife", bundled.text("filters/paperknife.txt"))


def _match(thing: Thing, rule: str, each: FilterList, label: str, request: bool = False) -> Match:
    element = thing.parent if isinstance(thing, Medium) else thing
    return Match(rule, each.title, label, thing.node, element, request)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
