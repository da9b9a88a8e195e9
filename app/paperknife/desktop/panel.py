"""A panel at the side of the window: a title, a button that closes it, and what is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QTreeView, QVBoxLayout, QWidget

from paperknife.desktop.icons import icon
from paperknife.desktop.palette import Colours


class Panel(QWidget):
    """Panels put their widgets into `body`."""

    close_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self._close = QToolButton()
        self._close.setToolTip(f"Close “{title}”")
        self._close.setAccessibleName(f"Close {title}")
        self._close.clicked.connect(self.close_wanted)
        name = QLabel(title)
        name.setObjectName("panel-title")
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.addWidget(name, 1)
        head.addWidget(self._close)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(head)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._close.setIcon(icon("close", colours))


def rows_of(model: QStandardItemModel) -> QTreeView:
    """The list of a panel: one column without a head, scrolled smoothly, with a menu for its rows."""
    tree = QTreeView()
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.setIndentation(0)
    tree.setMouseTracking(True)
    tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return tree
