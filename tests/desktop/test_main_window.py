"""The window as a person uses it: open, read, correct, clip, find again; and what it says when something is wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from paperknife import bundled, pipeline
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView
from paperknife.desktop.reading_area import Sides
from paperknife.desktop.rows import Role
from paperknife.desktop.ways_in import SAMPLE
from paperknife.render.themes import COLOURS, Appearance, Theme
from paperknife.verdicts.verdict import Kind

Open = Callable[[Path], MainWindow]
Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "
PAGE = f"""<!doctype html><html lang=en><head><title>Harbour tunnel opens - News</title>
<meta property="og:site_name" content="Harbour News"></head><body>
<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>
<main><article><h1>Harbour tunnel opens</h1><p>By Ada Example</p>
{"".join(f"<p>{number}. {STORY * 4}</p>" for number in range(1, 13))}
<div class="ad-slot">ADVERTISEMENT</div><p>13. {STORY * 4}</p></article></main>
<footer><p>Copyright Harbour News. All rights reserved.</p></footer></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "tunnel.html"
    path.write_text(PAGE, "utf-8")
    return path


def struck_block(window: MainWindow, text: str) -> str:
    judged = window.pages.current.judged
    return next(v.block.id for v in judged.verdicts if judged.is_struck(v) and text in v.block.text)


def click(qtbot: QtBot, ask: Ask, view: PageView, block: str) -> None:
    ask(view, f"pane.show('{block}') ?? 0")
    qtbot.wait(150)
    box = ask(view, f"pane.boxes('{block}')[0].toJSON()")
    where = QPoint(round(box["left"] + min(box["width"] / 2, 40)), round(box["top"] + box["height"] / 2))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=where)


def test_a_page_is_shown_beside_its_struck_original(page: Path, opened: Open, ask: Ask) -> None:
    before = page.read_bytes()
    window = opened(page)
    assert "Harbour tunnel opens" in window.windowTitle()
    article = ask(window.area.reader, "document.getElementById('article').innerText")
    assert "13. The harbour tunnel" in article
    assert "ADVERTISEMENT" not in article
    struck = ask(window.area.original, "[...document.querySelectorAll('[data-struck]')].map(e => e.innerText).join()")
    assert "ADVERTISEMENT" in struck
    assert "The harbour tunnel" not in struck
    assert window.top.button("ledger").text() == f"{window.pages.current.struck} struck"
    assert page.read_bytes() == before


def test_a_click_keeps_a_struck_block_and_undo_takes_it_back(qtbot: QtBot, page: Path, opened: Open, ask: Ask) -> None:
    window = opened(page)
    block = struck_block(window, "ADVERTISEMENT")
    ask(window.area.reader, "window.scrollTo(0, 900) ?? 0")
    qtbot.wait(300)
    in_reader = f"document.querySelectorAll('#article [data-block=\"{block}\"]').length"
    is_struck = f"document.querySelector('[data-block=\"{block}\"]').dataset.struck ?? ''"

    click(qtbot, ask, window.area.original, block)
    qtbot.waitUntil(lambda: ask(window.area.reader, in_reader) == 1, timeout=5_000)
    assert ask(window.area.original, is_struck) == ""
    place = ask(window.area.reader, "pane.place()")

    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: ask(window.area.reader, in_reader) == 0, timeout=5_000)
    assert ask(window.area.original, is_struck) != ""
    assert ask(window.area.reader, "pane.place()") == place

    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: ask(window.area.reader, in_reader) == 1, timeout=5_000)
    assert not window.actions_["redo"].isEnabled()

    click(qtbot, ask, window.area.original, block)
    qtbot.waitUntil(lambda: ask(window.area.original, is_struck) != "", timeout=5_000)
    assert window.pages.current.judged.overruled == {}


def test_a_correction_is_known_when_the_page_is_opened_again(
    qtbot: QtBot, page: Path, opened: Open, ask: Ask, tmp_path: Path
) -> None:
    window = opened(page)
    block = struck_block(window, "ADVERTISEMENT")
    window.pages.current.keep([block], "Keep a block")
    window.actions_["close_page"].trigger()
    moved = page.rename(tmp_path / "moved.html")
    qtbot.waitUntil(lambda: window.pages.remembering.idle, timeout=5_000)
    opened(moved)
    assert window.pages.current.judged.overruled == {block: True}
    window.pages.current.forget_choices("Take corrections back")
    window.close()
    assert pipeline.corrections().for_page(window.pages.current.judged) == {}


