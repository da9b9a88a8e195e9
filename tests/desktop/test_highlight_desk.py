"""Highlights as a reader makes them: selected, coloured, noted, in both panes, undone, kept, clipped, exported."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from paperknife.desktop.highlight_popover import HighlightPopover
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView
from paperknife.highlights.highlight import Colour
from paperknife.library.highlights import Highlights
from paperknife.page.letters import texts_of

Open = Callable[[Path], MainWindow]
Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "


def story(begin: str = "") -> str:
    prose = "".join(f"<p>{at}. Part of the story. {STORY * 3}</p>" for at in range(1, 8))
    return f"""<!doctype html><html lang=en><head><title>Tunnel story</title>
<link rel="canonical" href="https://news.example/tunnel"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><h1>Tunnel story</h1><p>By Ada Example</p>{begin}{prose}
<p>The mayor, <b>who waited</b> for this day since 2014, <a href="https://news.example/mayor">said a few words</a>.</p>
</article></main></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "tunnel.html"
    path.write_text(story(), "utf-8")
    return path


@pytest.fixture
def select(qtbot: QtBot, ask: Ask) -> Callable[[PageView, str], None]:
    """Selects words that stand in one block of a pane, and waits until the program has heard of it."""

    def choose(view: PageView, words: str) -> None:
        qtbot.wait(400)  # until the panes have found each other
        with qtbot.waitSignal(view.selected, timeout=5_000, check_params_cb=lambda parts, _: bool(parts)):
            ask(
                view,
                f"""(() => {{
                  const words = {json.dumps(words)};
                  const all = [...document.querySelectorAll("[data-block]")];
                  const block = all.find((e) => e.textContent.includes(words));
                  block.scrollIntoView({{ block: "center" }});
                  const range = new Range(), walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                  let at = block.textContent.indexOf(words), end = at + words.length, from = 0;
                  for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
                    if (at >= from && at < from + node.length) range.setStart(node, at - from);
                    if (end > from && end <= from + node.length) range.setEnd(node, end - from);
                    from += node.length;
                  }}
                  getSelection().removeAllRanges();
                  getSelection().addRange(range);
                  return 1;
                }})()""",
            )

    return choose


@pytest.fixture
def drawn(ask: Ask) -> Callable[[PageView, str], list[str]]:
    """The texts that a pane draws in a colour."""

    def texts(view: PageView, colour: str) -> list[str]:
        return ask(view, f"[...CSS.highlights.get('paperknife-{colour}') ?? []].map(String)")

    return texts


Select = Callable[[PageView, str], None]
Drawn = Callable[[PageView, str], list[str]]


def popover(window: MainWindow) -> HighlightPopover:
    return window.highlight_desk.popover


def swatch(window: MainWindow, colour: Colour) -> Any:
    return popover(window)._swatches[colour]


def kept(window: MainWindow) -> list[tuple[str, str, str]]:
    """What is on the disk: words, colour, note."""
    pages, _ = Highlights(window.choices.settings.library).all()
    return [(one.quote.exact, str(one.colour), one.note) for page in pages for one in page.highlights]


@pytest.mark.parametrize("side", ["reader", "original"])
def test_selected_words_are_highlighted_in_both_panes_and_nothing_moves(
    qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn, ask: Ask, side: str
) -> None:
    window = opened(page)
    views = window.area.reader, window.area.original
    view = getattr(window.area, side)
    boxes = "[...document.querySelectorAll('[data-block]')].map((e) => JSON.stringify(pane.box(e))).join()"
    select(view, "who waited for this day")
    before = [ask(each, boxes) for each in views]
    qtbot.waitUntil(lambda: popover(window).isVisible(), timeout=5_000)
    assert window.area.rect().contains(popover(window).geometry())
    qtbot.mouseClick(swatch(window, Colour.GREEN), Qt.MouseButton.LeftButton)
    for each in views:
        qtbot.waitUntil(lambda each=each: drawn(each, "green") == ["who waited for this day"], timeout=5_000)
    assert [ask(each, boxes) for each in views] == before
    qtbot.waitUntil(lambda: not popover(window).isVisible(), timeout=5_000)
    assert ask(view, "getSelection().isCollapsed")
    qtbot.waitUntil(lambda: kept(window) == [("who waited for this day", "green", "")], timeout=5_000)


