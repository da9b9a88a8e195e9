"""Highlights of the open pages: makes, changes and removes them, each as a step of the page's undo, and keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from paperknife import pipeline
from paperknife.desktop.choices import Choices
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.open_pages import OpenPages
from paperknife.highlights.anchoring import quote_of
from paperknife.highlights.highlight import Colour, Found, Highlight, overlap, united
from paperknife.highlights.marked_page import marked_page
from paperknife.highlights.page_text import PageText
from paperknife.library.highlights import Highlights
from paperknife.settings import Settings

# Highlights by their ids; None for one that is taken away.
_Changes = Mapping[str, Found | None]


class Highlighting(QObject):
    """Every page gets its highlights when it is opened; they are read and written off the window thread, in order."""

    def __init__(self, pages: OpenPages, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._library = choices.settings.library
        self.kept = Highlights(self._library)
        # What a highlight gets when no colour is named: the one that was chosen last.
        self.colour = Colour.YELLOW
        pages.added.connect(self._take_in)
        choices.changed.connect(self._use)

    def add(self, page: OpenPage, parts: Iterable[tuple[str, int, int]], colour: Colour) -> str:
        """Highlights parts of blocks; gives the highlight's id, "" if there is nothing to highlight.

        Highlights that it touches become one with it, their notes too.
        """
        text = PageText(page.judged.blocks, page.judged.kept)
        passage = text.tidied(parts)
        if not passage:
            return ""
        touched = [found for found in page.highlights if overlap(found.passage, passage)]
        if touched:
            passage = text.tidied(united([passage, *(found.passage for found in touched)]))
        note = "\n\n".join(found.highlight.note for found in touched if found.highlight.note)
        made = Highlight(quote_of(text, passage), colour, note)
        self.colour = colour
        gone = {found.highlight.id: None for found in touched}
        self._push(page, {made.id: Found(made, passage), **gone}, "Highlight")
        return made.id

    def colour_anew(self, page: OpenPage, name: str, colour: Colour) -> None:
        """Gives a highlight another colour."""
        self.colour = colour
        if (found := page.highlight(name)) is not None and found.highlight.colour is not colour:
            fresh = replace(found, highlight=replace(found.highlight, colour=colour))
            self._push(page, {name: fresh}, "Colour of a highlight")

    def write_note(self, page: OpenPage, name: str, note: str) -> None:
        """Gives a highlight another note; an empty one takes it away."""
        if (found := page.highlight(name)) is not None and found.highlight.note != note:
            fresh = replace(found, highlight=replace(found.highlight, note=note))
            self._push(page, {name: fresh}, "Note of a highlight")

    def remove(self, page: OpenPage, names: Iterable[str]) -> None:
        """Takes highlights away."""
        known = [name for name in names if page.highlight(name) is not None]
        if known:
            self._push(page, dict.fromkeys(known), "Remove highlights" if len(known) > 1 else "Remove a highlight")

    def take(self, page: OpenPage, changes: _Changes) -> None:
        """Makes changes without a step for undo; for the steps themselves."""
        there = {found.highlight.id: found for found in page.highlights}
        there.update((name, found) for name, found in changes.items() if found is not None)
        page.take_highlights([found for name, found in there.items() if changes.get(name, found) is not None])
        judged, kept = page.judged, self.kept
        told = {name: found.highlight if found is not None else None for name, found in changes.items()}
        self._pages.remembering.then(lambda: kept.change(marked_page(judged.page, judged.blocks), told))

    def _push(self, page: OpenPage, changes: _Changes, words: str) -> None:
        before = {name: page.highlight(name) for name in changes}
        page.undo.push(_Step(self, page, before, changes, words))

    def _take_in(self, page: OpenPage) -> None:
        page.changed.connect(lambda: self._find_anew(page))
        self._read(page)

    def _read(self, page: OpenPage) -> None:
        judged, kept = page.judged, self.kept

        def done(found: Sequence[Found]) -> None:
            if page in self._pages.all and (found or page.highlights):
                page.take_highlights(found)

        self._pages.remembering.then(lambda: pipeline.find_highlights(judged, kept), done)

    def _find_anew(self, page: OpenPage) -> None:
        """Looks again where the highlights are, now that other blocks are kept; those that are well found may stay."""
        if any(not found.passage or found.changed for found in page.highlights):
            self._read(page)

    def _use(self, settings: Settings) -> None:
        if settings.library != self._library:
            self._library = settings.library
            self.kept = Highlights(settings.library)
            for page in self._pages.all:
                self._read(page)


class _Step(QUndoCommand):
    def __init__(
        self, highlighting: Highlighting, page: OpenPage, before: _Changes, after: _Changes, words: str
    ) -> None:
        super().__init__(words)
        self._highlighting = highlighting
        self._page = page
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._highlighting.take(self._page, self._after)

    def undo(self) -> None:
        self._highlighting.take(self._page, self._before)
