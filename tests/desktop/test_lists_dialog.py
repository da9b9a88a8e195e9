"""Filter lists in the window: added, dropped, turned on and off, fetched on request; pages are judged anew."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from paperknife.desktop import subscribing
from paperknife.desktop.lists_dialog import ListsDialog
from paperknife.desktop.main_window import MainWindow

Open = Callable[[Path], MainWindow]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "
PROSE = "".join(f"<p>{at}. {STORY * 4}</p>" for at in range(1, 8))
PAGE = f"""<!doctype html><html lang=en><head><title>Tunnel</title></head><body><main><article><h1>Tunnel</h1>{PROSE}
<div class="weatherstrip"><p>The weather over the bay stays calm, with light winds from the west and a few clouds
towards the evening, says the harbour office in its daily word to sailors.</p></div>{PROSE.replace("on", "in")}
</article></main></body></html>"""
RULES = "! Title: Against weather\n! Licence: CC0\n##.weatherstrip\n"


@pytest.fixture
def window(tmp_path: Path, opened: Open) -> MainWindow:
    path = tmp_path / "tunnel.html"
    path.write_text(PAGE, "utf-8")
    return opened(path)


@pytest.fixture
def dialog(window: MainWindow) -> ListsDialog:
    window.actions_["lists"].trigger()
    return window.findChild(ListsDialog)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "weather.txt"
    path.write_text(RULES, "utf-8")
    return path


def stands(window: MainWindow) -> bool:
    judged = window.pages.current.judged
    return next(v.block.id for v in judged.verdicts if v.block.text.startswith("The weather")) in judged.kept


def row(dialog: ListsDialog, title: str) -> QTreeWidgetItem:
    return dialog.tree.findItems(title, Qt.MatchFlag.MatchExactly)[0]


def tick(qtbot: QtBot, dialog: ListsDialog, title: str) -> None:
    dialog.tree.setCurrentItem(row(dialog, title))
    dialog.tree.setFocus()
    with qtbot.waitSignal(dialog._subscribing.ended, timeout=5_000):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)


def drop(dialog: ListsDialog, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(dialog, enter)
    if enter.isAccepted():
        QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, left, none))
    return enter.isAccepted()


def test_a_dropped_list_is_used_at_once_and_can_be_turned_off_and_removed(
    qtbot: QtBot, window: MainWindow, dialog: ListsDialog, rules: Path
) -> None:
    assert stands(window)
    with qtbot.waitSignal(dialog._subscribing.ended, timeout=5_000):
        assert drop(dialog, rules)
    item = row(dialog, "Against weather")
    assert [item.text(column) for column in (1, 3)] == ["A file of yours", "CC0"]
    assert item.text(2)[:2] == "20"
    qtbot.waitUntil(lambda: not stands(window), timeout=10_000)
    assert len(window.pages.all) == 1
    tick(qtbot, dialog, "Against weather")
    qtbot.waitUntil(lambda: stands(window), timeout=10_000)
    tick(qtbot, dialog, "Against weather")
    qtbot.waitUntil(lambda: not stands(window), timeout=10_000)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stands(window), timeout=10_000)
    assert not dialog.tree.findItems("Against weather", Qt.MatchFlag.MatchExactly)


def test_a_choice_outlives_another_judgement(
    qtbot: QtBot, window: MainWindow, dialog: ListsDialog, rules: Path
) -> None:
    block = next(v.block.id for v in window.pages.current.judged.verdicts if v.block.text.startswith("3. "))
    window.pages.current.strike([block], "Strike a block")
    drop(dialog, rules)
    qtbot.waitUntil(lambda: not stands(window), timeout=10_000)
    assert block not in window.pages.current.judged.kept
    window.actions_["undo"].trigger()
    assert block in window.pages.current.judged.kept
    assert not stands(window)


def test_the_own_list_stays_and_known_ones_are_listed(dialog: ListsDialog) -> None:
    own = dialog.tree.topLevelItem(0)
    dialog.tree.setCurrentItem(own)
    assert own.checkState(0) is Qt.CheckState.Checked
    assert not dialog.remove.isEnabled()
    assert row(dialog, "EasyList").text(2) == "not here"
    assert row(dialog, "EasyList").text(3)
    for button in dialog.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or button.objectName().startswith("qt_")


def test_a_file_that_is_no_list_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, dialog: ListsDialog, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog._subscribing.ended, timeout=5_000):
        assert drop(dialog, tmp_path / "tunnel.html")
    assert "holds no filter rules" in dialog.words.text()
    assert stands(window)


def test_nothing_is_fetched_before_update(
    qtbot: QtBot, window: MainWindow, dialog: ListsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(address: str, most: int, report: Callable[[float], None]) -> bytes:
        asked.append(address)
        report(0.5)
        if "cookie" in address:
            raise OSError("name or service not known")
        return RULES.encode()

    monkeypatch.setattr(subscribing, "fetch", fetch)
    qtbot.mouseClick(dialog.update_, Qt.MouseButton.LeftButton)
    assert "Tick" in dialog.words.text()
    tick(qtbot, dialog, "EasyList")
    tick(qtbot, dialog, "EasyList Cookie List")
    assert row(dialog, "EasyList").text(2) == "update to fetch it"
    assert asked == []
    with qtbot.waitSignal(dialog._subscribing.ended, timeout=5_000):
        qtbot.mouseClick(dialog.update_, Qt.MouseButton.LeftButton)
    assert len(asked) == 2
    assert "Updated: EasyList." in dialog.words.text()
    assert "check the connection" in dialog.words.text()
    assert row(dialog, "EasyList").text(2)[:2] == "20"
    assert not dialog.stop.isVisible()
    qtbot.waitUntil(lambda: not stands(window), timeout=10_000)


def test_fetching_can_be_stopped(
    qtbot: QtBot, window: MainWindow, dialog: ListsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def fetch(_address: str, most: int, report: Callable[[float], None]) -> bytes:
        for step in range(5_000):
            stopped.wait(0.002)
            report(step / 5_000)
        return RULES.encode()

    monkeypatch.setattr(subscribing, "fetch", fetch)
    tick(qtbot, dialog, "EasyList")
    qtbot.mouseClick(dialog.update_, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._bar.value() > 20, timeout=5_000)
    assert not dialog.tree.isEnabled()
    with qtbot.waitSignal(dialog._subscribing.ended, timeout=2_000):
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert dialog.words.text().startswith("Stopped")
    assert dialog.tree.isEnabled()
    assert row(dialog, "EasyList").text(2) == "update to fetch it"
