"""What the window shows while no page is open: a place to drop one, and the other ways to begin."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from paperknife.desktop.icons import picture
from paperknife.desktop.palette import Colours

_SHOWN = 5


class EmptyState(QWidget):
    """Asks for a page; the window does what is asked."""

    open_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel("Drop a saved page here")
        title.setObjectName("empty-title")
        words = QLabel(
            "A web page saved by a browser, a folder of them, a piece of a page, or text.\n"
            "It is only read: nothing is changed, nothing is sent or fetched."
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)

        target = _Target()
        target.setObjectName("target")
        target.pressed.connect(self.open_wanted)
        inside = QVBoxLayout(target)
        inside.setContentsMargins(48, 40, 48, 40)
        inside.setSpacing(12)
        inside.addStretch(3)
        inside.addWidget(self._sign)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        inside.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for name, kind, signal in (
            ("Open…", "main", self.open_wanted),
            ("Paste", "", self.paste_wanted),
            ("Try the sample page", "", self.sample_wanted),
        ):
            button = QPushButton(name)
            button.setProperty("kind", kind)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch()
        inside.addLayout(buttons)
        inside.addSpacing(16)
        inside.addLayout(self._recent)
        inside.addStretch(4)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(32, 32, 32, 32)
        outside.addWidget(target)

    def set_recent(self, files: Sequence[Path]) -> None:
        """Offers files that were opened before, the last one first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if files:
            heading = QLabel("Opened before")
            heading.setProperty("kind", "heading")
            heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._recent.addWidget(heading)
        for file in files[:_SHOWN]:
            button = QPushButton(_elided(file.name, 64).replace("&", "&&"))
            button.setProperty("kind", "link")
            button.setToolTip(str(file))
            button.clicked.connect(lambda _checked=False, file=file: self.recent_wanted.emit(str(file)))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        pixmap = picture("drop", colours.accent, 112)
        pixmap.setDevicePixelRatio(2)
        self._sign.setPixmap(pixmap)


class _Target(QFrame):
    """The whole surface opens a file when it is clicked, as people try."""

    pressed = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.type() == QEvent.Type.MouseButtonRelease:
            self.pressed.emit()


def _elided(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 20]}…{text[-19:]}"
