"""The law of conservation: no visible text of a page is lost, doubled or changed by what Paperknife makes of it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife import pipeline
from paperknife.errors import OpenError
from paperknife.page.blocks import Blocks
from paperknife.page.cutting import cut
from paperknife.page.excerpt import excerpt
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import UNSEEN, parse
from paperknife.render import original, reader
from paperknife.verdicts.verdict import JudgedPage, Label, Verdict

PAGES = Path(__file__).parents[2] / "shared" / "pages"
NO_TEXT = UNSEEN | {"svg", "iframe", "video", "audio", "object", "canvas", "applet", "select", "math"}
FOLDERS = ("articles/news", "articles/web", "articles/readability", "articles/defuddle", "strikes", "saves")


def files(folder: str) -> list[Path]:
    return sorted(p for p in (PAGES / folder).rglob("*") if p.is_file() and p.suffix not in (".json", ".md"))


def pages(folder: str) -> Iterator[Page]:
    for path in files(folder):
        if "_files" in path.parent.name or path.name == "sources.txt" or path.stat().st_size > 3_000_000:
            continue
        try:
            yield from pipeline.open_pages(path)
        except OpenError:
            continue


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def seen_texts(tree: LexborHTMLParser, hidden: frozenset[int]) -> list[LexborNode]:
    """The text nodes that a person sees, found without the cutter."""
    found = []
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if not node.is_text_node or not (node.text_content or "").strip():
            continue
        above = node.parent
        while above is not None and above.tag not in NO_TEXT and above.mem_id not in hidden:
            above = above.parent
        if above is None:
            found.append(node)
    return found


def text_of(blocks: Blocks) -> str:
    return squeezed("".join(block.text for block in blocks.all))


def halved(page: Page) -> JudgedPage:
    """A page with about half of its blocks struck, by their ids: the law holds whatever is struck."""
    blocks = cut(page.tree)
    labels = (Label.AD if sum(block.id.encode()) % 2 else Label.ARTICLE for block in blocks.all)
    return JudgedPage(page, blocks, tuple(Verdict(b, label, 1.0) for b, label in zip(blocks.all, labels, strict=True)))


def check(judged: JudgedPage) -> None:
    page, blocks = judged.page, judged.blocks
    owned = Counter(node.mem_id for block in blocks.all for node, _ in block.leaves)
    assert all(owned[node.mem_id] == 1 for node in seen_texts(page.tree, blocks.hidden)), "in exactly one block"
    ids = [block.id for block in blocks.all]
    assert len(set(ids)) == len(ids)
    assert [verdict.block.id for verdict in judged.verdicts] == ids

    kept = squeezed("".join(block.text for block in blocks.all if block.id in judged.kept))
    struck = set(ids) - judged.kept
    assert text_of(cut(parse(excerpt(page, blocks, judged.kept)))) == kept
    gone = squeezed("".join(block.text for block in blocks.all if block.id in struck))
    assert text_of(cut(parse(excerpt(page, blocks, struck)))) == gone

    shown = set(re.findall(r'data-block="([^"]+)"', reader.article(judged)))
    assert shown <= judged.kept
    assert {block.id for block in blocks.all if block.text and block.id in judged.kept} <= shown
    whole = original.document(judged, lambda _resource: "data:,")
    assert set(re.findall(r'data-block="([^"]+)"', whole)) == set(ids)


@pytest.mark.parametrize("folder", FOLDERS)
def test_real_pages_keep_every_word(folder: str) -> None:
    if not PAGES.is_dir():
        pytest.skip("the pages beside the project are not here")
    seen = 0
    for page in pages(folder):
        try:
            check(halved(page))
        except AssertionError as fault:
            raise AssertionError(f"{page.path}: {fault}") from fault
        seen += 1
    assert seen > 5


TAGS = st.sampled_from(
    "p div span b a br li ul table tr td h1 h2 blockquote pre img hr em sup figure figcaption".split()
)
SOUP = st.recursive(
    st.text(alphabet="ab c1.\n<&>é漢", max_size=12),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(SOUP, st.integers(0, 2**16))
def test_any_markup_keeps_every_word_whatever_is_struck(html: str, choice: int) -> None:
    page = Page(parse(f"<body>{html}"), Metadata())
    judged = halved(page)
    choices = {v.block.id: bool(choice >> (i % 16) & 1) for i, v in enumerate(judged.verdicts)}
    check(judged.overrule(choices))
