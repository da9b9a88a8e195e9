"""The popover beside words: within its parent, by mouse and by key, and no note is lost."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from paperknife.desktop.highlight_popover import HighlightPopover
from paperknife.highlights.highlight import Colour, Highlight, Quote

HIGHLIGHT = Highlight(Quote("some words"), Colour.BLUE, "A note", id="urn:x")


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(640, 480)
    made.field = QLineEdit()
    QVBoxLayout(made).addWidget(made.field)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5_000)
    return made


@pytest.fixture
def popover(room: QWidget) -> HighlightPopover:
    return HighlightPopover(room)


@pytest.mark.parametrize("words", [QRect(x, y, 90, 20) for x in (0, 300, 600) for y in (0, 200, 465)])
def test_it_stands_beside_the_words_and_within_its_parent(popover: HighlightPopover, words: QRect) -> None:
    popover.offer(words)
    assert popover.parentWidget().rect().contains(popover.geometry())
    assert not popover.geometry().intersects(words)
    popover.edit(HIGHLIGHT, words, writing=False)
    assert popover.parentWidget().rect().contains(popover.geometry())
    assert not popover.geometry().intersects(words)


def test_for_a_selection_it_takes_no_keys(room: QWidget, popover: HighlightPopover, qtbot: QtBot) -> None:
    room.field.setFocus()
    popover.offer(QRect(100, 100, 90, 20))
    assert room.field.hasFocus()
    assert not popover.note.isVisible()
    with qtbot.waitSignal(popover.colour_chosen) as chosen:
        qtbot.mouseClick(popover._swatches[Colour.PINK], Qt.MouseButton.LeftButton)
    assert chosen.args == ["", Colour.PINK]


def test_for_a_highlight_it_shows_what_it_has(popover: HighlightPopover, qtbot: QtBot) -> None:
    popover.edit(HIGHLIGHT, QRect(100, 100, 90, 20), writing=True)
    assert popover.name == "urn:x"
    assert popover.note.toPlainText() == "A note"
    assert popover.note.hasFocus()
    assert [colour for colour, swatch in popover._swatches.items() if swatch.isChecked()] == [Colour.BLUE]
    with qtbot.assertNotEmitted(popover.note_written):
        popover.leave()


@pytest.mark.parametrize("way", ["escape", "control and return", "going on elsewhere", "another highlight"])
def test_a_note_is_kept_however_one_leaves(room: QWidget, popover: HighlightPopover, qtbot: QtBot, way: str) -> None:
    popover.edit(HIGHLIGHT, QRect(100, 100, 90, 20), writing=True)
    qtbot.keyClicks(popover.note, ", longer")
    with qtbot.waitSignal(popover.note_written) as written:
        match way:
            case "escape":
                qtbot.keyClick(popover.note, Qt.Key.Key_Escape)
            case "control and return":
                qtbot.keyClick(popover.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            case "going on elsewhere":
                room.field.setFocus()
            case _:
                popover.edit(Highlight(Quote("x"), id="urn:y"), QRect(0, 0, 9, 9), writing=True)
    assert written.args == ["urn:x", "A note, longer"]
    assert popover.name == ("urn:y" if way == "another highlight" else "")


def test_removing(popover: HighlightPopover, qtbot: QtBot) -> None:
    popover.edit(HIGHLIGHT, QRect(QPoint(100, 100), QPoint(190, 120)), writing=False)
    with qtbot.waitSignal(popover.remove_wanted) as removed, qtbot.assertNotEmitted(popover.note_written):
        qtbot.mouseClick(popover._remove, Qt.MouseButton.LeftButton)
    assert removed.args == ["urn:x"]
    assert not popover.isVisible()


def test_everything_has_a_name(popover: HighlightPopover) -> None:
    popover.edit(HIGHLIGHT, QRect(100, 100, 90, 20), writing=False)
    for button in popover.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.toolTip()
    assert popover.note.accessibleName()


def test_in_a_changed_room_an_offer_goes_and_a_note_stays_in_sight(room: QWidget, popover: HighlightPopover) -> None:
    popover.offer(QRect(300, 300, 90, 20))
    room.resize(600, 480)
    assert not popover.isVisible()
    popover.edit(HIGHLIGHT, QRect(400, 300, 90, 20), writing=True)
    room.resize(400, 300)
    assert popover.isVisible()
    assert room.rect().contains(popover.geometry())