def test_undo_and_redo(qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn) -> None:
    window = opened(page)
    select(window.area.reader, "nine years of work")
    window.actions_["highlight_blue"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 1, timeout=5_000)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: kept(window) == [] and drawn(window.area.original, "blue") == [], timeout=5_000)
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 1 and len(drawn(window.area.original, "blue")) == 1, timeout=5_000)


def test_words_are_chosen_by_mouse(qtbot: QtBot, opened: Open, page: Path, ask: Ask, drawn: Drawn) -> None:
    window = opened(page)
    view = window.area.reader
    qtbot.wait(400)  # until the panes have found each other
    left, top, right = ask(
        view,
        """(() => { const range = new Range(), text = document.querySelectorAll("#article p")[1].firstChild;
        const at = text.data.indexOf("Part"); range.setStart(text, at); range.setEnd(text, at + 4);
        const box = range.getBoundingClientRect(); return [box.left, box.top + box.height / 2, box.right]; })()""",
    )
    target, begin, end = view.focusProxy(), QPoint(round(left) + 1, round(top)), QPoint(round(right), round(top))
    with qtbot.waitSignal(view.selected, timeout=5_000, check_params_cb=lambda parts, _: bool(parts)):
        qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=begin)
        for step in range(1, 5):
            qtbot.wait(40)
            qtbot.mouseMove(target, begin + (end - begin) * step / 4)
        qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=end)
    spot = (begin + end) / 2
    assert popover(window).isVisible()
    window.actions_["highlight_pink"].trigger()
    qtbot.waitUntil(lambda: drawn(view, "pink") == ["Part"], timeout=5_000)
    # A click on it opens it; a click elsewhere closes it again.
    qtbot.wait(600)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: popover(window).name != "", timeout=5_000)
    assert swatch(window, Colour.PINK).isChecked()
    qtbot.mouseClick(swatch(window, Colour.YELLOW), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: drawn(view, "yellow") == ["Part"] and drawn(view, "pink") == [], timeout=5_000)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: not popover(window).isVisible(), timeout=5_000)


def test_a_note_is_written_and_kept(qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn) -> None:
    window = opened(page)
    select(window.area.original, "said a few words")
    window.actions_["highlight_note"].trigger()
    qtbot.waitUntil(lambda: popover(window).note.hasFocus(), timeout=5_000)
    qtbot.keyClicks(popover(window).note, "Which ones?")
    qtbot.keyClick(popover(window).note, Qt.Key.Key_Escape)
    assert not popover(window).isVisible()
    qtbot.waitUntil(lambda: kept(window) == [("said a few words", "yellow", "Which ones?")], timeout=5_000)
    qtbot.waitUntil(lambda: drawn(window.area.reader, "noted") == ["said a few words"], timeout=5_000)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: kept(window) == [("said a few words", "yellow", "")], timeout=5_000)


def test_highlights_that_touch_become_one(qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn) -> None:
    window = opened(page)
    select(window.area.reader, "for this day")
    window.actions_["highlight_yellow"].trigger()
    qtbot.waitUntil(lambda: len(window.pages.current.highlights) == 1, timeout=5_000)
    select(window.area.original, "who waited for this")
    window.actions_["highlight_pink"].trigger()
    qtbot.waitUntil(lambda: kept(window) == [("who waited for this day", "pink", "")], timeout=5_000)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: kept(window) == [("for this day", "yellow", "")], timeout=5_000)


def test_without_a_selection_it_says_what_to_do(qtbot: QtBot, opened: Open, page: Path) -> None:
    window = opened(page)
    window.actions_["highlight_yellow"].trigger()
    qtbot.waitUntil(lambda: window.messages.texts() == ["Select the words to be highlighted first."], timeout=5_000)


