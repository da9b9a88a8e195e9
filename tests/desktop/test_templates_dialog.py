"""Templates are written while one sees what becomes of the page; no mistake and no click loses what was written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from paperknife import bundled, pipeline
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.marks import Tone
from paperknife.desktop.templates_dialog import TemplatesDialog
from paperknife.desktop.ways_in import SAMPLE
from paperknife.settings import read_settings


def begin(qtbot: QtBot, window: MainWindow) -> TemplatesDialog:
    window.actions_["templates"].trigger()
    dialog = window.findChildren(TemplatesDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()), timeout=10_000)
    return dialog


@pytest.fixture
def panel_open(qtbot: QtBot, opened: Callable[[Path], MainWindow]) -> MainWindow:
    window = opened(bundled.path(SAMPLE))
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: bool(window.clip.check.whole_text()), timeout=10_000)
    return window


@pytest.fixture
def dialog(qtbot: QtBot, panel_open: MainWindow) -> TemplatesDialog:
    return begin(qtbot, panel_open)


def tried(qtbot: QtBot, dialog: TemplatesDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and dialog._trying._task is None, timeout=10_000)


def click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def at_end(dialog: TemplatesDialog, words: str) -> None:
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    dialog.text.insertPlainText(words)


def names(dialog: TemplatesDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_shipped_ones_can_be_seen_and_not_changed(qtbot: QtBot, dialog: TemplatesDialog) -> None:
    assert "No breakthrough" in dialog.outcome.text()
    before = dialog.text.text()
    qtbot.keyClicks(dialog.text, "x")
    assert dialog.text.text() == before
    assert not dialog.remove.isEnabled()
    assert not dialog.save.isEnabled()


def test_a_copy_is_written_tried_saved_and_used(qtbot: QtBot, panel_open: MainWindow, dialog: TemplatesDialog) -> None:
    click(qtbot, dialog.copy)
    assert names(dialog)[-2:] == ["Yours", "Obsidian copy"]
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Mine")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert names(dialog)[-1] == "Mine"
    at_end(dialog, "\n{{ words }} words, by me\n")
    tried(qtbot, dialog)
    assert dialog.outcome.text().rstrip().endswith("words, by me")
    assert names(dialog)[-1] == "Mine"
    click(qtbot, dialog.use)
    assert names(dialog)[-1] == "Mine  ✓"
    own = pipeline.own_templates()
    assert read_settings().template == str(own.file("Mine"))
    assert "by me" in own.file("Mine").read_text("utf-8")
    assert panel_open.clip.fields.template.currentText() == "Mine"
    qtbot.waitUntil(lambda: "by me" in panel_open.clip.markdown.text.text(), timeout=10_000)
    dialog.name.setText("Ours")
    dialog.name.editingFinished.emit()
    assert panel_open.clip.fields.template.currentText() == "Ours"
    assert read_settings().template == str(own.file("Ours"))


def test_a_mistake_is_told_with_its_line_and_nothing_is_lost(qtbot: QtBot, dialog: TemplatesDialog) -> None:
    click(qtbot, dialog.copy)
    tried(qtbot, dialog)
    outcome = dialog.outcome.text()
    dialog.text.selectAll()
    dialog.text.insertPlainText("a\n{{ tilte }}\nb")
    tried(qtbot, dialog)
    assert dialog.mistake.text() == "⚠ Line 2: there is no “tilte”; did you mean “title”?"
    assert dialog.text.marks.places() == [("{{ tilte }}", Tone.MISSING)]
    assert dialog.outcome.text() == outcome
    assert not dialog.use.isEnabled()
    dialog.list.setCurrentRow(1)
    tried(qtbot, dialog)
    assert dialog.mistake.text() == "✓ No mistakes"
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert dialog.text.text() == "a\n{{ tilte }}\nb"
    dialog.reject()
    assert dialog.isVisible()
    assert "Changes of Obsidian copy are not saved." in dialog.words.text()
    click(qtbot, dialog.save)
    assert pipeline.own_templates().file("Obsidian copy").read_text("utf-8") == "a\n{{ tilte }}\nb"


def test_changes_are_taken_back_and_a_template_comes_back(
    qtbot: QtBot, panel_open: MainWindow, dialog: TemplatesDialog
) -> None:
    click(qtbot, dialog.copy)
    click(qtbot, dialog.use)
    before = dialog.text.text()
    at_end(dialog, "more")
    click(qtbot, dialog.reset)
    assert dialog.text.text() == before
    assert not dialog.reset.isEnabled()
    click(qtbot, dialog.remove)
    assert "Obsidian copy" not in "".join(names(dialog))
    assert panel_open.clip.fields.template.currentText() == "Obsidian"
    click(qtbot, dialog.act)
    assert names(dialog)[-1] == "Obsidian copy  ✓"
    assert panel_open.clip.fields.template.currentText() == "Obsidian copy"


def test_names_of_files_are_seen_before_they_count(
    qtbot: QtBot, panel_open: MainWindow, dialog: TemplatesDialog
) -> None:
    dialog.file_name.setText("{{ site }} {{ nothing }}")
    tried(qtbot, dialog)
    assert "there is no “nothing”" in dialog.file_result.text()
    assert not dialog.save.isEnabled()
    dialog.file_name.setText("{{ site }}/{{ title[:14] }}")
    tried(qtbot, dialog)
    assert dialog.file_result.text() == "Writes Pulse Nigeria No breakthroug.md"
    click(qtbot, dialog.save)
    assert read_settings().file_name == "{{ site }}/{{ title[:14] }}"
    label = panel_open.clip.where
    qtbot.waitUntil(lambda: label.whole_text() == "Writes Pulse Nigeria No breakthroug.md", timeout=10_000)
    click(qtbot, dialog.reset_name)
    click(qtbot, dialog.save)
    assert read_settings().file_name == "{{ title }}"


def test_a_click_puts_a_piece_in(qtbot: QtBot, dialog: TemplatesDialog) -> None:
    click(qtbot, dialog.copy)
    at_end(dialog, "\n")
    site = dialog.pieces.findItems("site", Qt.MatchFlag.MatchRecursive)[0]
    dialog.pieces.scrollToItem(site)
    place = dialog.pieces.visualItemRect(site).center()
    qtbot.mouseClick(dialog.pieces.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.text.text().endswith("\n{{ site }}")
    upper = dialog.pieces.findItems("upper", Qt.MatchFlag.MatchRecursive)[0]
    dialog.pieces.setCurrentItem(upper)
    dialog.pieces.setFocus()
    qtbot.keyClick(dialog.pieces, Qt.Key.Key_Return)
    assert dialog.text.text().endswith("\n{{ site | upper }}")
    tried(qtbot, dialog)
    assert "PULSE NIGERIA" in dialog.outcome.text()


def test_without_a_page_an_example_stands_for_it(qtbot: QtBot, window: MainWindow) -> None:
    dialog = begin(qtbot, window)
    assert 'title: "An example"' in dialog.outcome.text()


def test_images_are_called_as_the_clipping_will_call_them(qtbot: QtBot, dialog: TemplatesDialog) -> None:
    folder = "No%20breakthrough%20in%20Kerry-Lavrov%20talks%20on%20Aleppo.assets/"
    assert f"]({folder}" in dialog.outcome.text()
    dialog.file_name.setText("short {{ date }}")
    qtbot.waitUntil(lambda: folder not in dialog.outcome.text(), timeout=10_000)
    assert "](short%20" in dialog.outcome.text()
