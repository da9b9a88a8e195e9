"""What the library knows of a note without opening it, whoever wrote the note."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from paperknife.clipping import front_matter
from paperknife.clipping.clipping import domain
from paperknife.clipping.plain_text import excerpt, plain_text, word_count
from paperknife.page.metadata import iso_date

MOST_BYTES = 5_000_000  # of a note that are read for the list and the search

_SOURCES = ("source", "url", "link")
_DATES = ("created", "date", "clipped", "saved")
_ALONE = re.compile(r"^<(https?://[^\s<>]+)>\s*$", re.MULTILINE)
_HEADING = re.compile(r"\A\s*#\s+(.+?)(?:\s+#+)?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One note. `site` is its name or the host of `source`, `created` an ISO date, `excerpt` one line."""

    path: Path
    title: str
    site: str = ""
    source: str = ""
    created: str = ""
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    words: int = 0


def entry_of(path: Path, data: bytes, modified: float) -> tuple[Entry, str]:
    """The entry of the note at `path` that holds `data`, and its words as plain text.

    `modified` (seconds since 1970) dates a note that says nothing of its own.
    """
    properties, body = front_matter.read(decoded(data))
    plain = plain_text(body)
    source = next((_text(properties[name]) for name in _SOURCES if properties.get(name)), "")
    if not source and (alone := _ALONE.search(body[:2_000])):
        source = alone[1]
    heading = _HEADING.match(body[:2_000]) if not properties else None
    return Entry(
        path=path,
        title=_text(properties.get("title")) or (plain_text(heading[1]) if heading else _shown(path.stem)),
        site=_text(properties.get("site")) or domain(source),
        source=source,
        created=_created(properties, modified),
        tags=_tags(properties.get("tags") or properties.get("keywords")),
        excerpt=_text(properties.get("description")) or excerpt(plain),
        words=word_count(plain),
    ), plain


def decoded(data: bytes) -> str:
    """The text of a note: UTF-8, UTF-16 with its mark, else Windows' western encoding, which never fails."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        cut = len(data) >= MOST_BYTES
        return data.decode("utf-8-sig", "ignore") if cut else data.decode("cp1252", "replace")


def _created(properties: front_matter.Properties, modified: float) -> str:
    for name in _DATES:
        said = properties.get(name)
        if isinstance(said, datetime):
            return said.date().isoformat()
        if isinstance(said, date):
            return said.isoformat()
        if isinstance(said, str) and (found := iso_date(said)):
            return found[:10]
    try:
        return date.fromtimestamp(modified).isoformat()
    except (ValueError, OverflowError, OSError):
        return date.min.isoformat()


def _tags(said: Any) -> tuple[str, ...]:
    """A list of tags, or one text with tags between commas or spaces."""
    words = re.split(r"[,\s]+", said) if isinstance(said, str) else said if isinstance(said, list) else []
    tags = (_text(word).lstrip("#") for word in words)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _text(value: Any) -> str:
    return " ".join(_shown(str(value)).split()) if isinstance(value, str | int | float | date) else ""


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
