"""What is dragged out of a pane is the program's own: clean, with the page's addresses, and no file of this machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from paperknife.desktop import dragging
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView

Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "
RED = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' height='60'%3E%3Crect width='90' height='60' fill='red'/%3E%3C/svg%3E"  # noqa: E501 - an address has no breaks
PAGE = f"""<!doctype html><html lang=en><head><title>Harbour tunnel opens</title>
<link rel=canonical href="https://news.example/tunnel"></head><body><article><h1>Harbour tunnel opens</h1>
<p>The <b>first</b> train onclick. <a href="/train" onclick="x()">The plan</a> of it.</p>
<p><img src="{RED}" alt="A red box"></p>
{"".join(f"<p>{at}. {STORY * 4}</p>" for at in range(2, 8))}</article></body></html>"""
FILE = '<a href="file:///etc/passwd">secret</a><script>alert(1)</script>'


class Drag:
    """Stands for Qt's drag, which needs a screen."""

    made: list[QMimeData]

    def __init__(self, source: object) -> None:
        self.source = source

    def setMimeData(self, data: QMimeData) -> None:
        Drag.made.append(data)

    def setPixmap(self, picture: object) -> None:
        assert not picture.isNull()

    def exec(self, actions: Qt.DropAction) -> None:
        assert actions == Qt.DropAction.CopyAction


@pytest.fixture
def window(tmp_path: Path, opened: Callable[[Path], MainWindow], monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    Drag.made = []
    monkeypatch.setattr(dragging, "QDrag", Drag)
    monkeypatch.setattr(dragging.QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    path = tmp_path / "tunnel.html"
    path.write_text(PAGE, "utf-8")
    return opened(path)


def drag(qtbot: QtBot, window: MainWindow, ask: Ask, view: PageView, find: str) -> QMimeData:
    """Presses on what the expression `find` gives, and moves on."""
    qtbot.wait(200)
    box = ask(view, f"(({find}).getBoundingClientRect()).toJSON()")
    start = QPoint(round(box["left"] + min(20, box["width"] / 2)), round(box["top"] + min(12, box["height"] / 2)))
    pane = view.focusProxy()
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 8):
        qtbot.mouseMove(pane, start + QPoint(6 * step, 3 * step))
        qtbot.wait(20)
    qtbot.waitUntil(lambda: bool(Drag.made), timeout=10_000)
    qtbot.wait(100)
    return Drag.made[-1]


def markdown(data: QMimeData) -> str:
    return bytes(data.data("text/markdown").data()).decode()


BLOCK = "[...document.querySelectorAll('[data-block]')].find(e => e.innerText.startsWith('The first train'))"


@pytest.mark.parametrize("side", ["reader", "original"])
def test_a_selection_is_dragged_in_three_forms(qtbot: QtBot, window: MainWindow, ask: Ask, side: str) -> None:
    view = getattr(window.area, side)
    ask(view, f"getSelection().selectAllChildren({BLOCK}) ?? 0")
    data = drag(qtbot, window, ask, view, f"{BLOCK}.querySelector('b')")
    assert data.text() == "The first train onclick. The plan of it."
    assert markdown(data) == "The **first** train onclick. [The plan](https://news.example/train) of it.\n"
    assert data.html() == ('The <b>first</b> train onclick. <a href="https://news.example/train">The plan</a> of it.')
    assert sorted(data.formats()) == ["text/html", "text/markdown", "text/plain"]
    assert window.pages.current.struck == 0


def test_a_link_and_an_image_are_dragged_as_themselves(qtbot: QtBot, window: MainWindow, ask: Ask) -> None:
    link = drag(qtbot, window, ask, window.area.original, "document.querySelector('article a')")
    assert [url.toString() for url in link.urls()] == ["https://news.example/train"]
    assert link.text() == "https://news.example/train"
    assert markdown(link) == "[The plan](https://news.example/train)\n"
    Drag.made = []
    image = drag(qtbot, window, ask, window.area.original, "document.querySelector('article img')")
    assert isinstance(image.imageData(), QImage)
    assert image.imageData().width() == 90
    assert image.text() == "A red box"
    assert not image.urls()
    assert image.html().startswith('<img src="data:image/svg+xml;base64,')
    assert window.pages.current.struck == 0


def test_a_click_after_a_drag_is_a_click(qtbot: QtBot, window: MainWindow, ask: Ask) -> None:
    view = window.area.original
    ask(view, f"getSelection().selectAllChildren({BLOCK}) ?? 0")
    drag(qtbot, window, ask, view, f"{BLOCK}.querySelector('b')")
    ask(view, "getSelection().removeAllRanges() ?? 0")
    box = ask(view, "document.querySelectorAll('article p')[3].getBoundingClientRect().toJSON()")
    where = QPoint(round(box["left"] + 30), round(box["top"] + 8))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: window.pages.current.struck == 1, timeout=5_000)


def test_nothing_hostile_goes_along(window: MainWindow) -> None:
    page = window.pages.current
    piece = dragging.piece_of(page, f"words {FILE} more", window.choices.settings)
    assert piece.address == ""
    for said in (piece.html, piece.markdown, piece.text):
        assert "file:" not in said
        assert "alert" not in said
    assert dragging.piece_of(page, '<a href="file:///etc/passwd">x</a>', window.choices.settings).address == ""
    lost = dragging.piece_of(page, '<img src="files/0123" alt="gone">', window.choices.settings)
    assert (lost.html, lost.markdown, lost.text, lost.image) == ("gone", "gone", "gone", b"")
