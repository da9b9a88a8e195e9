"""PDF: it has no page structure; its words are offered as plain text."""

import logging
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from paperknife.errors import DamagedFile, LockedFile, NoPageInside
from paperknife.formats.source import Progress, Source
from paperknife.formats.text import plain_page, with_facts
from paperknife.page.page import Page
from paperknife.page.tree import one_line

logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

LIMIT = 256_000_000
NOTE = "A PDF holds no page structure; these are only its words. Save the page as HTML to read it whole."
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 8_000_000
# What pypdf raises for a password, and for a cipher that it lacks.
_LOCKED = ("FileNotDecryptedError", "WrongPasswordError", "DependencyError")


def looks_like(source: Source) -> bool:
    """Whether "%PDF-" stands in the first kilobyte, as readers of PDF have it."""
    return b"%PDF-" in source.head(1024)


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """One page of plain text, with a note. Raises LockedFile, DamagedFile, NoPageInside where there is no text."""
    from pypdf import PdfReader  # takes longer to load than most pages to open

    with source.open() as file:
        try:
            reader = PdfReader(file)
            locked = reader.is_encrypted and not reader.decrypt("")
            pages = list(reader.pages)[:_MOST_PAGES] if not locked else []
            title = one_line(str(reader.metadata.title or "")) if not locked and reader.metadata else ""
        except Exception as error:  # pypdf lets out whatever the bytes lead it into
            if type(error).__name__ in _LOCKED:
                raise LockedFile(source.label) from error
            raise DamagedFile(source.label, "PDF") from error
        if locked:
            raise LockedFile(source.label)
        lines: list[str] = []
        for number, page in enumerate(pages):
            lines += [*_lines(page), ""]
            progress(0.9 * (number + 1) / len(pages))
            if sum(map(len, lines)) > _MOST_CHARACTERS:
                break
    if not any(lines):
        raise NoPageInside(source.label, "PDF")
    yield with_facts(plain_page(_paragraphs(lines), format="pdf", notes=(NOTE,)), title=title)


def _lines(page: Any) -> list[str]:
    """The lines of one sheet; none if it is damaged."""
    try:
        return [line.strip() for line in str(page.extract_text()).split("\n")]
    except Exception:
        return []


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines put together to paragraphs: one that reaches the margin goes on in the next."""
    lengths = sorted(len(line) for line in lines if line)
    margin = lengths[len(lengths) * 9 // 10] * 3 // 4
    paragraph = lines[:1]
    for line, following in pairwise([*lines, ""]):
        goes_on = line and following and len(line) >= margin and not re.search(r"[.!?:…。]['\"”’»)]*$", line)
        if goes_on or (line and following and len(line) >= margin and following[:1].islower()):
            paragraph.append(following)
            continue
        if any(paragraph):
            yield "\n".join(paragraph)
        paragraph = [following]
