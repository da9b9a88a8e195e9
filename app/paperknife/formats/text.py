"""Plain text: its paragraphs as paragraphs, its words as they are."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from paperknife.errors import EmptyFile
from paperknife.formats.charset import decode
from paperknife.formats.magic import is_binary
from paperknife.formats.source import Progress, Source
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse

LIMIT = 32_000_000
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# The widths at which mail and text editors break lines.
_NARROWEST, _WIDEST = 50, 100


def looks_like(source: Source) -> bool:
    """Whether the first bytes are a text in any encoding."""
    return not source.is_folder and not is_binary(source.head())


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """One page of paragraphs. Raises EmptyFile for white space alone, TooLarge."""
    text = decode(source.data(LIMIT), markup=False)
    progress(0.5)
    if not text.strip():
        raise EmptyFile(source.label)
    yield plain_page(paragraphs(text))


def plain_page(words: Iterable[str], *, format: str = "text", notes: tuple[str, ...] = ()) -> Page:
    """A page whose tree is a <p> for each paragraph in `words`; it has no metadata, for text gives none."""
    body = "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in words)
    tree = parse(f"<!DOCTYPE html><html><head></head><body>\n{body}\n</body></html>")
    return Page(tree=tree, metadata=Metadata(), format=format, plain=True, notes=notes)


def with_facts(page: Page, **facts: Any) -> Page:
    """`page` with what its container knows of it."""
    return replace(page, metadata=page.metadata.known(**facts))


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of `text`, which blank lines part; a paragraph that was broken at a margin keeps its line ends.

    In a text that was not broken at a margin every line is a paragraph of its own.
    """
    groups: list[list[str]] = [[]]
    for line in _BREAK.split(text.removeprefix("\ufeff")):
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    margin = _margin(groups)
    for lines in groups:
        if margin and _is_wrapped(lines, margin):
            yield "\n".join(lines)
        else:
            yield from lines


def _margin(groups: list[list[str]]) -> int:
    """The number of characters at which the text was broken; 0 if it was not.

    Two line ends must show it: a text of lines that merely happen to be short does not have a margin.
    """
    lengths = sorted(len(line) for lines in groups for line in lines)
    if not lengths:
        return 0
    longest = lengths[max(0, len(lengths) - 1 - len(lengths) // 20)]
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    ends = sum(len(lines) - 1 for lines in groups if _is_wrapped(lines, longest))
    return longest if ends >= 2 else 0


def _is_wrapped(lines: list[str], margin: int) -> bool:
    """Whether every line but the last is so long that the first word of the next one did not fit on it."""
    return len(lines) > 1 and all(
        len(line) + 1 + len(following.split(None, 1)[0]) > margin - 3 and len(line) >= margin // 2
        for line, following in pairwise(lines)
    )
