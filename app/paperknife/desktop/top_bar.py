"""The toolbar: open, the three-way switch, what was struck, clip, appearance, find."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from paperknife.desktop.actions import Actions

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class TopBar(QToolBar):
    """Shows the window's actions; what does not fit is behind an arrow at its end."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Toolbar", parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self._buttons: dict[str, QToolButton] = {}
        self._words: dict[str, str] = {}
        for name, words in (("sidebar", ""), ("open", "Open"), ("paste", "Paste")):
            self._add(actions[name], words)
        self._stretch()
        self.addWidget(self._make_switch(actions))
        self.addSeparator()
        self._add(actions["ledger"], "Struck")
        self._add(actions["highlights"], "")
        self._stretch()
        for name, words in (("undo", ""), ("redo", ""), ("clip", "Clip"), ("appearance", ""), ("find", "")):
            self._add(actions[name], words)

    def button(self, name: str) -> QToolButton:
        """The button of an action."""
        return self._buttons[name]

    def tell_struck(self, count: int | None) -> None:
        """Says how many blocks are struck; None without a page."""
        text = "Struck" if count is None else f"{count:,} struck"
        self._words["ledger"] = text
        self._buttons["ledger"].setText(text)
        self._buttons["ledger"].setAccessibleName(f"{text}. What was struck, and why")

    def set_narrow(self, narrow: bool) -> None:
        """Leaves the words away where there is little room."""
        for name in ("open", "paste", "clip"):
            self._buttons[name].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else _WORDS)
        for button in self._switch:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else _WORDS)

    def _add(self, action: QAction, words: str) -> None:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        if words:
            name = action.objectName()
            self._words[name] = words
            button.setToolButtonStyle(_WORDS)
            button.setText(words)
            # A button takes its action's longer text again whenever that changes.
            action.changed.connect(lambda: button.setText(self._words[name]))
        button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        self.addWidget(button)
        self._buttons[action.objectName()] = button

    def _stretch(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)

    def _make_switch(self, actions: Actions) -> QWidget:
        box = QWidget()
        box.setObjectName("segments")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(box)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        self._switch = []
        for name in ("reader", "both", "original"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(_WORDS)
            button.setAccessibleName(actions[name].text().replace("&", ""))
            row.addWidget(button)
            self._switch.append(button)
        return box