def test_hovering_says_what_and_why(qtbot: QtBot, page: Path, opened: Open, ask: Ask) -> None:
    window = opened(page)
    block = struck_block(window, "ADVERTISEMENT")
    told = window.area.original
    qtbot.wait(300)  # until the panes have found each other
    ask(told, f"pane.show('{block}') ?? 0")
    qtbot.wait(150)
    box = ask(told, f"pane.boxes('{block}')[0].toJSON()")
    place = QPoint(round(box["left"] + 30), round(box["top"] + box["height"] / 2))
    qtbot.mouseMove(told.focusProxy(), place - QPoint(0, 3))
    qtbot.mouseMove(told.focusProxy(), place)
    why = "pane.overlay().getElementById('why')"
    qtbot.waitUntil(lambda: ask(told, f"{why}.style.display") == "block", timeout=5_000)
    words = ask(told, f"{why}.innerText")
    assert words.startswith("Ad")
    assert "Click to keep it" in words
    assert len(words.split("\n")) >= 3


def test_the_keyboard_goes_from_block_to_block(qtbot: QtBot, page: Path, opened: Open, ask: Ask) -> None:
    window = opened(page)
    qtbot.wait(300)
    target = window.area.original.focusProxy()
    in_sight = "pane.overlay().getElementById('why').innerText"
    qtbot.keyClick(target, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Click to" in ask(window.area.original, in_sight), timeout=5_000)
    before = dict(window.pages.current.judged.overruled)
    qtbot.keyClick(target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(window.pages.current.judged.overruled) != before, timeout=5_000)


def test_the_ledger_lists_every_struck_block_and_keeps_a_whole_label(qtbot: QtBot, page: Path, opened: Open) -> None:
    window = opened(page)
    window.actions_["ledger"].trigger()
    assert window.panel is window.ledger
    model = window.ledger._model
    groups = {model.item(row).text(): model.item(row) for row in range(model.rowCount())}
    listed = [item.child(at).data(Role.KEY)[0] for item in groups.values() for at in range(item.rowCount())]
    judged = window.pages.current.judged
    assert sorted(listed) == sorted(v.block.id for v in judged.verdicts if judged.is_struck(v))
    assert all(item.child(at).data(Role.DETAIL) for item in groups.values() for at in range(item.rowCount()))
    kept, whole = judged.words
    assert f"kept {kept:,} of {whole:,} words" in window.ledger._foot.text()

    blocks = groups["Ads"].data(Role.KEY)
    window.ledger._keep(groups["Ads"].index())
    assert all(block in window.pages.current.judged.kept for block in blocks)
    assert window.undo_group.undoText() == "Keep all ads"
    assert "Ads" not in {window.ledger._model.item(row).text() for row in range(window.ledger._model.rowCount())}


def test_a_clipping_is_saved_found_and_taken_back(qtbot: QtBot, page: Path, opened: Open, tmp_path: Path) -> None:
    window = opened(page)
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: window.clip.markdown.text.toPlainText().count(STORY.strip()) == 52, timeout=5_000)
    assert "ADVERTISEMENT" not in window.clip.markdown.text.toPlainText()
    window.clip.fields.title.setText("Tunnel, at last")
    window.clip.fields.tags.setText("clippings, trains")
    window.clip.fields.note.setPlainText("For the archive")
    with qtbot.waitSignal(window.saving.saved, timeout=5_000) as saved:
        qtbot.mouseClick(window.clip.save, Qt.MouseButton.LeftButton)
    path = saved.args[0].path
    text = path.read_text("utf-8")
    assert path.parent == tmp_path / "Clippings"
    assert 'title: "Tunnel, at last"' in text
    assert '- "trains"' in text
    assert "For the archive" in text
    assert text.count(STORY.strip()) == 52

    qtbot.waitUntil(lambda: window.library.paths() == [path], timeout=5_000)
    for words, found in (("nothing like this", []), ("harbour trains", [path])):
        window.library.field.setText(words)
        qtbot.waitUntil(lambda found=found: window.library.paths() == found, timeout=5_000)

    undo = next(b for b in window.messages.findChildren(QAbstractButton) if b.text() == "Undo")
    with qtbot.waitSignal(window.saving.undone, timeout=5_000):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not path.exists()


