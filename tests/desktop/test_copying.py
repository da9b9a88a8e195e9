"""Copies in three manners, from the menus, and clippings dragged out of the library."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView

Open = Callable[[Path], MainWindow]
Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PAGE = f"""<!doctype html><html lang=en><head><title>Harbour tunnel opens</title>
<link rel=canonical href="https://news.example/tunnel"><meta name=author content="Ada Example"></head><body><article>
<h1>Harbour tunnel opens</h1><p>By Ada Example</p><p id=first>The <b>first</b> <a href="/train">train</a> ran. {STORY}
<img src="{DOT}" alt="a dot"></p>
{"".join(f"<p>{at}. {STORY * 4}</p>" for at in range(2, 12))}</article></body></html>"""


@pytest.fixture
def window(tmp_path: Path, opened: Open, ask: Ask, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "tunnel.html"
    path.write_text(PAGE, "utf-8")
    window = opened(path)
    qtbot.wait(300)
    QApplication.clipboard().clear()
    return window


def select_first(ask: Ask, view: PageView) -> None:
    block = "[...document.querySelectorAll('[data-block]')].find(e => e.innerText.startsWith('The first train'))"
    ask(view, f"getSelection().selectAllChildren({block}) ?? 0")


def copied(qtbot: QtBot, window: MainWindow, act: Callable[[], object]) -> str:
    with qtbot.waitSignal(window.copying.copied, timeout=10_000):
        act()
    return QApplication.clipboard().text()


@pytest.mark.parametrize("side", ["reader", "original"])
def test_a_selection_is_copied_in_three_manners(qtbot: QtBot, window: MainWindow, ask: Ask, side: str) -> None:
    select_first(ask, getattr(window.area, side))
    markdown = copied(qtbot, window, window.actions_["copy_markdown"].trigger)
    assert markdown.startswith("The **first** [train](https://news.example/train) ran.")
    assert markdown.count("opened on Monday") == 1
    assert "paper:" not in markdown
    assert "files/" not in markdown
    assert bytes(QApplication.clipboard().mimeData().data("text/markdown").data()).decode() == markdown

    quote = copied(qtbot, window, window.actions_["copy_quote"].trigger)
    assert quote.startswith("> The **first** [train]")
    assert quote.rstrip().endswith("[Harbour tunnel opens](<https://news.example/tunnel>)")
    assert not quote.startswith("---")

    text = copied(qtbot, window, window.actions_["copy_text"].trigger)
    assert text.startswith("The first train ran.")
    assert "https" not in text


def test_without_a_selection_the_whole_article_is_copied_and_that_is_said(qtbot: QtBot, window: MainWindow) -> None:
    markdown = copied(qtbot, window, window.actions_["copy_markdown"].trigger)
    assert markdown.count("opened on Monday") == 41
    assert "whole article" in window.messages.texts()[0]


def test_the_menu_of_a_pane_copies_its_own_selection(qtbot: QtBot, window: MainWindow, ask: Ask) -> None:
    view = window.area.original
    select_first(ask, view)
    qtbot.waitUntil(view.hasSelection, timeout=10_000)
    box = ask(view, "getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    where = QPoint(round(box["left"] + 40), round(box["top"] + 9))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.RightButton, pos=where)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=10_000)
    menu = QApplication.activePopupWidget()
    entry = next(each for each in menu.actions() if each.text() == "Copy as Markdown")
    place = menu.actionGeometry(entry).center()
    text = copied(qtbot, window, lambda: qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place))
    assert text.startswith("The **first** [train]")


def test_a_clipping_is_dragged_out_as_a_file(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["clip"].trigger()
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        window.clip.ask_to_save()
    path = saved.args[0].path
    qtbot.waitUntil(lambda: window.library.paths() == [path], timeout=10_000)
    listed = window.library._list
    data = listed.model().mimeData([listed.model().index(0, 0)])
    assert listed.dragEnabled()
    assert [url.toLocalFile() for url in data.urls()] == [str(path)]
    assert bytes(data.data("text/markdown").data()) == path.read_bytes()
    assert data.text() == path.read_text("utf-8")
