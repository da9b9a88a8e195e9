"""Find in page: a field below the panes, with a count and a step to each place."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from paperknife.desktop.icons import icon
from paperknife.desktop.palette import Colours
from paperknife.desktop.rows import say


class Searched(Protocol):
    """What can be searched: a pane, an editor. `answer` gets the number of the place, and how many there are."""

    def search(self, text: str, back: bool, answer: Callable[[int, int], None]) -> None: ...

    def end_search(self) -> None: ...

    def setFocus(self) -> None: ...


class FindBar(QWidget):
    """Searches what `pane` gives."""

    def __init__(self, pane: Callable[[], Searched], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._searched: Searched | None = None
        self.setObjectName("find")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in page")
        self.field.setMaximumWidth(360)
        self.field.setAcceptDrops(False)
        say(self.field, "Find in page")
        self.count = QLabel()
        self.count.setProperty("kind", "muted")
        self._buttons = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.field, 1)
        for name, tip, act in (
            ("up", "Previous place", lambda: self.step(back=True)),
            ("down", "Next place", self.step),
            ("close", "Close", self.end),
        ):
            button = QToolButton()
            button.setToolTip(tip)
            say(button, tip if name != "close" else "Close the search")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons[name] = button
            if name == "close":
                row.addWidget(self.count)
                row.addStretch(1)
            row.addWidget(button)
        self.field.textChanged.connect(lambda _text: self.step())
        self.hide()

    def begin(self) -> None:
        """Opens, for the pane that has the focus."""
        pane = self._pane()
        if self._searched is not None and self._searched is not pane:
            self._searched.end_search()
        self._searched = pane
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        if self.field.text():
            self.step()

    def step(self, back: bool = False) -> None:
        """Goes to the next place, or the one before."""
        if self._searched is None:
            self.begin()
            return
        self._searched.search(self.field.text(), back, self._tell)

    def end(self) -> None:
        """Closes and takes the marks away."""
        self.hide()
        if self._searched is not None:
            self._searched.end_search()
            self._searched.setFocus()
            self._searched = None

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, colours))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _tell(self, at: int, found: int) -> None:
        text = "" if not self.field.text() else f"{at} of {found}" if found else "Not found"
        self.count.setText(text)
