"""A rule for a whole site: made from the menu of a block, followed by every page, undone, listed, taken along."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from paperknife import pipeline
from paperknife.desktop.corrections_dialog import CorrectionsDialog
from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView
from paperknife.desktop.rows import Role

Open = Callable[[Path], MainWindow]
Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "


def story(number: int, address: str = "https://news.example/{}") -> str:
    canonical = f'<link rel="canonical" href="{address.format(number)}">' if address else ""
    prose = "".join(f"<p>{at}. Part {number}. {STORY * 4}</p>" for at in range(1, 8))
    return f"""<!doctype html><html lang=en><head><title>Tunnel story {number}</title>{canonical}</head><body>
<main><article><h1>Tunnel story {number}</h1><p>By Ada Example</p>{prose}
<div class="weatherstrip"><p>The weather over the bay on day {number} stays calm, with light winds from the west
and a few clouds towards the evening, says the harbour office in its daily word to sailors.</p></div>
{prose.replace("Part", "More of part")}</article></main></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    made = []
    for number in (1, 2):
        path = tmp_path / f"story-{number}.html"
        path.write_text(story(number), "utf-8")
        made.append(path)
    return made


def weather(window: MainWindow, at: int = 0) -> str:
    judged = window.pages.all[at].judged
    return next(v.block.id for v in judged.verdicts if v.block.text.startswith("The weather"))


def stands(window: MainWindow, at: int) -> bool:
    return weather(window, at) in window.pages.all[at].judged.kept


def menu_of(qtbot: QtBot, ask: Ask, window: MainWindow, block: str) -> QMenu:
    """The menu that a right click on a block of the original opens."""
    view = window.area.original
    qtbot.wait(400)  # until the panes have found each other
    ask(view, f"pane.show('{block}') ?? 0")
    qtbot.wait(200)
    box = ask(view, f"pane.boxes('{block}')[0].toJSON()")
    where = QPoint(round(box["left"] + 30), round(box["top"] + box["height"] / 2))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.RightButton, pos=where)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=5_000)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def action(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if each.text().startswith(words))


def choose(qtbot: QtBot, menu: QMenu, words: str) -> None:
    qtbot.waitUntil(lambda: action(menu, words).isEnabled(), timeout=5_000)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action(menu, words)).center())


@pytest.fixture
def both(qtbot: QtBot, pages: list[Path], opened: Open) -> MainWindow:
    window = opened(pages[1])
    return opened(pages[0]) if window else window


def test_a_rule_strikes_on_every_page_of_the_site_and_undo_takes_it_back(
    qtbot: QtBot, both: MainWindow, ask: Ask, pages: list[Path]
) -> None:
    window = both
    window.pages.show(window.pages.all[0])
    qtbot.waitUntil(lambda: window.area.is_painted, timeout=20_000)
    qtbot.wait(300)
    assert stands(window, 0)
    assert stands(window, 1)
    block = weather(window)
    choose(qtbot, menu_of(qtbot, ask, window, block), "Strike this on news.example")
    qtbot.waitUntil(lambda: not stands(window, 0) and not stands(window, 1), timeout=5_000)
    assert [rule.text for rule in pipeline.corrections().site_rules()] == ["news.example##.weatherstrip"]
    assert pipeline.corrections().for_page(window.pages.current.judged) == {}
    is_struck = f"document.querySelector('[data-block=\"{block}\"]').dataset.struck ?? ''"
    qtbot.waitUntil(lambda: ask(window.area.original, is_struck) != "", timeout=5_000)
    in_reader = f"document.querySelectorAll('#article [data-block=\"{block}\"]').length"
    qtbot.waitUntil(lambda: ask(window.area.reader, in_reader) == 0, timeout=5_000)
    assert "news.example##.weatherstrip" in window.messages.texts()[0]
    window.actions_["ledger"].trigger()
    row = window.ledger._model.item(0).child(0)
    assert row.data(Role.DETAIL) == "Your rule for news.example strikes it"

    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: stands(window, 0) and stands(window, 1), timeout=5_000)
    assert pipeline.corrections().site_rules() == ()
    assert window.messages.texts() == []
    qtbot.waitUntil(lambda: ask(window.area.original, is_struck) == "", timeout=5_000)
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: not stands(window, 1), timeout=5_000)


