"""Takes what is dragged over the window, wherever in it, and shows that it will be taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from paperknife.desktop.drops import Dropped, can_take, dropped


class DropTarget(QFrame):
    """A curtain over a window, seen only while something is dragged over it.

    The window gives its drag and drop events to `enter` and `drop`, and hides it when the drag leaves.
    """

    taken = Signal(Dropped)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("drop-here")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The curtain must not be what is dropped on: the window is.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QLabel("Drop to open")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(words)
        self.hide()

    def enter(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Something is over the window; what comes from the window itself is not taken."""
        if event.source() is None and can_take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if not self.isVisible():
                self.setGeometry(self._window.rect().adjusted(16, 16, -16, -16))
                self.raise_()
                self.show()

    def drop(self, event: QDropEvent) -> None:
        """It was let go."""
        self.hide()
        if found := dropped(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.taken.emit(found)
