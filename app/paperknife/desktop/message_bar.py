"""Sentences to the person, above the page: what went wrong, what was done, and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from paperknife.desktop.icons import icon, picture
from paperknife.desktop.palette import LIGHT, Colours

Action = tuple[str, Callable[[], object]]
_PICTURES = {"trouble": "trouble", "good": "good", "notice": "notice"}
_MOST = 3


class MessageBar(QWidget):
    """Shows up to three messages, the newest on top. A message with the key of an older one takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._messages: list[_Message] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def say(self, tone: str, text: str, actions: Sequence[Action] = (), key: str = "", seconds: int = 0) -> None:
        """Shows `text`; `tone` is "notice", "good" or "trouble". It leaves by itself after `seconds`, if any."""
        self.take_back(key or text)
        message = _Message(self, tone, text, actions, key or text, self._colours)
        self._messages.insert(0, message)
        self._box.insertWidget(0, message)
        for old in self._messages[_MOST:]:
            self._remove(old)
        if seconds:
            QTimer.singleShot(seconds * 1000, message, lambda: self._remove(message))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(message, QAccessible.Event.Alert))

    def take_back(self, key: str) -> None:
        """Takes the message with this key away, if it is there."""
        for message in [known for known in self._messages if known.key == key]:
            self._remove(message)

    def do(self, key: str, act: Callable[[], object]) -> None:
        """Takes a message away and does what it offered."""
        self.take_back(key)
        act()

    def texts(self) -> list[str]:
        """What is being said, newest first."""
        return [message.text for message in self._messages]

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._colours = colours
        for message in self._messages:
            message.dress(colours)

    def _remove(self, message: "_Message") -> None:
        if message in self._messages:
            self._messages.remove(message)
            self._box.removeWidget(message)
            message.deleteLater()
        self.setVisible(bool(self._messages))


class _Message(QWidget):
    def __init__(
        self, bar: MessageBar, tone: str, text: str, actions: Sequence[Action], key: str, colours: Colours
    ) -> None:
        super().__init__(bar)
        self.key = key
        self.text = text
        self._tone = tone
        self.setObjectName("message")
        self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(text)
        self._sign = QLabel()
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setAccessibleName("Dismiss the message")
        self._close.setToolTip("Dismiss")
        self._close.clicked.connect(lambda: bar.take_back(key))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(words, 1)
        for name, act in actions:
            button = QPushButton(name)
            button.setProperty("kind", "quiet")
            button.clicked.connect(lambda _checked=False, act=act: bar.do(key, act))
            row.addWidget(button)
        row.addWidget(self._close)
        self.dress(colours)

    def dress(self, colours: Colours) -> None:
        tint = {"trouble": colours.trouble, "good": colours.good}.get(self._tone, colours.accent)
        pixmap = picture(_PICTURES[self._tone], tint, 40)
        pixmap.setDevicePixelRatio(2)
        self._sign.setPixmap(pixmap)
        self._close.setIcon(icon("close", colours))
