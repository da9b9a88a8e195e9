"""The window's whole job without anybody looking: open a page, paint both panes, clip it, leave a picture."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from paperknife import bundled
from paperknife.desktop.application import prepare
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.ways_in import SAMPLE
from paperknife.desktop.window_state import WindowState
from paperknife.settings import Settings

# Milliseconds: for each step, and for the last images to be painted.
_PATIENCE = 60_000
_SETTLING = 900


def run(folder: Path, files: list[str]) -> int:
    """Opens the first of `files` (the sample without one), writes a picture of the window and a clipping into
    `folder`, prints the path of each, and gives the exit code."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    application = prepare()
    settings = replace(Settings(), library=folder / "Clippings", theme="light")
    window = MainWindow(settings, WindowState(folder / ".window.ini"))
    window.resize(1440, 900)
    window.show()
    saved: list[Path] = []
    try:
        window.ways_in.paths([Path(files[0]) if files else bundled.path(SAMPLE)])
        if not _wait(lambda: window.area.is_painted or bool(window.messages.texts())) or not window.area.is_painted:
            print("\n".join(window.messages.texts()) or "The page was not painted.")
            return 1
        _pause(_SETTLING)
        picture = folder / "paperknife.png"
        window.grab().save(str(picture))
        print(picture)
        window.saving.saved.connect(lambda result: saved.append(result.path))
        window.clip.ask_to_save()
        if not _wait(lambda: bool(saved or window.messages.texts())) or not saved:
            print("\n".join(window.messages.texts()) or "The clipping was not saved.")
            return 1
        print(saved[0])
        return 0
    finally:
        window.close()
        application.processEvents()
        (folder / ".window.ini").unlink(missing_ok=True)


def _wait(done: Callable[[], bool]) -> bool:
    """Lets the window work until `done` or until patience ends; says whether it was done."""
    loop, clock, end = QEventLoop(), QTimer(), QTimer()
    clock.timeout.connect(lambda: loop.quit() if done() else None)
    end.timeout.connect(loop.quit)
    clock.start(20)
    end.start(_PATIENCE)
    loop.exec()
    return done()


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
