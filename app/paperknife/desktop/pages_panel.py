"""The pages that are open, one row each: click shows one, its button closes it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.palette import LIGHT, Colours
from paperknife.desktop.rows import Role, Rows, say

_MOST_SHOWN = 6


class PagesPanel(QWidget):
    """Shows a list of open pages and which is current; gives their places in the list."""

    chosen = Signal(int)
    close_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        say(self._list, "Open pages")
        self._rows = Rows(self._list, LIGHT)
        self._list.setItemDelegate(self._rows)
        heading = QLabel("Open pages")
        heading.setProperty("kind", "heading")
        heading.setContentsMargins(12, 12, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self._list)
        self._rows.done.connect(lambda index: self.close_wanted.emit(index.row()))
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._filling = False

    def fill(self, pages: Sequence[OpenPage], current: OpenPage | None) -> None:
        """Shows these pages."""
        self._filling = True
        self._model.clear()
        for page in pages:
            item = QStandardItem(page.title)
            item.setEditable(False)
            site = page.judged.page.metadata.site
            item.setData(" · ".join(dict.fromkeys(word for word in (site, page.name) if word)), Role.DETAIL)
            item.setData("Close", Role.DO)
            item.setToolTip(f"{page.title}\n{page.judged.page.path or page.name}")
            self._model.appendRow(item)
            if page is current:
                self._list.setCurrentIndex(item.index())
        row = max(self._list.sizeHintForRow(0), 24)
        self._list.setFixedHeight(row * min(len(pages), _MOST_SHOWN) + 4)
        self.setVisible(bool(pages))
        self._filling = False

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._rows.colours = colours
        self._list.viewport().update()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._filling:
            self.chosen.emit(index.row())
