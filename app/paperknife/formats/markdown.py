"""Markdown: rendered to the page's tree, its front matter kept as metadata."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from paperknife.errors import EmptyFile
from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.html import is_html
from paperknife.formats.magic import is_binary
from paperknife.formats.source import Progress, Source
from paperknife.formats.text import with_facts
from paperknife.page.metadata import Metadata, is_web_address, iso_date
from paperknife.page.page import Page
from paperknife.page.resources import Folder, Stored
from paperknife.page.tree import one_line

# Rendering takes about a second for each megabyte; what is larger is read as plain text.
LIMIT = 4_000_000
_LONGEST_FRONT = 65_536
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_KEY = re.compile(r"^[\w-]+:(?:\s|$)", re.MULTILINE)
# Signs that plain text does not have by chance, each counted once.
_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"^(?:```|~~~)[\w+-]*\s*$",
        r"!?\[[^\]\n]{1,300}\]\([^)\s]+[^)\n]*\)",
        r"^\[[^\]\n]+\]:\s+\S+",
        r"\*\*[^\s*][^*\n]*\*\*",
        r"^\|.*\|\s*\n\|[\s:|-]+\|",
        r"^(?:[-*+] \S.*\n){2}",
        r"^> \S",
        r"(?<!`)`[^`\n]+`(?!`)",
        r"^\d+\. \S.*\n\d+\. ",
    )
)


def looks_like(source: Source) -> bool:
    """Whether it is text with front matter, or with at least two of the signs that only Markdown has."""
    head = source.head()
    if source.is_folder or source.size > LIMIT or is_binary(head) or not head.strip():
        return False
    if head.lstrip()[:2] in (b"<!", b"<h", b"<H"):
        return False
    text = head.decode("utf-8", "replace")
    front = _FRONT.match(text)
    if front and _KEY.search(front[1]):
        return True
    found = sum(1 for sign in _SIGNS if sign.search(text))
    return found >= 4 or (found >= 2 and not is_html(head))


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The one page; pictures are looked up beside the file."""
    text = decode(source.data(LIMIT), markup=False)
    if not text.strip():
        raise EmptyFile(source.label)
    front, body = _divided(text)
    progress(0.3)
    from markdown_it import MarkdownIt  # takes longer to load than most pages to open

    markup = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    page = page_of(
        f"<!DOCTYPE html><html><head></head><body>\n{markup}</body></html>",
        Folder(source.path.parent) if source.path else Stored(),
        format="markdown",
    )
    heading = page.tree.css_first("h1")
    title = one_line(heading.text(deep=True)) if heading is not None else ""
    yield with_facts(page, **{"title": title} | _facts(front))


def _divided(text: str) -> tuple[dict[str, Any], str]:
    """(front matter, the rest); a block of dashes that is no YAML mapping belongs to the text."""
    match = _FRONT.match(text)
    if match is None or len(match[1]) > _LONGEST_FRONT:
        return {}, text
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="safe", pure=True).load(match[1])
    except (YAMLError, ValueError, LookupError, RecursionError, TypeError, AttributeError):
        return {}, text
    return (found, text[match.end() :]) if isinstance(found, dict) else ({}, text)


def _facts(front: dict[str, Any]) -> dict[str, Any]:
    """Metadata by the names that Obsidian, Joplin, Hugo and Jekyll use."""
    known = {str(key).lower(): value for key, value in front.items()}
    address = _first(known, "source", "url", "link", "original_url", "canonical")
    authors = known.get("author") or known.get("authors") or known.get("byline")
    names = authors if isinstance(authors, list) else [authors]
    facts = {
        "title": _first(known, "title"),
        "byline": tuple(_text(name).removeprefix("[[").removesuffix("]]") for name in names[:20] if _text(name)),
        "site": _first(known, "site", "site_name"),
        "published": iso_date(_first(known, "published", "date", "pubdate", "date_published")),
        "modified": iso_date(_first(known, "modified", "updated", "lastmod")),
        "language": _first(known, "language", "lang"),
        "description": _first(known, "description", "excerpt", "summary"),
        "address": address if is_web_address(address) else "",
        "saved": iso_date(_first(known, "created", "saved", "clipped")),
    }
    return {name: value for name, value in facts.items() if name in Metadata.__dataclass_fields__ and value}


def _first(known: dict[str, Any], *names: str) -> str:
    return next((text for name in names if (text := _text(known.get(name)))), "")


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return one_line(value) if isinstance(value, str) else ""
