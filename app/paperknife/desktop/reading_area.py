"""The article beside the page as it was: two panes that stand on the same block."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import shiboken6
from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from paperknife.desktop.elided_label import ElidedLabel
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.page_view import Near, PageView
from paperknife.desktop.palette import Colours
from paperknife.desktop.reasons import for_original
from paperknife.desktop.scheme import Shelf, profile
from paperknife.desktop.tasks import Latest, Tasks
from paperknife.render.themes import COLOURS, Appearance
from paperknife.verdicts.verdict import KEPT, JudgedPage, Label


class Sides(StrEnum):
    """Which panes are to be seen."""

    READER = "reader"
    BOTH = "both"
    ORIGINAL = "original"


class ReadingArea(QWidget):
    """Shows one open page in a reader and an original."""

    painted = Signal()
    block_clicked = Signal(str)
    link_clicked = Signal(QUrl)
    link_hovered = Signal(str)
    menu_wanted = Signal(str, QPoint, object)
    drag_wanted = Signal(str, object)
    failed = Signal(object)

    def __init__(self, shelf: Shelf, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: OpenPage | None = None
        self._painted = False
        self._appearance = Appearance()
        self._told: Mapping[str, Any] = {}
        # Blocks that changed while the original was on its way.
        self._missed: set[str] = set()
        self._stale = False
        self._drawing = Latest(tasks)
        self._updating = Latest(tasks)
        self._profile = profile(shelf)
        self.reader = PageView(self._profile, "reader/reader.js")
        self.original = PageView(self._profile, "original/original.js", "original/struck.css")
        self.reader.setAccessibleName("The article")
        self.original.setAccessibleName("The page as it was saved")
        self.original.set_background("#ffffff")
        self._heads = (_Head("Article"), _Head("As it was saved"))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._boxes = []
        for head, view in zip(self._heads, (self.reader, self.original), strict=True):
            box = QWidget()
            box.setMinimumWidth(180)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(view, 1)
            self._boxes.append(box)
            self._splitter.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        self._leading = self.reader
        self._connect()

    @property
    def page(self) -> OpenPage | None:
        """What is shown."""
        return self._page

    @property
    def is_painted(self) -> bool:
        """Whether both panes have their document."""
        return self._painted

    def show_page(self, page: OpenPage | None) -> None:
        """Shows another page; it appears when it has been rendered."""
        if self._page is not None:
            self._leave(self._page)
        self._page = page
        self._painted = False
        self._missed.clear()
        self._stale = False
        self._updating.stop()
        for view in (self.reader, self.original):
            view.leave()
        if page is None:
            self._drawing.stop()
            return
        page.changed.connect(self._on_changed)
        page.overruled.connect(self._on_overruled)
        appearance = self._appearance
        self._drawing.run(
            lambda _task: (*page.draw(appearance), for_original(page.judged, None, page.rules)),
            lambda drawn: self._load(page, *drawn),
            self.failed.emit,
        )

    def set_sides(self, sides: Sides) -> None:
        """Shows the reader, the original, or both."""
        self._boxes[0].setVisible(sides is not Sides.ORIGINAL)
        self._boxes[1].setVisible(sides is not Sides.READER)
        if self.is_painted:
            self._leading = self.original if sides is Sides.ORIGINAL else self.reader
            self._leading.tell("tell", True)

    def set_appearance(self, appearance: Appearance) -> None:
        """The article's look; a definite theme, not the desktop's."""
        self._appearance = appearance
        self.reader.set_background(COLOURS[appearance.theme]["page"])
        if self.reader.is_ready:
            self.reader.tell("look", appearance.variables())

    def point_at(self, block: str) -> None:
        """Shows a block in the original and rings it as long as it is pointed at; "" for none."""
        if self.original.is_ready:
            self.original.tell("show" if block else "ring", block, False)

    def mark(self, block: str) -> None:
        """Shows a block in both panes for a moment."""
        for view in (self.reader, self.original):
            if view.is_ready:
                view.tell("show", block)

    def selection(self, answer: Callable[[str], None]) -> None:
        """The HTML that is selected in the reader or, if nothing is, in the original."""
        page = self._page

        def give(html: str) -> None:
            answer(page.selected(html) if page is not None else html)

        self.reader.selection(lambda html: give(html) if html.strip() else self.original.selection(give))

    def focused(self) -> PageView:
        """The pane that keys and searches are for."""
        if self.original.isVisible() and (self.original.hasFocus() or not self.reader.isVisible()):
            return self.original
        return self.reader

    def open_contents(self, answer: Callable[[bool], None]) -> None:
        """Opens or closes the list of the article's headings; `answer` gets whether there are enough for one."""
        if self.reader.is_ready:
            self.reader.setFocus()
            self.reader.tell("contents", answer=lambda there: answer(there is True))

    def copy(self) -> None:
        """Copies what is selected: in the field that has the focus, else in a pane."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.copy()
        else:
            self.focused().triggerPageAction(QWebEnginePage.WebAction.Copy)

    def select_all(self) -> None:
        """Selects everything: in the field that has the focus, else in a pane."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        else:
            self.focused().triggerPageAction(QWebEnginePage.WebAction.SelectAll)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        for head in self._heads:
            head.dress(colours)

    def save_split(self) -> QByteArray:
        """The state of the splitter, for the next start."""
        return self._splitter.saveState()

    def restore_split(self, state: QByteArray) -> None:
        """Brings a saved state of the splitter back."""
        if not self._splitter.restoreState(state):
            self._splitter.setSizes([500, 500])

    def close_down(self) -> None:
        """Takes pages, views and profile away in the order that Qt wants."""
        self._drawing.stop()
        self._updating.stop()
        for view in (self.reader, self.original):
            view.close_down()
            shiboken6.delete(view)
        shiboken6.delete(self._profile)

    def _connect(self) -> None:
        for view, other in ((self.reader, self.original), (self.original, self.reader)):
            view.scrolled.connect(lambda near, view=view, other=other: self._on_scrolled(view, other, near))
            view.link_clicked.connect(self.link_clicked)
            view.dragged.connect(lambda html, view=view: self.drag_wanted.emit(html, view))
            view.page().linkHovered.connect(self.link_hovered)
            view.menu_wanted.connect(lambda block, place, view=view: self.menu_wanted.emit(block, place, view))
        self.reader.ready.connect(self._on_reader_ready)
        self.original.ready.connect(self._on_original_ready)
        self.reader.clicked.connect(self._show_in_original)
        self.original.clicked.connect(self.block_clicked)

    def _show_in_original(self, block: str) -> None:
        if self.original.is_ready:
            self.original.tell("show", block)

    def _load(self, page: OpenPage, reader: str, original: str, told: Mapping[str, Any]) -> None:
        if page is not self._page:
            return
        self._told = told
        self.reader.load_document(reader)
        self.original.load_document(original)
        self._tell_heads()

    def _leave(self, page: OpenPage) -> None:
        page.changed.disconnect(self._on_changed)
        page.overruled.disconnect(self._on_overruled)
        if self.reader.is_ready:
            self.reader.tell("place", answer=lambda place: setattr(page, "place", place or ""))

    def _on_reader_ready(self) -> None:
        self.reader.tell("look", self._appearance.variables())
        if self._page is not None:
            self.reader.tell("label", _roles(self._page.judged))
        if self._page is not None and self._page.place:
            self.reader.tell("goTo", json.loads(self._page.place))
        elif self._page is not None and self._page.near:
            self.reader.tell("follow", self._page.near)
        if self._stale:
            self._on_changed()
        self._on_ready()

    def _on_original_ready(self) -> None:
        self.original.tell("strike", self._told)
        self._on_overruled([*self._missed])
        self._on_ready()

    def _on_ready(self) -> None:
        if self.reader.is_ready and self.original.is_ready:
            self._painted = True
            self._leading.tell("tell", True)
            self.painted.emit()

    def _on_scrolled(self, view: PageView, other: PageView, near: Near) -> None:
        self._leading = view
        if self._page is not None:
            self._page.near = near
        if other.is_ready:
            other.tell("follow", near)

    def _on_changed(self) -> None:
        page = self._page
        if page is None:
            return
        self._tell_heads()
        self._updating.run(
            lambda _task: page.article(),
            lambda html: self._update(page, html),
            self.failed.emit,
        )

    def _on_overruled(self, blocks: list[str]) -> None:
        if self._page is not None and self.original.is_ready:
            self.original.tell("strike", for_original(self._page.judged, blocks, self._page.rules))
            self._missed.clear()
        else:
            self._missed.update(blocks)

    def _update(self, page: OpenPage, html: str) -> None:
        if page is self._page:
            self._stale = not self.reader.is_ready
            if self.reader.is_ready:
                self.reader.tell("update", html, _roles(page.judged))

    def _tell_heads(self) -> None:
        page = self._page
        if page is None:
            return
        kept, _ = page.judged.words
        minutes = max(1, round(kept / 230))
        self._heads[0].say(f"{kept:,} words · {minutes} min")
        facts = page.judged.page
        notes = facts.notes
        missing = f" · {notes[0]}" + (f" (and {len(notes) - 1} more)" if len(notes) > 1 else "") if notes else ""
        self._heads[1].say((facts.metadata.site or page.name) + missing, "\n".join(notes))


def _roles(judged: JudgedPage) -> dict[str, str]:
    """What kept blocks are, by id, where they are not just the article's text."""
    return {v.block.id: str(v.label) for v in judged.verdicts if v.label in KEPT and v.label is not Label.ARTICLE}


class _Head(QWidget):
    """The line above a pane: which it is, and facts about it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("pane-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = QLabel(name)
        self._facts = ElidedLabel()
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(self._name)
        row.addWidget(self._facts, 1)

    def say(self, facts: str, more: str = "") -> None:
        self._facts.set_text(facts)
        self._facts.setToolTip(more)

    def dress(self, colours: Colours) -> None:
        self._name.setStyleSheet(f"color: {colours.ink}; font-weight: 600")
