"""The whole program on one screen: open, judge, render, clip."""

from collections.abc import Callable, Iterator
from pathlib import Path

from paperknife.formats.opening import open_path, open_source
from paperknife.page.page import Page
from paperknife.verdicts.judge import judge
from paperknife.verdicts.verdict import JudgedPage

Progress = Callable[[float], None]


def open_pages(path: Path, progress: Progress | None = None) -> Iterator[Page]:
    """The page or pages in the file or folder `path`. Raises OpenError, or what `progress` raises."""
    yield from open_path(path, progress or _unseen)


def _unseen(_share: float) -> None:
    """Progress that nobody watches."""


__all__ = ["JudgedPage", "Page", "judge", "open_pages", "open_source"]
