"""Starts the window."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStyleFactory

from paperknife import __version__
from paperknife.desktop import scheme
from paperknife.desktop.icons import application_icon
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.one_instance import FirstInstance, Place
from paperknife.desktop.window_state import WindowState
from paperknife.settings import read_settings

# The id of the program for the desktop: its .desktop file, its icon, its windows.
DESKTOP_NAME = "org.paperknife.Paperknife"

_log = logging.getLogger(__name__)


def prepare() -> QApplication:
    """The application, with everything that has to be done before it and right after."""
    scheme.register()
    application = QApplication(sys.argv[:1])
    application.setStyle(QStyleFactory.create("Fusion"))
    QCoreApplication.setApplicationName("Paperknife")
    QCoreApplication.setApplicationVersion(__version__)
    application.setApplicationDisplayName("Paperknife")
    application.setDesktopFileName(DESKTOP_NAME)
    application.setWindowIcon(application_icon())
    return application


def run(files: list[str], place: Place | None = None) -> int:
    """Opens the window with `files` in it, and gives the exit code when it is closed.

    With the `place` of the first window, it takes the files of later starts.
    """
    application = prepare()
    window = MainWindow(read_settings(), WindowState())
    _catch_faults(window)
    window.show()
    if place is not None:
        first = FirstInstance(place, application)
        first.asked.connect(lambda paths: _come_to_the_front(window, paths))
        first.listen()
        application.aboutToQuit.connect(first.close)
    if files:
        QTimer.singleShot(0, window, lambda: window.ways_in.paths([Path(name) for name in files]))
    return application.exec()


def _come_to_the_front(window: MainWindow, paths: list[Path]) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    if paths:
        window.ways_in.paths(paths)


def _catch_faults(window: MainWindow) -> None:
    """A fault of ours becomes a sentence in the window, and the program goes on."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        _log.error("a fault", exc_info=(kind, fault, trace))
        if isinstance(fault, Exception):
            window.tell(fault)

    sys.excepthook = hook
