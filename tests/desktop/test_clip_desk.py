"""Saving goes wrong in many ways and loses nothing: the clipping stays in the panel, and a sentence says what to do."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from paperknife import bundled, files
from paperknife.desktop import clip_desk
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.ways_in import SAMPLE
from paperknife.library.library import make_folder


@pytest.fixture
def window(qtbot: QtBot, opened: Callable[[Path], MainWindow]) -> MainWindow:
    """The sample page with the panel open."""
    window = opened(bundled.path(SAMPLE))
    window.actions_["clip"].trigger()
    settled(qtbot, window)
    return window


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(200)
    qtbot.waitUntil(lambda: bool(window.clip.check.whole_text()), timeout=10_000)


def clip(qtbot: QtBot, window: MainWindow) -> Path:
    with qtbot.waitSignal(window.saving.saved, timeout=10_000) as saved:
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    return saved.args[0].path


def refused(qtbot: QtBot, window: MainWindow) -> str:
    """What is said after a save that does not succeed; everything is in the panel still."""
    before = (window.clip.fields.values(), window.clip.markdown.text.text())
    with qtbot.waitSignal(window.saving.failed, timeout=10_000):
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    assert (window.clip.fields.values(), window.clip.markdown.text.text()) == before
    assert window.clip.isVisible()
    return window.messages.texts()[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("word " * 600, "word"),
        ("ü" * 3_000, "üüü"),
        ("😀👩\u200d👧" * 40, "😀👩"),
        ("../../x", "x"),
        ("/etc/passwd", "etc passwd"),
        ("..", "Untitled"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("?*<>|", "Untitled"),
        ("", "No breakthrough"),
    ],
)
def test_any_title_is_a_file_of_the_library(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, title: str, name: str
) -> None:
    title = title.strip()
    window.clip.fields.title.setText(title)
    window.clip.refresh()
    settled(qtbot, window)
    width = window.clip.width()
    path = clip(qtbot, window)
    assert path.parent == tmp_path / "Clippings"
    assert path.name.startswith(name)
    assert len(path.name.encode()) <= 255
    assert {note.name for note in (tmp_path / "Clippings").glob("*.md")} == {path.name}
    assert not title or title[:100] in path.read_text("utf-8").replace("\\u202e", "\u202e")
    assert window.clip.width() == width


@pytest.mark.parametrize("folder", ["../../outside", "/tmp/outside", "a/../../b", "con/nul", "x" * 3_000, "😀/ü "])
def test_any_folder_is_one_of_the_library(qtbot: QtBot, window: MainWindow, tmp_path: Path, folder: str) -> None:
    window.clip.fields.folder.setCurrentText(folder)
    settled(qtbot, window)
    path = clip(qtbot, window)
    assert path.is_relative_to(tmp_path / "Clippings")
    assert ".." not in path.parts
    assert window.clip.where.toolTip().splitlines()[0].removesuffix(".md") in str(path.with_suffix(""))


def test_a_library_on_a_drive_that_is_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.choices.keep(library=tmp_path / "drive" / "Clippings")
    settled(qtbot, window)
    words = refused(qtbot, window)
    assert "Clippings" in words
    assert "connect the drive that it is on, or choose another folder" in words
    assert not (tmp_path / "drive").exists()
    other = tmp_path / "Other"
    monkeypatch.setattr(clip_desk.QFileDialog, "getExistingDirectory", lambda *_: str(other))
    choose = next(b for b in window.messages.findChildren(QPushButton) if b.text() == "Choose another folder…")
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert clip(qtbot, window).parent == other


def test_a_library_that_vanishes_between_two_clippings_is_made_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first = clip(qtbot, window)
    settled(qtbot, window)
    (tmp_path / "Clippings").rename(tmp_path / "moved")
    window.clip.refresh()
    settled(qtbot, window)
    assert clip(qtbot, window) == first


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "make room there"),
        (errno.EDQUOT, "make room there"),
        (errno.EROFS, "allow writing there"),
        (errno.EACCES, "allow writing there"),
        (errno.EIO, "choose another folder"),
    ],
)
def test_a_library_that_takes_nothing_more(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    make_folder(tmp_path / "Clippings")

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as full:
        full.setattr(files.os, "fsync", fail)
        words = refused(qtbot, window)
        assert advice in words
        assert os.strerror(number).lower() in words
        assert [*(tmp_path / "Clippings").iterdir()] == []
    path = clip(qtbot, window)
    assert len(list(path.with_suffix(".assets").iterdir())) == 1
    assert not any("did not take" in words for words in window.messages.texts())


def test_a_template_that_is_gone_is_told_and_another_one_helps(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.choices.keep(template=str(tmp_path / "gone.md"))
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=5_000)
    assert "“gone”" in window.messages.texts()[0]
    box = window.clip.fields.template
    assert box.currentText() == "gone"
    box.setCurrentIndex(box.findData("plain"))
    box.activated.emit(box.currentIndex())
    settled(qtbot, window)
    assert clip(qtbot, window).is_file()
