"""Copies what is selected, or the whole article, as Markdown, as a quote with its source, or as plain text."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from paperknife import pipeline
from paperknife.clipping import front_matter
from paperknife.clipping.clipping import Clipping
from paperknife.clipping.plain_text import plain_text
from paperknife.clipping.templates import note_text, template_text
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.tasks import Tasks
from paperknife.page.tree import parse
from paperknife.settings import Settings
from paperknife.verdicts.verdict import JudgedPage


class Manner(StrEnum):
    """What a copy is written in; the names of the actions."""

    MARKDOWN = "copy_markdown"
    QUOTE = "copy_quote"
    TEXT = "copy_text"


NAMES = {
    Manner.MARKDOWN: "Copy as Markdown",
    Manner.QUOTE: "Copy as a quote with its source",
    Manner.TEXT: "Copy as plain text",
}
_SAID = {
    Manner.MARKDOWN: "copied as Markdown.",
    Manner.QUOTE: "copied as a quote with its source.",
    Manner.TEXT: "copied as plain text.",
}


class Copying(QObject):
    """Fills the clipboard; `copied` says with what, in a sentence."""

    copied = Signal(str)
    failed = Signal(object)

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks

    def copy(self, page: OpenPage, manner: Manner, select: Callable[[Callable[[str], None]], None]) -> None:
        """Copies what `select` gives as HTML; the whole article where it gives nothing."""
        select(lambda html: self._begin(page, manner, page.selected(html)))

    def _begin(self, page: OpenPage, manner: Manner, html: str) -> None:
        judged = page.judged
        what = "The selection was" if html.strip() else "Nothing is selected, so the whole article was"
        self._tasks.run(
            "",
            lambda _task: _written(judged, self._settings, html, manner),
            lambda text: self._put(text, f"{what} {_SAID[manner]}", manner),
            self.failed.emit,
        )

    def _put(self, text: str, words: str, manner: Manner) -> None:
        data = QMimeData()
        data.setText(text)
        if manner is not Manner.TEXT:
            data.setData("text/markdown", text.encode("utf-8", "replace"))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(words)


def markdown_of(judged: JudgedPage, settings: Settings, html: str) -> str:
    """The Markdown of a piece of a page. It brings no files: images stay where the web has them, whatever clippings
    do."""
    return _clipping(judged, settings, html).markdown.strip() + "\n"


def _clipping(judged: JudgedPage, settings: Settings, html: str) -> Clipping:
    selection = on_the_web(html) if html.strip() else None
    return pipeline.clip(judged, replace(settings, images="beside"), selection, find_image=lambda _address: None)


def _written(judged: JudgedPage, settings: Settings, html: str, manner: Manner) -> str:
    clipping = _clipping(judged, settings, html)
    match manner:
        case Manner.QUOTE:
            return front_matter.split(note_text(clipping, template_text("quote")))[1].strip() + "\n"
        case Manner.TEXT:
            return plain_text(clipping.markdown).strip() + "\n"
    return clipping.markdown.strip() + "\n"


def on_the_web(html: str) -> str:
    """HTML out of a pane without its marks of blocks, and without images that have no address outside of it."""
    tree = parse(html)
    for block in tree.css("[data-block]"):
        del block.attrs["data-block"]
    for image in tree.css('img[src^="files/"]'):
        image.decompose()
    return tree.body.inner_html or "" if tree.body is not None else ""