def test_they_are_there_again_when_the_page_is_saved_anew(
    qtbot: QtBot, opened: Open, page: Path, tmp_path: Path, select: Select, drawn: Drawn
) -> None:
    window = opened(page)
    select(window.area.reader, "who waited for this day")
    window.actions_["highlight_green"].trigger()
    select(window.area.reader, "said a few words")
    window.actions_["highlight_blue"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 2, timeout=5_000)
    window.actions_["close_page"].trigger()
    again = tmp_path / "saved anew.html"
    changed = story("<p>A new beginning, written later, for the same story of the tunnel.</p>")
    again.write_text(changed.replace("said a few words", "did not speak"), "utf-8")
    window = opened(again)
    qtbot.waitUntil(lambda: drawn(window.area.original, "green") == ["who waited for this day"], timeout=5_000)
    lost = [found for found in window.pages.current.highlights if not found.passage]
    assert [found.highlight.quote.exact for found in lost] == ["said a few words"]
    window.actions_["highlights"].trigger()
    model = window.highlights._model
    assert [model.item(row).text() for row in range(model.rowCount())] == [
        "who waited for this day",
        "Not found on this page",
        "said a few words",
    ]


def test_they_stay_drawn_when_blocks_are_struck_and_kept(
    qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn
) -> None:
    window = opened(page)
    select(window.area.reader, "who waited for this day")
    window.actions_["highlight_green"].trigger()
    qtbot.waitUntil(lambda: len(drawn(window.area.reader, "green")) == 1, timeout=5_000)
    current = window.pages.current
    other = next(v.block.id for v in current.judged.verdicts if v.block.text.startswith("3. Part"))
    (found,) = current.highlights
    current.strike([other], "Strike a block")
    qtbot.wait(500)
    qtbot.waitUntil(lambda: drawn(window.area.reader, "green") == ["who waited for this day"], timeout=5_000)
    current.strike([found.passage[0].block], "Strike a block")
    qtbot.waitUntil(lambda: drawn(window.area.reader, "green") == [], timeout=5_000)
    assert drawn(window.area.original, "green") == ["who waited for this day"]
    window.actions_["highlights"].trigger()
    assert "In a struck part" in window.highlights._model.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_list_shows_edits_and_removes_by_key(
    qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn
) -> None:
    window = opened(page)
    for words, colour in (("who waited", "green"), ("1. Part", "yellow")):
        select(window.area.reader, words)
        window.actions_[f"highlight_{colour}"].trigger()
        qtbot.waitUntil(lambda colour=colour: len(drawn(window.area.reader, colour)) == 1, timeout=5_000)
    window.actions_["highlights"].trigger()
    tree, model = window.highlights._tree, window.highlights._model
    assert [model.item(row).text() for row in range(2)] == ["1. Part", "who waited"]
    tree.setFocus()
    tree.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: popover(window).note.hasFocus(), timeout=5_000)
    qtbot.keyClicks(popover(window).note, "Since when?")
    qtbot.keyClick(popover(window).note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Since when?" in model.item(1).data(Qt.ItemDataRole.AccessibleTextRole), timeout=5_000)
    tree.setFocus()
    tree.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [one[0] for one in kept(window)] == ["1. Part"], timeout=5_000)
    assert model.rowCount() == 1
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 2, timeout=5_000)


def test_the_menu_of_a_highlight(
    qtbot: QtBot, opened: Open, page: Path, select: Select, drawn: Drawn, ask: Ask
) -> None:
    window = opened(page)
    view = window.area.original
    select(view, "who waited for this day")
    window.actions_["highlight_green"].trigger()
    qtbot.waitUntil(lambda: len(drawn(view, "green")) == 1, timeout=5_000)
    qtbot.wait(400)
    left, top, width, height = json.loads(
        ask(view, f"pane.showHighlight('{window.pages.current.highlights[0].highlight.id}')")
    )
    spot = QPoint(round(left + width / 2), round(top + height / 2))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.RightButton, pos=spot)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=5_000)
    menu = QApplication.activePopupWidget()
    offered = menu.actions()[0].menu()
    words = [action.text() for action in offered.actions() if action.text()]
    assert words == ["Yellow", "Green", "Blue", "Pink", "Note…", "Copy the words", "Remove"]
    assert [action.text() for action in offered.actions() if action.isChecked()] == ["Green"]
    next(action for action in offered.actions() if action.text() == "Copy the words").trigger()
    assert QGuiApplication.clipboard().text() == "who waited for this day"
    next(action for action in offered.actions() if action.text() == "Remove").trigger()
    menu.close()
    qtbot.waitUntil(lambda: kept(window) == [] and drawn(view, "green") == [], timeout=5_000)


