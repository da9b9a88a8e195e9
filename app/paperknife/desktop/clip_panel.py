"""Clip: title, tags, note, and the Markdown as it will be saved."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperknife.desktop.elided_label import ElidedLabel
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.panel import Panel
from paperknife.desktop.rows import say
from paperknife.desktop.tasks import Latest, Tasks
from paperknife.messages import size
from paperknife.verdicts.verdict import JudgedPage

# After the last change to the page, before the Markdown is written anew.
_PAUSE = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """What the panel holds: everything that a clipping is made of."""

    judged: JudgedPage
    selection: str | None
    title: str
    tags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would become: the file's name and text, the words of the article, the images and their bytes."""

    name: str
    text: str
    words: int
    images: int
    images_size: int


class ClipPanel(Panel):
    """Follows one open page. `preview` takes long and is called on another thread."""

    save_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, preview: Callable[[Draft], Preview], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Clip", parent)
        self._preview = preview
        self._writing = Latest(tasks)
        self._page: OpenPage | None = None
        self._selection: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._write)
        self.title = QLineEdit()
        self.tags = QLineEdit()
        self.tags.setPlaceholderText("politics, to read")
        self._known_tags = QStringListModel(self)
        self.tags.setCompleter(_TagCompleter(self._known_tags, self.tags))
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("Why you keep it")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        self.markdown = QPlainTextEdit()
        self.markdown.setReadOnly(True)
        self.markdown.setProperty("kind", "code")
        self.markdown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._what = QLabel()
        self._what.setProperty("kind", "muted")
        self._whole = QPushButton("Clip the whole article")
        self._whole.setProperty("kind", "quiet")
        self._whole.clicked.connect(lambda: self.clip(None))
        self._facts = ElidedLabel()
        self._facts.setProperty("kind", "muted")
        self._file = ElidedLabel()
        self._file.setProperty("kind", "muted")
        self.save = QPushButton("Save clipping")
        self.save.setProperty("kind", "main")
        self.save.clicked.connect(self.ask_to_save)
        for field, name in (
            (self.title, "Title"),
            (self.tags, "Tags, separated by commas"),
            (self.note, "Note"),
            (self.markdown, "Markdown"),
        ):
            field.setAcceptDrops(False)
            say(field, name)
        self._lay_out()

    def follow(self, page: OpenPage | None, tags: Iterable[str] = ()) -> None:
        """Turns to another page, with the tags that every clipping gets; None for no page."""
        if self._page is not None:
            self._page.changed.disconnect(self._timer.start)
        self._page = page
        self._selection = None
        self._writing.stop()
        self.markdown.clear()
        self.note.clear()
        self.tags.setText(", ".join(tags))
        self.title.setText(page.title if page else "")
        self.title.setCursorPosition(0)
        self.setEnabled(page is not None)
        if page is not None:
            page.changed.connect(self._timer.start)
        self.clip(None)

    def clip(self, selection: str | None) -> None:
        """Takes the whole article, or a selection of it as HTML."""
        self._selection = selection
        self._whole.setVisible(selection is not None)
        self._what.setText("The selection" if selection is not None else "The whole article")
        self._timer.start(0)

    def set_known_tags(self, tags: Iterable[str]) -> None:
        """Tags that are offered while one types."""
        self._known_tags.setStringList(sorted(set(tags), key=str.casefold))

    def draft(self) -> Draft | None:
        """What is in the panel now; None without a page."""
        if self._page is None:
            return None
        tags = tuple(tag.strip() for tag in self.tags.text().split(",") if tag.strip())
        return Draft(
            self._page.judged, self._selection, self.title.text().strip(), tags, self.note.toPlainText().strip()
        )

    def ask_to_save(self) -> None:
        """Asks the window to save what is in the panel."""
        if (draft := self.draft()) is not None:
            self.save_wanted.emit(draft)

    def stop(self) -> None:
        """Ends work that is under way."""
        self._timer.stop()
        self._writing.stop()

    def showEvent(self, event: object) -> None:
        self._timer.start(0)

    def _write(self) -> None:
        draft = self.draft()
        if draft is not None and self.isVisible():
            self._writing.run(lambda _task: self._preview(draft), self._show, self.failed.emit)

    def _show(self, preview: Preview) -> None:
        scrolled = self.markdown.verticalScrollBar().value()
        self.markdown.setPlainText(preview.text)
        self.markdown.verticalScrollBar().setValue(scrolled)
        images = {0: "no images", 1: "1 image"}.get(preview.images, f"{preview.images} images")
        weight = f", {size(preview.images_size)}" if preview.images else ""
        self._facts.setText(f"{preview.words:,} words · {images}{weight}")
        self._file.set_text(preview.name)

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setContentsMargins(16, 4, 16, 12)
        fields.setSpacing(4)
        what = QHBoxLayout()
        what.addWidget(self._what, 1)
        what.addWidget(self._whole)
        fields.addLayout(what)
        for name, widget, share in (
            ("&Title", self.title, 0),
            ("Ta&gs", self.tags, 0),
            ("&Note", self.note, 0),
            ("&Markdown", self.markdown, 1),
        ):
            label = QLabel(name)
            label.setProperty("kind", "heading")
            label.setBuddy(widget)
            fields.addSpacing(6)
            fields.addWidget(label)
            fields.addWidget(widget, share)
        fields.addWidget(self._file)
        self.body.addLayout(fields, 1)
        foot = QWidget()
        foot.setObjectName("panel-foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._facts, 1)
        row.addWidget(self.save)
        self.body.addWidget(foot)


class _TagCompleter(QCompleter):
    """Completes the last of several tags."""

    def __init__(self, tags: QStringListModel, field: QLineEdit) -> None:
        super().__init__(tags, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [re.split(r",\s*", path)[-1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = re.split(r",\s*", self._field.text())[:-1]
        return ", ".join([*before, super().pathFromIndex(index)])
