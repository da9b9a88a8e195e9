"""A page with highlights: what has to be known of it to know it again, whichever file it comes from."""

from dataclasses import dataclass
from hashlib import blake2b

from paperknife.highlights.highlight import Highlight
from paperknife.page.blocks import Blocks
from paperknife.page.letters import letters
from paperknife.page.page import Page

_PARAGRAPHS = 12  # the longest of a page, which make it what it is
_LONG = 40  # letters; shorter ones count where there are no longer ones
_SHARED = 0.75  # of them are there still when it is saved anew


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """`paragraphs` are hashes of the longest blocks of the page, the longest first; `published` is an ISO 8601 date."""

    title: str = ""
    address: str = ""
    site: str = ""
    published: str = ""
    paragraphs: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()

    @property
    def name(self) -> str:
        """An address for the page, also for one that has none."""
        said = "\n".join(self.paragraphs) or self.title
        return self.address or f"urn:paperknife:page:{_hash(said)}"

    def says_the_same(self, other: "MarkedPage") -> bool:
        """Whether most of the longest paragraphs of both are the same."""
        shared = len(set(self.paragraphs) & set(other.paragraphs))
        return shared > 0 and shared >= _SHARED * max(len(self.paragraphs), len(other.paragraphs))


def marked_page(page: Page, blocks: Blocks) -> MarkedPage:
    """The page, without highlights yet."""
    said = dict.fromkeys(letters(block.text) for block in blocks.all if block.text)
    longest = sorted(said, key=len, reverse=True)[:_PARAGRAPHS]
    longest = [paragraph for paragraph in longest if len(paragraph) >= _LONG] or longest
    facts = page.metadata
    return MarkedPage(
        facts.title, facts.address, facts.site, facts.published, tuple(_hash(paragraph) for paragraph in longest)
    )


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
