"""The clip panel: what will be written where is said before, and the same page is not clipped twice unasked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from paperknife import bundled
from paperknife.clipping.markdown.check import Loss
from paperknife.desktop import saving
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView
from paperknife.desktop.ways_in import SAMPLE

Ask = Callable[[PageView, str], Any]
TITLE = "No breakthrough in Kerry-Lavrov talks on Aleppo"


@pytest.fixture
def window(qtbot: QtBot, opened: Callable[[Path], MainWindow]) -> MainWindow:
    """The sample page with the panel open."""
    window = opened(bundled.path(SAMPLE))
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: bool(window.clip.check.whole_text()), timeout=10_000)
    return window


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(200)
    qtbot.waitUntil(lambda: bool(window.clip.check.whole_text()), timeout=10_000)


def save(qtbot: QtBot, window: MainWindow) -> Path:
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    return saved.args[0].path


def test_it_says_what_will_be_written_and_then_writes_that(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    panel = window.clip
    panel.folder.setCurrentText("news/world")
    settled(qtbot, window)
    assert panel.where.whole_text() == f"Writes news/world/{TITLE}.md"
    assert panel.where_images.whole_text() == f"Writes news/world/{TITLE}.assets/"
    assert panel.images.text() == "Images (1, together 1.3 KB)"
    assert panel.check.whole_text().startswith("✓ Nothing lost")
    text = panel.markdown.text.toPlainText()
    path = save(qtbot, window)
    assert path == tmp_path / "Clippings" / "news" / "world" / f"{TITLE}.md"
    assert path.read_text("utf-8") == text
    assert len(list(path.with_suffix(".assets").iterdir())) == 1
    panel.folder.setCurrentText("")
    window.actions_["clip"].trigger()
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: panel.folder.findText("news/world") >= 0, timeout=5_000)


def test_images_can_be_left_out(qtbot: QtBot, window: MainWindow) -> None:
    box = window.clip.images
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    settled(qtbot, window)
    assert "![" not in window.clip.markdown.text.toPlainText()
    assert not window.clip.where_images.isVisible()
    path = save(qtbot, window)
    assert not path.with_suffix(".assets").exists()


def test_a_template_is_chosen_and_stays(qtbot: QtBot, window: MainWindow) -> None:
    assert window.clip.markdown.text.toPlainText().startswith("---\ntitle")
    window.clip.template.setFocus()
    while window.clip.template.currentData() != "plain":
        qtbot.keyClick(window.clip.template, Qt.Key.Key_Down)
        window.clip.template.activated.emit(window.clip.template.currentIndex())
    settled(qtbot, window)
    assert window.clip.markdown.text.toPlainText().startswith("# No breakthrough")
    assert window.choices.settings.template == "plain"
    assert save(qtbot, window).read_text("utf-8").startswith("# No breakthrough")


def test_an_address_that_the_file_lacks_can_be_given(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.clip
    assert panel.address.text().startswith("https://www.pulse.ng/")
    panel.address.selectAll()
    qtbot.keyClicks(panel.address, "https://mirror.example/aleppo")
    settled(qtbot, window)
    assert 'source: "https://mirror.example/aleppo"' in panel.markdown.text.toPlainText()
    panel.address.selectAll()
    qtbot.keyClicks(panel.address, "somewhere")
    settled(qtbot, window)
    assert "somewhere" not in panel.markdown.text.toPlainText()


def test_the_same_page_is_updated_or_kept_twice(qtbot: QtBot, window: MainWindow) -> None:
    first = save(qtbot, window)
    qtbot.waitUntil(window.clip.update_.isVisible, timeout=5_000)
    assert first.name in window.clip.again.text()
    assert window.clip.save.text() == "Keep both"
    second = save(qtbot, window)
    assert second != first
    assert first.is_file()
    second.unlink()
    window.saving.refresh()
    window.clip.refresh()
    settled(qtbot, window)
    before = first.read_text("utf-8")
    window.clip.note.setPlainText("Read it again")
    settled(qtbot, window)
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.update_, Qt.MouseButton.LeftButton)
    assert saved.args[0].path == first
    assert "Read it again" in first.read_text("utf-8")
    assert "Updated" in window.messages.texts()[0]
    assert sorted(first.parent.glob("*.md")) == [first]
    with qtbot.waitSignal(window.saving.undone, timeout=10_000):
        window.saving.take_back(saved.args[0])
    assert first.read_text("utf-8") == before


def test_differences_are_listed_and_lead_to_their_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    loss = Loss("number", "4/3", "43", "Russia says Assad is ready")
    monkeypatch.setattr(saving, "losses", lambda _html, _markdown: [loss])
    window.clip.refresh()
    qtbot.waitUntil(lambda: "1 difference" in window.clip.check.whole_text(), timeout=10_000)
    tabs = window.clip.markdown
    assert tabs.tabText(2) == "Differences 1"
    tabs.setCurrentIndex(2)
    assert tabs.differences.item(0).text() == "Number “4/3” became “43”, near “Russia says Assad is ready”"
    tabs.differences.setCurrentRow(0)
    tabs.differences.itemActivated.emit(tabs.differences.item(0))
    assert tabs.currentWidget() is tabs.text
    assert tabs.text.textCursor().selectedText() == "Russia says Assad is ready"


def test_the_rendered_clipping_shows_its_image_and_no_front_matter(qtbot: QtBot, window: MainWindow) -> None:
    window.clip.markdown.setCurrentIndex(1)
    shown = window.clip.markdown.rendered
    assert "After a meeting lasting" in shown.toPlainText()
    assert "published:" not in shown.toPlainText()
    name = window.clip.markdown._preview.clipping.images[0].name
    assert shown.loadResource(2, f"any/{name}").width() > 40
    assert shown.loadResource(2, "https://tracker.example/pixel.png") is None


@pytest.mark.parametrize("side", ["reader", "original"])
def test_a_selection_keeps_its_images(qtbot: QtBot, window: MainWindow, ask: Ask, side: str) -> None:
    view = getattr(window.area, side)
    picked = "(i => getSelection().selectAllChildren(i.closest('figure') ?? i.parentElement))"
    find = "[...document.querySelectorAll('img')].find(i => i.closest('[data-block]') && !i.closest('[data-struck]'))"
    ask(view, f"{picked}({find}) ?? 0")
    window.actions_["clip"].trigger()
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: window.clip.draft().selection is not None, timeout=5_000)
    settled(qtbot, window)
    assert window.clip.images.text().startswith("Images (1,")
    assert "paper:" not in window.clip.markdown.text.toPlainText()
    path = save(qtbot, window)
    assert len(list(path.with_suffix(".assets").iterdir())) == 1
