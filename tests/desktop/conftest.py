"""What the window's tests share: an application without a screen, documents on a shelf, panes that close in order."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineScript
from pytestqt.qtbot import QtBot

from paperknife.desktop import scheme
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView
from paperknife.desktop.window_state import WindowState
from paperknife.settings import Settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --log-level=3"
os.environ["QT_QUICK_BACKEND"] = "software"
scheme.register()

# What Qt says of a machine without a screen and of a person with all rights is no fault of ours.
NOISE = "Sandboxing disabled by user|This plugin does not support|GPUInfo not initialized"

MakePane = Callable[..., PageView]


@pytest.fixture
def shelf() -> scheme.Shelf:
    return scheme.Shelf()


@pytest.fixture
def profile(qapp: object, shelf: scheme.Shelf) -> Iterator[QWebEngineProfile]:
    made = scheme.profile(shelf, None)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def pane(qtbot: QtBot, shelf: scheme.Shelf, profile: QWebEngineProfile) -> Iterator[MakePane]:
    """Makes a pane that shows `html` and waits until its blocks can be spoken of."""
    made: list[PageView] = []

    def make(html: str, script: str = "original/original.js", sheet: str = "") -> PageView:
        view = PageView(profile, script, sheet)
        made.append(view)
        view.resize(900, 700)
        view.show()
        host = shelf.new_host()
        address = shelf.put(host, "page", html.encode(), "text/html; charset=utf-8")
        with qtbot.waitSignal(view.ready, timeout=15_000):
            view.load_document(address)
        return view

    yield make
    for view in made:
        view.close_down()
        shiboken6.delete(view)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window of a person who has never used the program."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    made = MainWindow(Settings(library=tmp_path / "Clippings", theme="light"), WindowState(tmp_path / "window.ini"))
    made.resize(1300, 800)
    made.show()
    yield made
    made.clip.markdown.start()
    for page in made.pages.all:
        page.draft = None
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Callable[[Path], MainWindow]:
    """Opens a file in the window and waits until both panes show it."""

    def open_(path: Path) -> MainWindow:
        with qtbot.waitSignal(window.area.painted, timeout=30_000):
            window.ways_in.paths([path])
        return window

    return open_


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[[PageView, str], Any]:
    """The value of an expression in the world of a pane's own scripts."""

    def call(view: PageView, expression: str) -> Any:
        answers: list[str] = []
        view.page().runJavaScript(
            f"JSON.stringify({expression})", QWebEngineScript.ScriptWorldId.ApplicationWorld, answers.append
        )
        qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return json.loads(answers[0])

    return call


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "desktop" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore(NOISE))
