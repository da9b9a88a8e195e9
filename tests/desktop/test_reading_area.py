"""Reading: images enlarge, headings make a list of contents, and the place is found again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from paperknife.desktop.main_window import MainWindow
from paperknife.desktop.page_view import PageView

Open = Callable[[Path], MainWindow]
Ask = Callable[[PageView, str], Any]

STORY = "The harbour tunnel opened on Monday after nine years of work, and the first trains ran on time. "
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='400' height='300'%3E"
    "%3Crect width='400' height='300' fill='teal'/%3E%3C/svg%3E"
)


def page(headings: int) -> str:
    parts = "".join(
        f"<h{2 + at % 2}>Part {at}</h{2 + at % 2}>" + f"<p>{at}. {STORY * 6}</p>" * 3 for at in range(1, headings + 1)
    )
    return f"""<!doctype html><html lang=en><head><title>Harbour tunnel opens</title></head><body><main><article>
<h1>Harbour tunnel opens</h1><p>By Ada Example</p><p>{STORY * 5}</p>
<figure><img src="{PICTURE}" alt="The tunnel" width=400 height=300><figcaption>The tunnel by night</figcaption></figure>
{parts}<p>The end. {STORY * 6}</p><p>{STORY * 6}</p></article></main></body></html>"""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "tunnel.html"
    path.write_text(page(9), "utf-8")
    return path


IN_OVERLAY = "pane.overlay().querySelector"


def click(qtbot: QtBot, ask: Ask, view: PageView, element: str) -> None:
    ask(view, f"{element}.scrollIntoView({{block: 'center'}}) ?? 0")
    qtbot.wait(200)
    box = ask(view, f"{element}.getBoundingClientRect().toJSON()")
    where = QPoint(round(box["left"] + box["width"] / 2), round(box["top"] + box["height"] / 2))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=where)


def test_a_click_enlarges_an_image_and_escape_closes_it(qtbot: QtBot, long: Path, opened: Open, ask: Ask) -> None:
    view = opened(long).area.reader
    qtbot.wait(400)
    dialog = f"{IN_OVERLAY}('dialog')"
    assert not ask(view, f"{dialog}.open")
    click(qtbot, ask, view, "document.querySelector('#article img')")
    qtbot.waitUntil(lambda: ask(view, f"{dialog}.open"), timeout=5_000)
    qtbot.waitUntil(lambda: ask(view, f"{dialog}.querySelector('img').naturalWidth") == 400, timeout=5_000)
    assert ask(view, f"{dialog}.innerText.trim()") == "The tunnel by night"
    qtbot.keyClick(view.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not ask(view, f"{dialog}.open"), timeout=5_000)
    ask(view, "document.querySelector('#article img').focus() ?? 0")
    qtbot.keyClick(view.focusProxy(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ask(view, f"{dialog}.open"), timeout=5_000)
    click(qtbot, ask, view, dialog)
    qtbot.waitUntil(lambda: not ask(view, f"{dialog}.open"), timeout=5_000)


def test_headings_make_a_list_that_leads_to_them(qtbot: QtBot, long: Path, opened: Open, ask: Ask) -> None:
    window = opened(long)
    view = window.area.reader
    qtbot.wait(400)
    entries = f"[...{IN_OVERLAY}All('#contents li button')]"
    assert ask(view, f"{entries}.map(e => e.textContent)") == [f"Part {at}" for at in range(1, 10)]
    is_open = f"{IN_OVERLAY}('#contents > button').ariaExpanded === 'true'"
    button = f"{IN_OVERLAY}('#contents > button')"
    box = ask(view, f"{button}.getBoundingClientRect().toJSON()")
    place = QPoint(round(box["left"] + 10), round(box["top"] + 10))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: ask(view, is_open), timeout=5_000)
    entry = ask(view, f"{entries}[6].getBoundingClientRect().toJSON()")
    place = QPoint(round(entry["left"] + 20), round(entry["top"] + 8))
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
    top = "[...document.querySelectorAll('#article :is(h2, h3)')][6].getBoundingClientRect().top"
    qtbot.waitUntil(lambda: abs(ask(view, top) - 24) < 3, timeout=5_000)
    assert not ask(view, is_open)
    window.actions_["contents"].trigger()
    qtbot.waitUntil(lambda: ask(view, is_open), timeout=5_000)
    assert ask(view, f"{IN_OVERLAY}('[aria-current]').textContent") == "Part 7"
    qtbot.keyClick(view.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not ask(view, is_open), timeout=5_000)


def test_two_headings_make_no_list_and_that_is_said(qtbot: QtBot, tmp_path: Path, opened: Open, ask: Ask) -> None:
    path = tmp_path / "short.html"
    path.write_text(page(2), "utf-8")
    window = opened(path)
    assert ask(window.area.reader, f"{IN_OVERLAY}('#contents').style.display") == "none"
    window.actions_["contents"].trigger()
    qtbot.waitUntil(lambda: "too few headings" in "".join(window.messages.texts()), timeout=5_000)


def test_the_place_is_found_again_when_a_page_is_opened_anew(
    qtbot: QtBot, long: Path, opened: Open, ask: Ask, tmp_path: Path
) -> None:
    window = opened(long)
    qtbot.wait(400)
    ask(window.area.reader, "window.scrollTo(0, 1900) ?? 0")
    qtbot.waitUntil(lambda: bool(window.pages.current.near), timeout=5_000)
    qtbot.wait(300)
    window.actions_["close_page"].trigger()
    (tmp_path / "elsewhere").mkdir()
    window = opened(long.rename(tmp_path / "elsewhere" / long.name))
    qtbot.waitUntil(lambda: abs(ask(window.area.reader, "scrollY") - 1900) < 12, timeout=5_000)
