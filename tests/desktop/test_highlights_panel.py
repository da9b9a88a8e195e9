"""The list of highlights: what it says to eyes and ears, and rows as high as their words."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from paperknife import bundled, pipeline
from paperknife.desktop.highlights_panel import HighlightsPanel
from paperknife.desktop.open_page import OpenPage, Standing
from paperknife.desktop.scheme import Shelf
from paperknife.highlights.highlight import Colour, Found, Highlight, Quote
from paperknife.page.letters import Part


@pytest.fixture
def page(qapp: object) -> OpenPage:
    (page,) = pipeline.open_pages(bundled.path("sample/pulse-kerry-lavrov.html"))
    return OpenPage(Standing(pipeline.judge(page)), "sample", Shelf())


@pytest.fixture
def panel(qtbot: QtBot, page: OpenPage) -> HighlightsPanel:
    made = HighlightsPanel()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    made.follow(page)
    return made


def found(page: OpenPage, words: str, note: str = "", *, changed: bool = False, there: bool = True) -> Found:
    block = next(v.block.id for v in page.judged.verdicts if v.block.text.startswith("Kerry, who"))
    return Found(Highlight(Quote(words), Colour.GREEN, note), (Part(block, 0, 5),) if there else (), changed)


def said(panel: HighlightsPanel) -> list[str]:
    model = panel._model
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    return [next(filter(None, map(model.item(row).data, roles))) for row in range(model.rowCount())]


def test_without_highlights_it_says_how_to_make_some(panel: HighlightsPanel) -> None:
    assert panel._nothing.isVisible()
    assert "Select words" in panel._nothing.text()
    assert not panel._export.isEnabled()


def test_what_a_row_says(panel: HighlightsPanel, page: OpenPage) -> None:
    page.take_highlights(
        [
            found(page, "one\ntwo", "My\nnote"),
            found(page, "three", changed=True),
            found(page, "four", there=False),
        ]
    )
    assert said(panel) == [
        "green: one two. My note",
        "green: three. The words have changed",
        "Not found on this page",
        "green: four. ",
    ]
    assert panel._foot.text() == "3 highlights"
    assert panel._export.isEnabled()


def test_rows_are_as_high_as_their_words(panel: HighlightsPanel, page: OpenPage, qtbot: QtBot) -> None:
    page.take_highlights([found(page, "short"), found(page, "long " * 60), found(page, "long " * 600)])
    heights = [panel._tree.visualRect(panel._model.index(row, 0)).height() for row in range(3)]
    assert heights[0] < heights[1] == heights[2]
    panel.resize(900, 600)
    qtbot.waitUntil(lambda: panel._tree.visualRect(panel._model.index(1, 0)).height() < heights[1], timeout=5_000)


def test_the_current_row_stays_when_the_list_changes(panel: HighlightsPanel, page: OpenPage) -> None:
    first, second, third = (found(page, words) for words in ("one", "two", "three"))
    page.take_highlights([first, second, third])
    panel.stand_on(second.highlight.id)
    page.take_highlights([second, third])
    assert panel._tree.currentIndex().data() == "two"
    page.take_highlights([third])
    assert panel._tree.currentIndex().data() == "three"