def test_clippings_take_them_along(qtbot: QtBot, opened: Open, page: Path, select: Select, ask: Ask) -> None:
    window = opened(page)
    select(window.area.original, "who waited for this day")
    window.actions_["highlight_note"].trigger()
    qtbot.waitUntil(lambda: popover(window).note.hasFocus(), timeout=5_000)
    qtbot.keyClicks(popover(window).note, "Since when?")
    popover(window).leave()
    ask(window.area.original, "getSelection().removeAllRanges() ?? 0")
    window.actions_["clip"].trigger()
    wanted = "**==who waited==** ==for this day==[^note-1]", "==**who waited** for this day==[^note-1]"
    text = window.clip.markdown.text
    qtbot.waitUntil(lambda: any(each in text.toPlainText() for each in wanted), timeout=5_000)
    assert "[^note-1]: Since when?" in text.toPlainText()
    qtbot.waitUntil(lambda: "Nothing lost" in window.clip.check.text(), timeout=5_000)
    with qtbot.waitSignal(window.saving.saved, timeout=5_000):
        window.actions_["save"].trigger()
    (note,) = window.choices.settings.library.glob("*.md")
    assert any(each in note.read_text("utf-8") for each in wanted)
    # A selection brings the part of it that is selected.
    select(window.area.reader, "waited for this day since")
    window.show_panel(None)
    window.actions_["clip"].trigger()
    qtbot.waitUntil(lambda: "**waited** for this day==[^note-1] since" in text.toPlainText(), timeout=5_000)


@pytest.mark.parametrize(
    ("kind", "wanted"), [("md", "> nine years of work"), ("json", '"exact": "nine years of work"')]
)
def test_export(
    qtbot: QtBot,
    opened: Open,
    page: Path,
    select: Select,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    wanted: str,
) -> None:
    window = opened(page)
    window.actions_["export_highlights"].trigger()
    assert window.messages.texts() == ["This page has no highlights yet."]
    select(window.area.reader, "nine years of work")
    window.actions_["highlight_yellow"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 1, timeout=5_000)
    for number, name in enumerate(("export_highlights", "export_all_highlights")):
        file = tmp_path / f"out{number}.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        window.actions_[name].trigger()
        qtbot.waitUntil(file.is_file, timeout=5_000)
        assert wanted in file.read_text("utf-8")
        qtbot.waitUntil(
            lambda file=file: f"1 highlight written to “{file.name}”." in window.messages.texts(), timeout=5_000
        )


def test_a_damaged_file_is_told_of(qtbot: QtBot, opened: Open, page: Path, select: Select, window: MainWindow) -> None:
    opened(page)
    select(window.area.reader, "nine years of work")
    window.actions_["highlight_yellow"].trigger()
    qtbot.waitUntil(lambda: len(kept(window)) == 1, timeout=5_000)
    (file,) = window.choices.settings.library.glob("highlights/*.json")
    file.write_text("{", "utf-8")
    window.actions_["close_page"].trigger()
    opened(page)
    qtbot.waitUntil(lambda: any(file.name[:10] in text for text in window.messages.texts()), timeout=5_000)
    assert file.read_text("utf-8") == "{"


def test_letters_are_counted_the_same_in_both_panes(qtbot: QtBot, tmp_path: Path, opened: Open, ask: Ask) -> None:
    body = """<p>Raised: 10<sup>3</sup> and <math><mi>x</mi><mo>=</mo><mn>4</mn></math> here.</p>
<p>Hidden <span hidden>not this</span><span style="display:none">nor this</span> words<script>var x</script>.</p>
<ul><li>one 🙂</li><li>two\u00a0\u2003three</li></ul><pre>x =\n\t1</pre>
<p><svg width=20 height=20><text>drawn</text></svg> beside <select><option>one<option>two</select> it.</p>
<table><tr><th>a<th>b<th>c</tr><tr><td>1<td>2<td>3</tr></table><p>漢字　かな</p>"""
    path = tmp_path / "letters.html"
    path.write_text(story(body), "utf-8")
    window = opened(path)
    judged = window.pages.current.judged
    wanted = {v.block.id: sum(size for _, size in texts_of(v.block)) for v in judged.verdicts if v.block.text}
    assert ask(window.area.original, "JSON.parse(pane.letters())").items() >= wanted.items()
    in_reader = {block: size for block, size in wanted.items() if block in judged.kept}
    assert ask(window.area.reader, "JSON.parse(pane.letters())").items() >= in_reader.items()