def test_a_choice_for_the_page_alone_wins_over_a_rule_and_lasts(qtbot: QtBot, pages: list[Path], opened: Open) -> None:
    pipeline.corrections().add_site_rule("news.example##.weatherstrip")
    window = opened(pages[0])
    assert not stands(window, 0)
    window.pages.current.keep([weather(window)], "Keep a block")
    qtbot.waitUntil(lambda: window.pages.remembering.idle, timeout=5_000)
    assert stands(window, 0)
    window.actions_["close_page"].trigger()
    window = opened(pages[0])
    assert stands(window, 0)
    window.actions_["forget"].trigger()
    assert not stands(window, 0)


def test_the_ledger_keeps_on_the_whole_site(qtbot: QtBot, both: MainWindow) -> None:
    window = both
    window.ruling.change(add=["news.example##.weatherstrip"])
    qtbot.waitUntil(lambda: not stands(window, 0) and not stands(window, 1), timeout=5_000)
    window.actions_["ledger"].trigger()
    tree = window.ledger._tree
    group = window.ledger._model.index(0, 0)
    row = window.ledger._model.index(0, 0, group)
    tree.customContextMenuRequested.emit(tree.visualRect(row).center())
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=5_000)
    choose(qtbot, QApplication.activePopupWidget(), "Keep this on news.example")
    qtbot.waitUntil(lambda: stands(window, 0) and stands(window, 1), timeout=5_000)
    assert [rule.text for rule in pipeline.corrections().site_rules()] == ["news.example#@#.weatherstrip"]
    window.pages.current.undo.undo()
    qtbot.waitUntil(lambda: not stands(window, 0) and not stands(window, 1), timeout=5_000)


def test_without_an_address_or_a_name_it_says_why_not(
    qtbot: QtBot, tmp_path: Path, opened: Open, ask: Ask, pages: list[Path]
) -> None:
    path = tmp_path / "nowhere.html"
    path.write_text(story(3, address=""), "utf-8")
    window = opened(path)
    menu = menu_of(qtbot, ask, window, weather(window))
    assert not action(menu, "Strike this on the whole site").isEnabled()
    assert "not known" in action(menu, "Strike this on the whole site").text()
    menu.close()
    window = opened(pages[0])
    judged = window.pages.current.judged
    block = next(v.block.id for v in judged.verdicts if v.block.text.startswith("3. Part"))
    menu = menu_of(qtbot, ask, window, block)
    qtbot.waitUntil(lambda: "nothing tells" in action(menu, "Strike this on news.example").text(), timeout=5_000)
    assert not action(menu, "Strike this on news.example").isEnabled()
    menu.close()


@pytest.fixture
def dialog(qtbot: QtBot, both: MainWindow) -> CorrectionsDialog:
    both.ruling.change(add=["news.example##.weatherstrip", "other.example#@#.deck"])
    qtbot.waitUntil(lambda: len(both.pages.corrections.site_rules()) == 2, timeout=5_000)
    both.actions_["corrections"].trigger()
    return both.findChild(CorrectionsDialog)


def test_the_dialog_lists_removes_and_takes_back(qtbot: QtBot, both: MainWindow, dialog: CorrectionsDialog) -> None:
    assert dialog.rules() == ["news.example##.weatherstrip", "other.example#@#.deck"]
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.rules() == ["other.example#@#.deck"], timeout=5_000)
    assert stands(both, 0)
    qtbot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.rules()) == 2, timeout=5_000)
    assert not stands(both, 0)
    for button in dialog.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()


def test_corrections_are_taken_along(qtbot: QtBot, both: MainWindow, dialog: CorrectionsDialog, tmp_path: Path) -> None:
    dialog.export(tmp_path / "rules.txt")
    dialog.export(tmp_path / "all.json")
    qtbot.waitUntil((tmp_path / "all.json").is_file, timeout=5_000)
    assert "news.example##.weatherstrip" in (tmp_path / "rules.txt").read_text("utf-8").splitlines()
    assert json.loads((tmp_path / "all.json").read_text("utf-8"))["rules"] == dialog.rules()
    both.ruling.change(remove=dialog.rules())
    qtbot.waitUntil(lambda: dialog.rules() == [], timeout=5_000)
    dialog.import_from(tmp_path / "rules.txt")
    qtbot.waitUntil(lambda: len(dialog.rules()) == 2, timeout=5_000)
    assert dialog.words.text() == "2 new rules and corrections of 0 pages."
    (tmp_path / "no.txt").write_text("Nothing of the kind")
    dialog.import_from(tmp_path / "no.txt")
    qtbot.waitUntil(lambda: bool(both.messages.texts()), timeout=5_000)
    assert "no.txt" in both.messages.texts()[0]
