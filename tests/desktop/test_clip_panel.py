"""The clip panel: what will be written where is said before, and the same page is not clipped twice unasked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from paperknife import bundled
from paperknife.clipping.markdown.check import Loss
from paperknife.desktop import saving
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.marks import Tone
from paperknife.desktop.page_view import PageView
from paperknife.desktop.ways_in import SAMPLE
from paperknife.messages import loss as in_words
from paperknife.settings import read_settings

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
    panel.fields.folder.setCurrentText("news/world")
    settled(qtbot, window)
    assert panel.where.whole_text() == f"Writes news/world/{TITLE}.md"
    assert panel.where_images.whole_text() == f"Writes news/world/{TITLE}.assets/"
    assert panel.fields.images.text() == "Images (1, 1.3 KB)"
    assert panel.check.whole_text().startswith("✓ Nothing lost")
    text = panel.markdown.text.toPlainText()
    path = save(qtbot, window)
    assert path == tmp_path / "Clippings" / "news" / "world" / f"{TITLE}.md"
    assert path.read_text("utf-8") == text
    assert len(list(path.with_suffix(".assets").iterdir())) == 1
    panel.fields.folder.setCurrentText("")
    window.actions_["clip"].trigger()
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: panel.fields.folder.findText("news/world") >= 0, timeout=5_000)


def test_images_can_be_left_out(qtbot: QtBot, window: MainWindow) -> None:
    box = window.clip.fields.images
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    settled(qtbot, window)
    assert "![" not in window.clip.markdown.text.toPlainText()
    assert not window.clip.where_images.isVisible()
    path = save(qtbot, window)
    assert not path.with_suffix(".assets").exists()


def test_a_template_is_chosen_and_stays(qtbot: QtBot, window: MainWindow) -> None:
    assert window.clip.markdown.text.toPlainText().startswith("---\ntitle")
    window.clip.fields.template.setFocus()
    while window.clip.fields.template.currentData() != "plain":
        qtbot.keyClick(window.clip.fields.template, Qt.Key.Key_Down)
        window.clip.fields.template.activated.emit(window.clip.fields.template.currentIndex())
    settled(qtbot, window)
    assert window.clip.markdown.text.toPlainText().startswith("# No breakthrough")
    assert window.choices.settings.template == "plain"
    assert save(qtbot, window).read_text("utf-8").startswith("# No breakthrough")


def test_an_address_that_the_file_lacks_can_be_given(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.clip
    assert panel.fields.address.text().startswith("https://www.pulse.ng/")
    panel.fields.address.selectAll()
    qtbot.keyClicks(panel.fields.address, "https://mirror.example/aleppo")
    settled(qtbot, window)
    assert 'source: "https://mirror.example/aleppo"' in panel.markdown.text.toPlainText()
    panel.fields.address.selectAll()
    qtbot.keyClicks(panel.fields.address, "somewhere")
    settled(qtbot, window)
    assert "somewhere" not in panel.markdown.text.toPlainText()


def test_the_same_page_is_updated_or_kept_twice(qtbot: QtBot, window: MainWindow) -> None:
    first = save(qtbot, window)
    qtbot.waitUntil(window.clip.otherwise.isVisible, timeout=5_000)
    assert first.name in window.clip.again.text()
    assert (window.clip.save.text(), window.clip.otherwise.text()) == ("Update the clipping", "Keep both")
    assert window.clip.where.whole_text() == f"Writes over {first.name}"
    assert f"({first.stem}.assets/" in unquote(window.clip.markdown.text.toPlainText())
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.otherwise, Qt.MouseButton.LeftButton)
    second = saved.args[0].path
    assert second != first
    assert first.is_file()
    second.unlink()
    window.saving.refresh()
    window.clip.refresh()
    settled(qtbot, window)
    before = first.read_text("utf-8")
    window.clip.fields.note.setPlainText("Read it again")
    settled(qtbot, window)
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    assert saved.args[0].path == first
    assert "Read it again" in first.read_text("utf-8")
    assert "Updated" in window.messages.texts()[0]
    assert sorted(first.parent.glob("*.md")) == [first]
    with qtbot.waitSignal(window.saving.undone, timeout=10_000):
        window.saving.take_back(saved.args[0])
    assert first.read_text("utf-8") == before


def test_saving_again_and_again_at_once_makes_one_clipping(qtbot: QtBot, window: MainWindow) -> None:
    saved: list[Path] = []
    window.saving.saved.connect(lambda result: saved.append(result.path))
    for _ in range(3):
        window.clip.ask_to_save()
    qtbot.waitUntil(lambda: len(saved) == 3, timeout=10_000)
    assert len(set(saved)) == 1
    assert sorted(saved[0].parent.glob("*.md")) == saved[:1]
    saved[0].unlink()
    window.clip.ask_to_save()
    qtbot.waitUntil(lambda: len(saved) == 4, timeout=10_000)
    assert saved[3].is_file()


def test_a_selection_is_kept_beside_the_whole_article(qtbot: QtBot, window: MainWindow) -> None:
    whole = save(qtbot, window)
    window.clip.clip("<p>Only this much of it.</p>")
    qtbot.waitUntil(lambda: window.clip.save.text() == "Keep both", timeout=5_000)
    assert window.clip.otherwise.text() == "Update the clipping"
    assert window.clip.where.whole_text() == f"Writes {whole.stem} 1.md"
    part = save(qtbot, window)
    assert part != whole
    assert "Only this much" in part.read_text("utf-8")
    assert "Only this much" not in whole.read_text("utf-8")


def test_differences_are_listed_marked_and_lead_to_their_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    loss = Loss("number", "4/3", "ready", "Russia says Assad is")
    monkeypatch.setattr(saving, "losses", lambda *_: [loss])
    window.clip.refresh()
    qtbot.waitUntil(lambda: "⚠ 1 difference" in window.clip.check.whole_text(), timeout=10_000)
    tabs = window.clip.markdown
    assert tabs.tabText(2) == "Differs 1"
    tabs.setCurrentIndex(2)
    assert tabs.differences.item(0).text() == "Number “4/3” became “ready”, near “Russia says Assad is”"
    assert tabs.text.marks.places() == [("ready", Tone.CHANGED)]
    box = tabs.differences.visualItemRect(tabs.differences.item(0)).center()
    qtbot.mouseClick(tabs.differences.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert tabs.currentWidget() is tabs.text
    cursor = tabs.text.textCursor()
    assert cursor.selectedText() == "ready"
    assert tabs.text.marks.words_at(cursor.position()) == in_words(loss)
    tabs.setCurrentIndex(1)
    assert tabs.rendered.marks.places() == [("ready", Tone.CHANGED)]


def write(qtbot: QtBot, window: MainWindow, old: str, new: str) -> None:
    """Finds `old` in the Markdown and types `new` over it, as a reader would."""
    field = window.clip.markdown.text
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.Start)
    assert field.find(old)
    qtbot.keyClicks(field, new) if new else qtbot.keyClick(field, Qt.Key.Key_Delete)


def edited(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.clip._timer.isActive() and window.clip._writing._task is None, timeout=10_000)


def test_what_the_reader_writes_is_saved(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.clip
    assert not panel.by_hand.isVisible()
    write(qtbot, window, "After a meeting lasting about one hour", "After an hour")
    assert panel.by_hand.isVisible()
    edited(qtbot, window)
    text = panel.markdown.text.text()
    assert panel.check.whole_text().startswith("✎ 1 difference from the page")
    assert panel.check.property("kind") == "muted"
    panel.markdown.setCurrentIndex(1)
    assert "After an hour" in panel.markdown.rendered.toPlainText()
    path = save(qtbot, window)
    assert path.read_text("utf-8") == text
    assert len(list(path.with_suffix(".assets").iterdir())) == 1


def test_a_save_at_once_has_the_last_key_in_it(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "After a meeting", "Then a meeting")
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        window.actions_["save"].trigger()
    assert "Then a meeting lasting" in saved.args[0].path.read_text("utf-8")


def test_fields_count_for_the_properties_of_an_edited_text(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.clip
    write(qtbot, window, "After a meeting", "Then a meeting")
    panel.fields.title.selectAll()
    panel.fields.title.insert("Talks on Aleppo: 中文 😀")
    panel.fields.title.textEdited.emit(panel.fields.title.text())
    panel.fields.tags.setText("clippings, syria")
    edited(qtbot, window)
    text = panel.markdown.text.text()
    assert 'title: "Talks on Aleppo: 中文 😀"' in text
    assert '  - "syria"' in text
    assert "Then a meeting" in text
    assert "](Talks%20on%20Aleppo" in text
    assert not panel.fields.note.isEnabled()
    assert not panel.fields.images.isEnabled()
    panel.fields.template.setCurrentIndex(panel.fields.template.findData("plain"))
    panel.fields.template.activated.emit(panel.fields.template.currentIndex())
    edited(qtbot, window)
    text = panel.markdown.text.text()
    assert not text.startswith("---")
    path = save(qtbot, window)
    assert path.name == "Talks on Aleppo 中文 😀.md"
    assert path.read_text("utf-8") == text
    for image in path.with_suffix(".assets").iterdir():
        assert f"/{image.name})" in path.read_text("utf-8")


def test_starting_again_from_the_page_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.clip
    before = panel.markdown.text.text()
    write(qtbot, window, "After a meeting", "Then a meeting")
    qtbot.mouseClick(panel.again_from_page, Qt.MouseButton.LeftButton)
    edited(qtbot, window)
    assert panel.markdown.text.text() == before
    assert panel.draft().edit is None
    assert panel.fields.note.isEnabled()
    assert panel.check.whole_text().startswith("✓ Nothing lost")
    qtbot.keyClick(panel.markdown.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Then a meeting" in panel.markdown.text.text()
    assert panel.by_hand.isVisible()
    while panel.markdown.text.document().isUndoAvailable():
        qtbot.keyClick(panel.markdown.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.markdown.text.text() == before
    edited(qtbot, window)
    assert not panel.by_hand.isVisible()


def test_a_choice_in_the_page_leaves_the_edited_text_alone(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "After a meeting", "Then a meeting")
    edited(qtbot, window)
    text = window.clip.markdown.text.text()
    page = window.pages.current
    page.strike([v.block.id for v in page.judged.verdicts if v.block.text.startswith("After a meeting")], "Strike")
    edited(qtbot, window)
    assert window.clip.markdown.text.text() == text
    window.actions_["clip"].trigger()
    window.actions_["clip"].trigger()
    edited(qtbot, window)
    assert window.clip.markdown.text.text() == text


def test_an_edited_text_waits_while_another_page_is_read(
    qtbot: QtBot, window: MainWindow, opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    write(qtbot, window, "After a meeting", "Then a meeting")
    window.clip.fields.title.setText("Mine")
    edited(qtbot, window)
    text = window.clip.markdown.text.text()
    other = tmp_path / "other.html"
    other.write_text(f"<title>Other</title><article><h1>Other</h1>{'<p>Another page here.</p>' * 9}</article>", "utf-8")
    opened(other)
    qtbot.waitUntil(lambda: "Another page" in window.clip.markdown.text.text(), timeout=10_000)
    assert not window.clip.by_hand.isVisible()
    window.pages.show(window.pages.all[0])
    edited(qtbot, window)
    assert window.clip.fields.title.text() == "Mine"
    assert window.clip.markdown.text.text() == text
    assert window.clip.by_hand.isVisible()


def test_find_and_copy_are_for_the_text_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    field = window.clip.markdown.text
    field.setFocus()
    window.actions_["find"].trigger()
    qtbot.keyClicks(window.find_bar.field, "aleppo")
    count = field.text().lower().count("aleppo")
    assert window.find_bar.count.text() == f"1 of {count}"
    window.actions_["find_next"].trigger()
    assert window.find_bar.count.text() == f"2 of {count}"
    window.actions_["find_previous"].trigger()
    window.actions_["find_previous"].trigger()
    assert window.find_bar.count.text() == f"{count} of {count}"
    assert field.textCursor().selectedText().lower() == "aleppo"
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_the_text_gets_the_room_of_the_fields(qtbot: QtBot, window: MainWindow) -> None:
    before = window.clip.markdown.height()
    qtbot.mouseClick(window.clip.markdown.room, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.clip.markdown.height() > before + 200, timeout=5_000)
    assert not window.clip.fields.isVisible()


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
    assert window.clip.fields.images.text().startswith("Images (1,")
    assert "paper:" not in window.clip.markdown.text.toPlainText()
    path = save(qtbot, window)
    assert len(list(path.with_suffix(".assets").iterdir())) == 1


def test_an_edited_text_is_not_lost_by_closing(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "After a meeting", "Then a meeting")
    window.actions_["close_page"].trigger()
    assert window.pages.all
    assert "was edited and is not saved" in window.messages.texts()[0]
    assert not window.close()
    assert window.isVisible()
    save(qtbot, window)
    assert not any("not saved" in words for words in window.messages.texts())
    write(qtbot, window, "Kerry will", "He will")
    window.actions_["close_page"].trigger()
    assert window.pages.all
    close = next(b for b in window.messages.findChildren(QPushButton) if b.text() == "Close without saving")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not window.pages.all


def test_an_edited_text_updates_the_clipping_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    first = save(qtbot, window)
    images = sorted(first.with_suffix(".assets").iterdir())
    write(qtbot, window, "After a meeting", "Then a meeting")
    edited(qtbot, window)
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    assert saved.args[0].path == first
    text = first.read_text("utf-8")
    assert "Then a meeting" in text
    assert sorted(first.with_suffix(".assets").iterdir()) == images
    assert all(f".assets/{image.name})" in text for image in images)
    assert " 1.assets/" not in text


def test_images_can_go_into_one_folder_for_all(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    fields = window.clip.fields
    assert fields.images_place.currentData() == "beside"
    fields.images_place.setFocus()
    qtbot.keyClick(fields.images_place, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.clip.where_images.whole_text() == f"Writes assets/{TITLE}/", timeout=10_000)
    save(qtbot, window)
    assert len(list((tmp_path / "Clippings" / "assets" / TITLE).iterdir())) == 1
    assert read_settings().images == "assets"
    fields.tell_images("112, together 13.4 MB")
    assert fields.minimumSizeHint().width() <= 310
    fields.images.click()
    assert not fields.images_place.isEnabled()


def test_a_selection_without_images_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.clip.clip("<p>Some words of it</p>")
    qtbot.waitUntil(lambda: window.clip.fields.images.text() == "Images (none in the selection)", timeout=10_000)
