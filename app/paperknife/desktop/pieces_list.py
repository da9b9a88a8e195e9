"""The list of what can be put into a template: variables, filters, parts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from paperknife.desktop.template_pieces import FILTERS, PARTS, VARIABLES, Piece

_PIECE = Qt.ItemDataRole.UserRole
_WIDEST = 116


class PiecesList(QTreeWidget):
    """A click or Enter gives the piece."""

    chosen = Signal(Piece)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "dense")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(8)
        self.setRootIsDecorated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heading, pieces in (("Variables", VARIABLES), ("Filters", FILTERS), ("Parts", PARTS)):
            group = QTreeWidgetItem([heading])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = QFont(self.font())
            font.setBold(True)
            group.setFont(0, font)
            self.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            for piece in pieces:
                item = QTreeWidgetItem([piece.name, piece.about])
                item.setData(0, _PIECE, piece)
                for column in range(2):
                    item.setToolTip(column, f"{piece.about}\n{piece.code.rstrip()}")
                group.addChild(item)
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, min(self.columnWidth(0), _WIDEST))
        self.itemClicked.connect(lambda item, _column: self._give(item))
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self._give(self.currentItem()))

    def _give(self, item: QTreeWidgetItem | None) -> None:
        piece = item.data(0, _PIECE) if item is not None else None
        if isinstance(piece, Piece):
            self.chosen.emit(piece)
