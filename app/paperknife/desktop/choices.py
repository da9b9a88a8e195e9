"""What the reader has settled, for everyone in the window who asks, and kept for the next start."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from paperknife.errors import WriteError
from paperknife.settings import Settings, write_settings


class Choices(QObject):
    """The settings as they are now; `changed` gives them whenever one becomes another."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings

    def keep(self, **chosen: Any) -> None:
        """Takes other values for fields of the settings, and writes them."""
        self.take(replace(self.settings, **chosen))

    def take(self, settings: Settings) -> None:
        """Takes other settings, and writes what differs."""
        self.settings = settings
        self.changed.emit(settings)
        try:
            write_settings(settings)
        except WriteError as error:
            self.failed.emit(error)
