"""Highlights in the window: the panes, the popover beside the words, the panel and the menus hear of each other."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from paperknife import pipeline
from paperknife.clipping.file_name import safe_name
from paperknife.desktop import programs, telling
from paperknife.desktop.actions import Actions
from paperknife.desktop.highlight_popover import HighlightPopover
from paperknife.desktop.highlighting import Highlighting
from paperknife.desktop.highlights_panel import HighlightsPanel, add_colours
from paperknife.desktop.message_bar import MessageBar
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.open_pages import OpenPages
from paperknife.desktop.page_view import PageView
from paperknife.desktop.palette import Colours
from paperknife.desktop.reading_area import ReadingArea
from paperknife.desktop.tasks import Tasks
from paperknife.errors import DamagedHighlights
from paperknife.files import write_whole
from paperknife.highlights.highlight import Colour
from paperknife.highlights.marked_page import MarkedPage, marked_page

_KINDS = "Markdown (*.md);;W3C Web Annotations (*.json)"


class HighlightDesk(QObject):
    """Connects the parts that have to do with highlights, and does what the menus say about them."""

    def __init__(
        self,
        highlighting: Highlighting,
        pages: OpenPages,
        area: ReadingArea,
        panel: HighlightsPanel,
        actions: Actions,
        messages: MessageBar,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._highlighting = highlighting
        self._area = area
        self._panel = panel
        self._messages = messages
        self._tasks = tasks
        self._page: OpenPage | None = None
        self._views = (area.reader, area.original)
        self.popover = HighlightPopover(area)
        pages.current_changed.connect(self._follow)
        self._connect_views()
        self._connect_popover()
        self._connect_panel()
        for colour in Colour:
            actions[f"highlight_{colour}"].triggered.connect(partial(self._mark, colour))
        actions["highlight_note"].triggered.connect(lambda: self._mark(None, writing=True))
        actions["export_highlights"].triggered.connect(self._export_page)
        actions["export_all_highlights"].triggered.connect(self._export_all)

    def offer(self, menu: QMenu, view: PageView) -> None:
        """Puts what can be highlighted, or the highlight that is there, at the top of a pane's menu."""
        first = menu.actions()[0] if menu.actions() else None
        page, name = self._page, view.highlight_at_menu
        found = page.highlight(name) if page is not None else None
        if page is None or (found is None and not view.hasSelection()):
            return
        offered = QMenu("Highlight", menu)
        if found is not None:
            add_colours(offered, found.highlight.colour, partial(self._highlighting.colour_anew, page, name))
            offered.addSeparator()
            offered.addAction("Note…", partial(self._edit, name, writing=True))
            offered.addAction("Copy the words", partial(self._copy, name))
            offered.addAction("Remove", partial(self._highlighting.remove, page, [name]))
        else:
            add_colours(offered, None, self._mark)
            offered.addSeparator()
            offered.addAction("With a note…", partial(self._mark, None, writing=True))
        if first is not None:
            menu.insertSeparator(first)
            menu.insertMenu(menu.actions()[0], offered)
        else:
            menu.addMenu(offered)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self.popover.dress(colours)

    # ---- what hears of what

    def _connect_views(self) -> None:
        for view in self._views:
            view.ready.connect(partial(self._draw, view))
            view.selected.connect(partial(self._on_selected, view))
            view.highlight_clicked.connect(partial(self._on_clicked, view))
            view.clicked.connect(lambda _block: self.popover.leave())

    def _connect_popover(self) -> None:
        popover = self.popover
        popover.colour_chosen.connect(lambda name, colour: self._paint(name, colour) if name else self._mark(colour))
        popover.note_wanted.connect(lambda _name: self._mark(None, writing=True))
        popover.note_written.connect(self._write_note)
        popover.copy_wanted.connect(self._copy)
        popover.remove_wanted.connect(lambda name: self._remove([name]))
        popover.left.connect(lambda: self._area.focused().setFocus())

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.chosen.connect(self._show)
        panel.note_wanted.connect(partial(self._edit, writing=True))
        panel.colour_chosen.connect(self._paint)
        panel.copy_wanted.connect(self._copy)
        panel.remove_wanted.connect(self._remove)
        panel.export_wanted.connect(self._export_page)

    def _follow(self, page: OpenPage | None) -> None:
        self.popover.leave()
        if self._page is not None:
            self._page.highlighted.disconnect(self._draw_both)
        self._page = page
        self._panel.follow(page)
        if page is not None:
            page.highlighted.connect(self._draw_both)

    # ---- the panes

    def _draw_both(self) -> None:
        for view in self._views:
            self._draw(view)
        if self._page is not None and self.popover.name and self._page.highlight(self.popover.name) is None:
            self.popover.hide()

    def _draw(self, view: PageView) -> None:
        page = self._page
        if page is None or page is not self._area.page or not view.is_ready:
            return
        told = [
            {
                "id": found.highlight.id,
                "colour": found.highlight.colour,
                "noted": bool(found.highlight.note),
                "parts": found.passage,
            }
            for found in page.highlights
        ]
        view.tell("highlight", told)

    def _on_selected(self, view: PageView, parts: list[object], words: QRect) -> None:
        if parts:
            self.popover.offer(self._on_area(view, words))
        elif not self.popover.name:
            self.popover.leave()

    def _on_clicked(self, view: PageView, name: str, words: QRect) -> None:
        found = self._page.highlight(name) if self._page is not None else None
        if found is not None:
            self._panel.stand_on(name)
            self.popover.edit(found.highlight, self._on_area(view, words), writing=False)

    def _on_area(self, view: PageView, words: QRect) -> QRect:
        return QRect(view.mapTo(self._area, words.topLeft()), words.size())

    # ---- what can be done

    def _mark(self, colour: Colour | None, *_: object, writing: bool = False) -> None:
        """Highlights what is selected in a pane, or gives the highlight that is being edited this colour."""
        if self.popover.name:
            if colour is not None:
                self._paint(self.popover.name, colour)
            return
        page = self._page

        def mark(view: PageView, parts: str) -> None:
            if page is None or page is not self._page:
                return
            name = self._highlighting.add(page, json.loads(parts), colour or self._highlighting.colour)
            if name:
                view.tell("dropSelection")
                self.popover.leave()
                if writing:
                    self._edit(name, writing=True)

        def ask(views: tuple[PageView, ...]) -> None:
            if not views:
                self._messages.say("notice", "Select the words to be highlighted first.", key="select", seconds=6)
                return
            view = views[0]
            view.tell("chosen", answer=lambda parts: mark(view, parts) if parts not in ("", "[]") else ask(views[1:]))

        ask(self._in_sight())

    def _edit(self, name: str, *, writing: bool) -> None:
        """Opens a highlight beside its words; in the middle where no pane shows them."""
        found = self._page.highlight(name) if self._page is not None else None
        if found is None:
            return

        def place(views: tuple[PageView, ...]) -> None:
            if not views:
                middle = QRect(self._area.rect().center(), self._area.rect().center())
                self.popover.edit(found.highlight, middle, writing=writing)
                return
            view = views[0]

            def stand(box: str) -> None:
                if box:
                    words = self._on_area(view, view.on_view(json.loads(box)))
                    self.popover.edit(found.highlight, words, writing=writing)
                else:
                    place(views[1:])

            view.tell("showHighlight", name, False, answer=stand)

        place(self._in_sight())

    def _in_sight(self) -> tuple[PageView, ...]:
        """The panes that can be seen and spoken to, the one that has the keys first."""
        views = sorted(self._views, key=lambda view: view is not self._area.focused())
        return tuple(view for view in views if view.isVisible() and view.is_ready)

    def _show(self, name: str) -> None:
        for view in self._in_sight():
            view.tell("showHighlight", name, True)

    def _paint(self, name: str, colour: Colour) -> None:
        if self._page is not None:
            self._highlighting.colour_anew(self._page, name, colour)
            if self.popover.name == name:
                self.popover.show_colour(colour)

    def _write_note(self, name: str, note: str) -> None:
        if self._page is not None:
            self._highlighting.write_note(self._page, name, note)

    def _copy(self, name: str) -> None:
        if self._page is not None and (found := self._page.highlight(name)) is not None:
            programs.copy_text(found.highlight.quote.exact)
            self._messages.say("good", "The words were copied.", key="copied", seconds=6)

    def _remove(self, names: list[str]) -> None:
        if self._page is not None:
            self._highlighting.remove(self._page, names)

    # ---- export

    def _export_page(self) -> None:
        page = self._page
        if page is None or not page.highlights:
            self._messages.say("notice", "This page has no highlights yet.", key="export", seconds=6)
            return
        known = marked_page(page.judged.page, page.judged.blocks)
        known = replace(known, highlights=tuple(found.highlight for found in page.highlights))
        self._ask_where(f"{page.title} – highlights", lambda: ([known], []))

    def _export_all(self) -> None:
        kept = self._highlighting.kept
        self._ask_where("Highlights", kept.all)

    def _ask_where(self, name: str, collect: Callable[[], tuple[list[MarkedPage], list[DamagedHighlights]]]) -> None:
        start = str(Path.home() / f"{safe_name(name)}.md")
        chosen, kind = QFileDialog.getSaveFileName(self._window, "Export highlights", start, _KINDS)
        if chosen:
            file = Path(chosen)
            if file.suffix.lower() not in (".md", ".json"):
                file = file.with_name(f"{file.name}.{'json' if 'json' in kind else 'md'}")
            self.export(file, collect)

    def export(self, file: Path, collect: Callable[[], tuple[list[MarkedPage], list[DamagedHighlights]]]) -> None:
        """Writes what `collect` gives into a file: Markdown, or Web Annotations if its name ends in ".json"."""

        def work(_task: object) -> tuple[int, list[DamagedHighlights]]:
            pages, damaged = collect()
            count = sum(len(page.highlights) for page in pages)
            if count:
                text = pipeline.export_highlights(pages, as_json=file.suffix.lower() == ".json")
                write_whole(file, text.encode("utf-8", "replace"))
            return count, damaged

        def done(result: tuple[int, list[DamagedHighlights]]) -> None:
            count, damaged = result
            for error in damaged:
                self._tell(error)
            if count:
                words = f"{count} highlight{'' if count == 1 else 's'} written to “{file.name}”."
                show = ("Show in folder", lambda: programs.show_in_folder(file))
                self._messages.say("good", words, [show], key="export")
            else:
                self._messages.say("notice", "There are no highlights yet.", key="export", seconds=6)

        self._tasks.run("Exporting highlights", work, done, self._tell)

    def _tell(self, error: Exception) -> None:
        telling.of_error(self._messages, error)
