"""What the window remembers by itself from one start to the next: size, splitters, recent files."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import appdirs
from PySide6.QtCore import QByteArray, QSettings

from paperknife.settings import APPLICATION

_MOST_RECENT = 10
_MOST_PLACES = 200


class WindowState:
    """A small file of the window's own; choices of the reader are in `settings`."""

    def __init__(self, file: Path | None = None) -> None:
        file = file or Path(appdirs.user_config_dir(APPLICATION, False)) / "window.ini"
        self._stored = QSettings(str(file), QSettings.Format.IniFormat)

    def bytes(self, name: str) -> QByteArray:
        """A state that Qt made; empty if there is none."""
        value = self._stored.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def word(self, name: str, default: str) -> str:
        """A word, for instance which panes are shown."""
        value = self._stored.value(name)
        return value if isinstance(value, str) else default

    def keep(self, **values: Any) -> None:
        """Remembers values by their names."""
        for name, value in values.items():
            self._stored.setValue(name, value)
        self._stored.sync()

    def place(self, mark: str) -> list[Any]:
        """Where a page was read up to; empty if that is not known."""
        found = self._places().get(mark)
        return found if isinstance(found, list) else []

    def keep_place(self, mark: str, place: Sequence[Any]) -> None:
        """Remembers where a page was read up to, for the pages that were closed last."""
        places = {known: where for known, where in self._places().items() if known != mark}
        places[mark] = list(place)
        self.keep(places=json.dumps(dict(list(places.items())[-_MOST_PLACES:])))

    def _places(self) -> dict[str, Any]:
        try:
            said = json.loads(self.word("places", "{}"))
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}

    def recent(self) -> list[Path]:
        """Files that were opened and are still there, the last one first."""
        return [path for path in map(Path, self._listed()) if path.exists()]

    def add_recent(self, path: Path) -> None:
        """Puts a file at the head of the list."""
        name = str(path.absolute())
        self.keep(recent=[name, *(known for known in self._listed() if known != name)][:_MOST_RECENT])

    def forget_recent(self) -> None:
        """Empties the list."""
        self.keep(recent=[])

    def _listed(self) -> list[str]:
        value = self._stored.value("recent") or []
        return [value] if isinstance(value, str) else [name for name in value if isinstance(name, str)]