def test_a_selection_is_clipped_alone(qtbot: QtBot, page: Path, opened: Open, ask: Ask) -> None:
    window = opened(page)
    ask(window.area.reader, "getSelection().selectAllChildren(document.querySelectorAll('#article p')[3]) ?? 0")
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: window.clip.markdown.text.toPlainText().count(STORY.strip()) == 4, timeout=5_000)
    assert window.clip.draft().selection


def test_clipping_where_nothing_can_be_written_says_so(qtbot: QtBot, page: Path, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "Clippings").write_text("a file where the folder should be")
    window = opened(page)
    window.actions_["clip"].trigger()
    window.clip.ask_to_save()
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=5_000)
    assert "library folder" in window.messages.texts()[0]
    assert (tmp_path / "Clippings").is_file()


BAD = {
    "empty.html": (b"", "is empty"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(3000), "is not a saved page"),
    "missing.html": (None, "cannot be read"),
    "folder": ("folder", "holds no saved page"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_a_sentence_and_the_program_goes_on(
    qtbot: QtBot, name: str, tmp_path: Path, page: Path, window: MainWindow, opened: Open
) -> None:
    content, words = BAD[name]
    path = tmp_path / "bad" / name
    (path if content == "folder" else path.parent).mkdir(parents=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    window.ways_in.paths([path])
    qtbot.waitUntil(lambda: bool(window.messages.texts()), timeout=5_000)
    said = window.messages.texts()[0]
    assert words in said
    assert name in said
    assert window.pages.current is None
    assert "Harbour tunnel opens" in opened(page).windowTitle()


def test_several_files_become_a_list_of_pages(qtbot: QtBot, page: Path, window: MainWindow, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(PAGE.replace("Harbour tunnel", f"Tunnel {number}"), "utf-8")
    with qtbot.waitSignal(window.pages.finished, timeout=20_000):
        window.ways_in.paths([tmp_path / "0.html", tmp_path / "missing.html", tmp_path / "1.html", tmp_path / "2.html"])
    assert [p.title for p in window.pages.all] == ["Tunnel 0 opens", "Tunnel 1 opens", "Tunnel 2 opens"]
    assert window.pages.current is window.pages.all[0]
    assert len(window.messages.texts()) == 1
    with qtbot.waitSignal(window.area.painted, timeout=20_000):
        window.actions_["next_page"].trigger()
    assert "Tunnel 1" in window.windowTitle()
    with qtbot.waitSignal(window.pages.finished, timeout=20_000):
        window.ways_in.paths([tmp_path / "1.html"])
    assert [p.title for p in window.pages.all] == ["Tunnel 0 opens", "Tunnel 2 opens", "Tunnel 1 opens"]
    for _ in range(3):
        window.actions_["close_page"].trigger()
    assert window.windowTitle() == "Paperknife"


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drops as Qt does: enter, then drop, on the widget; what it refuses goes to its parents."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    widget: QWidget | None = target
    while widget is not None:
        if widget.acceptDrops():
            enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
            enter.ignore()
            QApplication.sendEvent(widget, enter)
            if enter.isAccepted():
                QApplication.sendEvent(
                    widget, QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
                )
                return widget.isWindow()
        widget = widget.parentWidget()
    return False


def test_a_file_can_be_dropped_on_every_part_of_the_window(
    qtbot: QtBot, page: Path, window: MainWindow, opened: Open
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    assert drop(window.empty, data)
    qtbot.waitUntil(lambda: window.area.is_painted, timeout=20_000)
    window.actions_["clip"].trigger()
    parts = [w for w in window.findChildren(QWidget) if w.isVisible() and not w.isWindow()]
    assert window.area.reader.focusProxy() in parts
    for part in parts:
        assert drop(part, data), f"{part} keeps a drop to itself"
    qtbot.waitUntil(lambda: window.area.is_painted and len(window.pages.all) == 1, timeout=20_000)


def test_a_piece_of_a_page_and_a_link_can_be_dropped(qtbot: QtBot, window: MainWindow) -> None:
    piece = QMimeData()
    piece.setHtml(f"<h1>A piece</h1><p>{STORY * 3}</p><p>{STORY * 2}</p>")
    piece.setText("A piece")
    assert drop(window, piece)
    qtbot.waitUntil(lambda: window.area.is_painted, timeout=20_000)
    link = QMimeData()
    link.setUrls([QUrl("https://news.example/tunnel")])
    assert drop(window, link)
    assert "https://news.example/tunnel" in window.messages.texts()[0]


def test_the_appearance_changes_while_one_looks(qtbot: QtBot, page: Path, opened: Open, ask: Ask) -> None:
    window = opened(page)
    window.appearance.changed.emit(Appearance(Theme.SEPIA, "sans", 24, 50, 1.8))
    style = "(s => [s.backgroundColor, s.fontSize])(getComputedStyle(document.documentElement))"
    page_colour = COLOURS[Theme.SEPIA]["page"]
    rgb = ", ".join(str(int(page_colour[at : at + 2], 16)) for at in (1, 3, 5))
    qtbot.waitUntil(lambda: ask(window.area.reader, style) == [f"rgb({rgb})", "24px"], timeout=5_000)


def test_find_counts(qtbot: QtBot, page: Path, opened: Open) -> None:
    window = opened(page)
    window.actions_["find"].trigger()
    qtbot.keyClicks(window.find_bar.field, "nine years")
    qtbot.waitUntil(lambda: window.find_bar.count.text() == "1 of 52", timeout=5_000)
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.find_bar.count.text() == "2 of 52", timeout=5_000)
    qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Escape)
    assert not window.find_bar.isVisible()


def test_the_switch_shows_one_pane_or_both(page: Path, opened: Open) -> None:
    window = opened(page)
    for name, shown in (("reader", (True, False)), ("original", (False, True)), ("both", (True, True))):
        window.actions_[name].trigger()
        assert (window.area.reader.isVisible(), window.area.original.isVisible()) == shown
    assert window.actions_[Sides.BOTH.value].isChecked()


def test_what_is_no_article_can_be_kept_whole(
    qtbot: QtBot, tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = pipeline.judge
    monkeypatch.setattr(pipeline, "judge", lambda *facts: replace(judge(*facts), kind=Kind.LISTING, certainty=0.92))
    path = tmp_path / "list.html"
    items = "".join(f"<li><a href='/{n}'>Headline number {n} about the town</a></li>" for n in range(60))
    slot = '<div class="ad-slot">ADVERTISEMENT</div>'
    path.write_text(f"<title>Front page</title><nav><a href=/>Home</a></nav>{slot}<ul>{items}</ul>", "utf-8")
    window = opened(path)
    assert "does not look like an article but like a list of other pages (92 % sure)" in window.messages.texts()[0]
    button = next(b for b in window.messages.findChildren(QAbstractButton) if b.text() == "Keep the whole page")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.pages.current.struck == 0


def test_the_next_window_stands_as_the_last_one(page: Path, opened: Open) -> None:
    window = opened(page)
    window.actions_["original"].trigger()
    window.actions_["sidebar"].trigger()
    window.close()
    assert window._state.word("sides", "") == "original"
    assert window._state.word("sidebar", "") == "hidden"
    assert window._state.recent() == [page]
    assert not window._state.bytes("geometry").isEmpty()


def test_everything_can_be_heard_and_reached_by_key(page: Path, opened: Open) -> None:
    window = opened(page)
    window.actions_["ledger"].trigger()
    for button in window.findChildren(QAbstractButton):
        named = button.accessibleName() or button.text() or button.objectName().startswith("qt_")
        assert named, f"a button without a name: {button.parent()}"
    for field in window.findChildren(QLineEdit):
        assert field.accessibleName() or field.objectName().startswith("qt_")
    keys = [key for action in window.actions_._made.values() for key in action.shortcuts()]
    assert len(keys) == len({key.toString() for key in keys})


def test_the_sample_is_there(qtbot: QtBot, window: MainWindow) -> None:
    assert bundled.path(SAMPLE).is_file()
    with qtbot.waitSignal(window.area.painted, timeout=20_000):
        window.actions_["sample"].trigger()
    assert "Kerry-Lavrov" in window.windowTitle()
    assert window._state.recent() == []


def test_a_fault_of_ours_is_said_and_nothing_ends(window: MainWindow) -> None:
    window.tell(KeyError("lost"))
    assert "fault of Paperknife" in window.messages.texts()[0]
