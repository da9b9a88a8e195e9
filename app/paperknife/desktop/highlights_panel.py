"""The highlights of a page: what was marked, in which colour, with which note; those that are not found on it apart."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from paperknife.desktop.highlight_rows import HighlightRows
from paperknife.desktop.icons import dot
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.palette import LIGHT, Colours, marker
from paperknife.desktop.panel import Panel, rows_of
from paperknife.desktop.rows import Role, say
from paperknife.highlights.highlight import Colour, Found

_NOTHING = "Select words in either pane and choose a colour.\nThey are listed here, and go along with clippings."
_NOT_FOUND = "Not found on this page"


class HighlightsPanel(Panel):
    """Follows one open page. All its signals but `export_wanted` give the ids of highlights."""

    chosen = Signal(str)
    note_wanted = Signal(str)
    colour_chosen = Signal(str, Colour)
    copy_wanted = Signal(str)
    remove_wanted = Signal(list)
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Highlights", parent)
        self._page: OpenPage | None = None
        self._model = QStandardItemModel(self)
        self._tree = rows_of(self._model)
        self._tree.setItemsExpandable(False)
        self._tree.setWordWrap(True)
        say(self._tree, "Highlights", "Enter shows the highlight, F2 writes a note, Delete removes it")
        self._rows = HighlightRows(self._tree, LIGHT)
        self._tree.setItemDelegate(self._rows)
        self._nothing = QLabel(_NOTHING)
        self._nothing.setProperty("kind", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(24, 0, 24, 0)
        self._foot = QLabel()
        self._foot.setProperty("kind", "muted")
        self._export = QPushButton("Export…")
        self._export.setProperty("kind", "quiet")
        self._export.clicked.connect(self.export_wanted)
        self._pile = QStackedLayout()
        self._pile.addWidget(self._tree)
        self._pile.addWidget(self._nothing)
        foot = QWidget()
        foot.setObjectName("panel-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._foot, 1)
        row.addWidget(self._export)
        box = QVBoxLayout()
        box.setContentsMargins(6, 0, 4, 0)
        box.addLayout(self._pile)
        self.body.addLayout(box, 1)
        self.body.addWidget(foot)
        self._tree.clicked.connect(self._on_clicked)
        self._tree.customContextMenuRequested.connect(self._menu)
        self._tree.installEventFilter(self)
        self._tree.viewport().installEventFilter(self)

    def follow(self, page: OpenPage | None) -> None:
        """Shows another page's highlights; None for no page."""
        if self._page is not None:
            self._page.highlighted.disconnect(self._fill)
            self._page.changed.disconnect(self._fill)
        self._page = page
        if page is not None:
            page.highlighted.connect(self._fill)
            page.changed.connect(self._fill)
        self._fill()

    def stand_on(self, name: str) -> None:
        """Makes a highlight the current row, if it is listed."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(Role.KEY) == name:
                self._tree.setCurrentIndex(self._model.index(row, 0))

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        super().dress(colours)
        self._rows.colours = colours
        self._tree.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Who opens the list goes on in it."""
        super().showEvent(event)
        if not event.spontaneous() and self._model.rowCount():
            if not self._tree.currentIndex().isValid():
                self._tree.setCurrentIndex(self._model.index(0, 0))
            self._tree.setFocus()

    def _fill(self) -> None:
        stood = self._tree.currentIndex()
        name, at = (_name(stood), stood.row()) if stood.isValid() else ("", -1)
        scrolled = self._tree.verticalScrollBar().value()
        self._model.clear()
        highlights = self._page.highlights if self._page is not None else ()
        lost = [found for found in highlights if not found.passage]
        for found in highlights:
            if found.passage:
                self._model.appendRow(self._row(found))
        if lost:
            heading = QStandardItem(_NOT_FOUND)
            heading.setEditable(False)
            heading.setSelectable(False)
            heading.setData(str(len(lost)), Role.COUNT)
            heading.setToolTip("The page does not say these words any more, at least not here. They are kept.")
            self._model.appendRow(heading)
            for found in lost:
                self._model.appendRow(self._row(found))
        if name:
            self.stand_on(name)
        if at >= 0 and not self._tree.currentIndex().isValid():
            self._tree.setCurrentIndex(self._model.index(min(at, self._model.rowCount() - 1), 0))
        self._tree.verticalScrollBar().setValue(scrolled)
        self._pile.setCurrentWidget(self._tree if highlights else self._nothing)
        count = len(highlights)
        self._foot.setText(f"{count} highlight{'' if count == 1 else 's'}" if count else "No highlights")
        self._export.setEnabled(bool(count))

    def _row(self, found: Found) -> QStandardItem:
        assert self._page is not None
        highlight = found.highlight
        words = " ".join(highlight.quote.exact.split())
        item = QStandardItem(words[:300])
        item.setEditable(False)
        item.setData(highlight.id, Role.KEY)
        item.setData(marker(highlight.colour).name(), Role.SPOT)
        about = []
        if found.changed:
            about.append("The words have changed")
        if found.passage and not any(part.block in self._page.judged.kept for part in found.passage):
            about.append("In a struck part")
        note = " ".join(highlight.note.split())
        lines = [line for line in (note[:300], " · ".join(about)) if line]
        for role, line in zip((Role.DETAIL, Role.NOTE), lines, strict=False):
            item.setData(line, role)
        day = highlight.created.astimezone().date().isoformat()
        item.setToolTip("\n\n".join(filter(None, (highlight.quote.exact[:1_000], highlight.note[:1_000], day))))
        said = f"{highlight.colour}: {item.text()}. {'. '.join(lines)}"
        item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _on_clicked(self, index: QModelIndex) -> None:
        if name := _name(index):
            self.chosen.emit(name)

    def _menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        found = self._page.highlight(_name(index)) if self._page is not None and index.isValid() else None
        if found is None:
            return
        name = found.highlight.id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if found.passage:
            menu.addAction("Show in the page", lambda: self.chosen.emit(name))
        menu.addAction("Note…", lambda: self.note_wanted.emit(name))
        menu.addSeparator()
        add_colours(menu, found.highlight.colour, lambda colour: self.colour_chosen.emit(name, colour))
        menu.addSeparator()
        menu.addAction("Copy the words", lambda: self.copy_wanted.emit(name))
        menu.addAction("Remove", lambda: self.remove_wanted.emit([name]))
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._tree.viewport():
            # How high a row is depends on how wide it is.
            self._tree.scheduleDelayedItemsLayout()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._tree:
            name = _name(self._tree.currentIndex())
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if name:
                    self.chosen.emit(name)
                    return True
                case Qt.Key.Key_F2 if name:
                    self.note_wanted.emit(name)
                    return True
                case Qt.Key.Key_Delete if name:
                    self.remove_wanted.emit([name])
                    return True
        return super().eventFilter(watched, event)


def add_colours(menu: QMenu, current: Colour | None, choose: Callable[[Colour], object]) -> None:
    """Adds the colours to a menu, the `current` one ticked."""
    for colour in Colour:
        action = menu.addAction(dot(marker(colour).name(), 14), colour.capitalize())
        action.setCheckable(current is not None)
        action.setChecked(colour is current)
        action.triggered.connect(lambda _checked=False, colour=colour: choose(colour))


def _name(index: QModelIndex | QPersistentModelIndex) -> str:
    """The id of the highlight in a row; "" for a heading."""
    return (index.data(Role.KEY) or "") if index.isValid() else ""
