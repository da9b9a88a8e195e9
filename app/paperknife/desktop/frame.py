"""The window's frame: where things stand, which of them are to be seen, and drops anywhere on it."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from paperknife.desktop.drop_target import DropTarget

# Below this width, in px, words leave the toolbar, and one side panel has to make room for the other.
NARROW = 1080


class Frame(QMainWindow):
    """A sidebar, a pile of large things in the middle with bars above and below, and a pile of panels at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self._sidebar_wanted = True
        self._side = QWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setMinimumWidth(200)
        self._pile = QStackedWidget()
        self._panels = QStackedWidget()
        self._panels.setMinimumWidth(240)
        self._panels.hide()
        self._centre = QWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for number, widget in enumerate((self._side, self._centre, self._panels)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(number, int(number == 1))
        self._splitter.setSizes([250, 900, 340])
        self.setCentralWidget(self._splitter)
        self.curtain = DropTarget(self)

    def arrange(
        self,
        side: Sequence[QWidget],
        above: QWidget,
        pile: Sequence[QWidget],
        below: QWidget,
        panels: Sequence[QWidget],
    ) -> None:
        """Puts everything in its place; the last of `side` gets the room that the others leave."""
        _stack(self._side, side, side[-1])
        for widget in pile:
            self._pile.addWidget(widget)
        _stack(self._centre, (above, self._pile, below), self._pile)
        for panel in panels:
            self._panels.addWidget(panel)

    def show_in_middle(self, widget: QWidget) -> None:
        """Puts one of the pile on top."""
        self._pile.setCurrentWidget(widget)

    def show_panel(self, panel: QWidget | None) -> None:
        """Shows one of the panels at the right; None for none."""
        if panel is not None:
            self._panels.setCurrentWidget(panel)
        self._panels.setVisible(panel is not None)
        self.make_room()

    @property
    def panel(self) -> QWidget | None:
        """The panel that is shown."""
        return self._panels.currentWidget() if not self._panels.isHidden() else None

    def show_sidebar(self, wanted: bool) -> None:
        """Shows or hides the sidebar."""
        self._sidebar_wanted = wanted
        if wanted and self.is_narrow:
            self.show_panel(None)
        self.make_room()

    @property
    def is_narrow(self) -> bool:
        """Whether there is little room."""
        return self.width() < NARROW

    def make_room(self) -> None:
        """In a narrow window the panel at the right takes the sidebar's place."""
        self._side.setVisible(self._sidebar_wanted and not (self.is_narrow and self.panel is not None))

    def save_places(self) -> QByteArray:
        """How wide everything is, for the next start."""
        return self._splitter.saveState()

    def restore_places(self, state: QByteArray) -> None:
        """Brings saved widths back."""
        self._splitter.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.curtain.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.curtain.enter(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.curtain.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.curtain.drop(event)


def _stack(box: QWidget, widgets: Sequence[QWidget], large: QWidget) -> None:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is large))
