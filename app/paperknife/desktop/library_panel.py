"""The library in the sidebar: clippings, newest first, and a search while one types."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QMenu, QStackedLayout, QVBoxLayout, QWidget

from paperknife.desktop.icons import icon
from paperknife.desktop.palette import LIGHT, Colours
from paperknife.desktop.rows import Role, Rows, say
from paperknife.desktop.tasks import Latest, Tasks
from paperknife.library.entry import Entry

# After the last key, before the search begins.
_PAUSE = 120
_MOST = 300


class LibraryPanel(QWidget):
    """Shows what `find` gives for the words in the search field; "" finds all."""

    open_wanted = Signal(Path)
    show_wanted = Signal(Path)
    missing = Signal(Path)
    failed = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[Entry]], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._searching = Latest(tasks)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.search)
        self._sign = QAction(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search clippings")
        self.field.setClearButtonEnabled(True)
        self.field.setAcceptDrops(False)
        self.field.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        say(self.field, "Search clippings")
        for button, name in zip(self.field.findChildren(QAbstractButton), ("Clear the search", "Search"), strict=False):
            button.setAccessibleName(name)
        self._model = _Notes(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(False)
        self._list.setDragEnabled(True)
        self._list.setDragDropMode(QListView.DragDropMode.DragOnly)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        say(self._list, "Clippings", "Enter opens the clipping in the program for Markdown files")
        self._rows = Rows(self._list, LIGHT)
        self._list.setItemDelegate(self._rows)
        self._nothing = QLabel()
        self._nothing.setProperty("kind", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(16, 24, 16, 16)
        self._heading = QLabel("Clippings")
        self._heading.setProperty("kind", "heading")
        self._heading.setContentsMargins(8, 10, 8, 4)
        self._pile = QStackedLayout()
        self._pile.addWidget(self._list)
        self._pile.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._heading)
        column.addLayout(self._pile, 1)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.field.returnPressed.connect(self._go_to_list)
        self._list.clicked.connect(self._open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self._list, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._open_current)
        self._list.customContextMenuRequested.connect(self._menu)

    def search(self) -> None:
        """Looks for the words now."""
        words = self.field.text().strip()
        self._searching.run(lambda _task: list(self._find(words)), self._fill, self.failed.emit)

    def paths(self) -> list[Path]:
        """The clippings in the list, from top to bottom."""
        return [self._path(self._model.index(row, 0)) for row in range(self._model.rowCount())]

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._rows.colours = colours
        self._sign.setIcon(icon("search", colours))
        self._list.viewport().update()

    def stop(self) -> None:
        """Ends a search that is under way."""
        self._timer.stop()
        self._searching.stop()

    def _fill(self, entries: Sequence[Entry]) -> None:
        self._model.clear()
        for entry in entries[:_MOST]:
            item = QStandardItem(entry.title or entry.path.stem)
            item.setEditable(False)
            item.setData(" · ".join(word for word in (entry.site, entry.created[:10]) if word), Role.DETAIL)
            item.setData(entry.excerpt, Role.NOTE)
            item.setData(str(entry.path), Role.KEY)
            item.setToolTip(str(entry.path))
            self._model.appendRow(item)
        words = self.field.text().strip()
        self._heading.setText(f"Found {len(entries):,}" if words else f"Clippings  {len(entries):,}")
        self._nothing.setText(
            f"Nothing was found for “{words}”."
            if words
            else "Clippings that you save are listed here, and lie as Markdown files in a folder of yours."
        )
        self._pile.setCurrentWidget(self._list if entries else self._nothing)

    def _path(self, index: QModelIndex) -> Path:
        return Path(index.data(Role.KEY))

    def _go_to_list(self) -> None:
        if self._model.rowCount():
            self._list.setFocus()
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        path = self._path(index)
        if path.is_file():
            self.open_wanted.emit(path)
        else:
            self.missing.emit(path)
            self.search()

    def _open_current(self) -> None:
        self._open(self._list.currentIndex())

    def _menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if index.isValid():
            menu = QMenu(self)
            menu.addAction("Open", lambda: self._open(index))
            menu.addAction("Show in folder", lambda: self.show_wanted.emit(self._path(index)))
            menu.exec(self._list.viewport().mapToGlobal(place))


class _Notes(QStandardItemModel):
    """Clippings that can be dragged into other programs: as files, and as their text."""

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", "text/markdown", "text/plain"]

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        paths = [Path(index.data(Role.KEY)) for index in indexes]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        try:
            text = "\n".join(path.read_text("utf-8", "replace") for path in paths)
        except OSError:
            return data
        data.setText(text)
        data.setData("text/markdown", text.encode("utf-8", "replace"))
        return data
