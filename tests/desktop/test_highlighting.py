"""Highlights of open pages: read when a page is opened, and from another library when there is another one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from paperknife import bundled, pipeline
from paperknife.desktop.main_window import MainWindow
from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import marked_page
from paperknife.library.highlights import Highlights
from paperknife.page.cutting import cut

SAMPLE = bundled.path("sample/pulse-kerry-lavrov.html")
WORDS = "a farewell tour in Europe"


def keep(library: Path, *words: str) -> None:
    (page,) = pipeline.open_pages(SAMPLE)
    made = [Highlight(Quote(each)) for each in words]
    Highlights(library).change(marked_page(page, cut(page.tree)), {one.id: one for one in made})


def shown(window: MainWindow) -> list[str]:
    page = window.pages.current
    return [found.highlight.quote.exact for found in page.highlights] if page is not None else []


def test_a_page_has_its_highlights_when_it_is_opened(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], window: MainWindow, tmp_path: Path
) -> None:
    library = window.choices.settings.library
    keep(library, WORDS, "words that are not there")
    opened(SAMPLE)
    qtbot.waitUntil(lambda: shown(window) == [WORDS, "words that are not there"], timeout=5_000)
    assert window.pages.current.undo.count() == 0

    other = tmp_path / "other library"
    keep(other, "ADVERTISEMENT")
    window.choices.keep(library=other)
    qtbot.waitUntil(lambda: shown(window) == ["ADVERTISEMENT"], timeout=5_000)
    window.choices.keep(library=tmp_path / "none yet")
    qtbot.waitUntil(lambda: shown(window) == [], timeout=5_000)
    window.choices.take(replace(window.choices.settings, library=library))
    qtbot.waitUntil(lambda: len(shown(window)) == 2, timeout=5_000)


def test_a_selection_is_given_with_colours_and_notes(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], window: MainWindow
) -> None:
    opened(SAMPLE)
    page = window.pages.current
    block = next(v.block for v in page.judged.verdicts if WORDS in v.block.text)
    name = window.highlight_desk._highlighting.add(page, [(block.id, 0, 5)], Colour.PINK)
    window.highlight_desk._highlighting.write_note(page, name, 'Who is "this"?')
    html = f'<p><mark data-highlight="{name}">Ker</mark><b><mark data-highlight="{name}">ry</mark></b></p>'
    assert page.selected(html) == (
        '<p><mark data-highlight="pink">Ker</mark>'
        '<b><mark data-highlight="pink" title="Who is &quot;this&quot;?">ry</mark></b></p>'
    )
