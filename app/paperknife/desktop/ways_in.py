"""The ways in which a page comes into the window: dialogs, the clipboard, recent files, the sample."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from paperknife import bundled
from paperknife.desktop.drops import Dropped, dropped
from paperknife.desktop.window_state import WindowState

SAMPLE = "sample/pulse-kerry-lavrov.html"
_KINDS = (
    "Saved pages (*.html *.htm *.xhtml *.xht *.mhtml *.mht *.webarchive *.maff *.htz *.zip *.warc *.gz *.txt *.md)",
    "All files (*)",
)


class WaysIn(QObject):
    """Asks the person, and says what was found."""

    found = Signal(Dropped)
    nothing_found = Signal(str)

    def __init__(self, state: WindowState, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._state = state

    def paths(self, paths: list[Path]) -> None:
        """Opens files and folders, one after the other."""
        self.found.emit(Dropped(paths=tuple(path.absolute() for path in paths)))

    def sample(self) -> None:
        """Opens the page that comes with the program."""
        self.paths([bundled.path(SAMPLE)])

    def ask_for_files(self) -> None:
        """Opens what is chosen in the desktop's dialog."""
        folder = self._state.word("folder", "")
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open saved pages", folder, ";;".join(_KINDS))
        if names:
            self._state.keep(folder=str(Path(names[0]).parent))
            self.paths([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Opens a whole folder."""
        folder = self._state.word("folder", "")
        if name := QFileDialog.getExistingDirectory(self._window, "Open a folder of saved pages", folder):
            self._state.keep(folder=name)
            self.paths([Path(name)])

    def paste(self) -> None:
        """Opens what is in the clipboard."""
        if piece := dropped(QGuiApplication.clipboard().mimeData()):
            self.found.emit(piece)
        else:
            self.nothing_found.emit(
                "The clipboard holds nothing to read: copy a part of a page, text, or a file, and paste again."
            )

    def remember(self, path: Path) -> None:
        """Puts an opened file at the head of the recent ones."""
        if path != bundled.path(SAMPLE).absolute():
            self._state.add_recent(path)

    def fill_recent(self, menu: QMenu) -> None:
        """Offers the recent files."""
        menu.clear()
        files = self._state.recent()
        for path in files:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.paths([path]))
        menu.addSeparator()
        menu.addAction("Forget these", self._state.forget_recent).setEnabled(bool(files))
