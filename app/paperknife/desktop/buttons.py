"""Buttons of dialogs: a name and what a click does."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def button(name: str, act: Callable[[], object], kind: str = "") -> QPushButton:
    """A button that Enter does not press unless it has the focus; `kind` is that of the style sheet."""
    made = QPushButton(name)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda: act())
    return made
