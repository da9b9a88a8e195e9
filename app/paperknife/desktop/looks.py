"""The look of the window and of the article: one choice for both, kept in the settings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from paperknife.desktop.palette import DARK, LIGHT, Colours, qt_palette, system_is_dark
from paperknife.desktop.style import sheet
from paperknife.render.themes import DARK as DARK_THEMES
from paperknife.render.themes import Appearance, Theme
from paperknife.settings import Settings


class Dressed(Protocol):
    """A part of the window with colours of its own."""

    def dress(self, colours: Colours) -> None: ...


class Looks(QObject):
    """Dresses a window and its parts; follows the desktop where the theme says so."""

    changed = Signal(object)

    def __init__(self, window: QWidget, parts: Sequence[Dressed]) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._appearance = Appearance()
        self.colours = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_desktop)

    def take(self, appearance: Appearance) -> None:
        """Dresses everything; `changed` gives the article's look with a definite theme."""
        self._appearance = appearance
        look = appearance.on(dark=system_is_dark())
        colours = self.colours = DARK if look.theme in DARK_THEMES else LIGHT
        QApplication.setPalette(qt_palette(colours))
        self._window.setStyleSheet(sheet(colours))
        for part in self._parts:
            part.dress(colours)
        self.changed.emit(look)

    def _on_desktop(self) -> None:
        if self._appearance.theme is Theme.SYSTEM:
            self.take(self._appearance)


def from_settings(settings: Settings) -> Appearance:
    """The look that the settings hold."""
    return Appearance(
        Theme(settings.theme), settings.font, settings.font_size, settings.column_width, settings.line_height
    )


def into_settings(settings: Settings, look: Appearance) -> Settings:
    """The settings with another look."""
    return replace(
        settings,
        theme=str(look.theme),
        font=look.font,
        font_size=look.size,
        column_width=look.width,
        line_height=look.line_height,
    )
