"""The window: its parts, and who hears of what."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QCursor, QUndoGroup
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from paperknife import pipeline
from paperknife.desktop import about, programs, telling
from paperknife.desktop.actions import Actions
from paperknife.desktop.appearance_popover import AppearancePopover
from paperknife.desktop.choices import Choices
from paperknife.desktop.clip_desk import ClipDesk
from paperknife.desktop.clip_panel import ClipPanel
from paperknife.desktop.copying import Copying, Manner
from paperknife.desktop.corrections_dialog import CorrectionsDialog
from paperknife.desktop.dragging import Dragging
from paperknife.desktop.empty_state import EmptyState
from paperknife.desktop.find_bar import FindBar, Searched
from paperknife.desktop.frame import Frame
from paperknife.desktop.highlight_desk import HighlightDesk
from paperknife.desktop.highlighting import Highlighting
from paperknife.desktop.highlights_panel import HighlightsPanel
from paperknife.desktop.icons import application_icon
from paperknife.desktop.ledger_panel import LedgerPanel
from paperknife.desktop.library_panel import LibraryPanel
from paperknife.desktop.lists_dialog import ListsDialog
from paperknife.desktop.looks import Looks, from_settings, into_settings
from paperknife.desktop.message_bar import MessageBar
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.open_pages import OpenPages
from paperknife.desktop.page_menu import page_menu, toggle
from paperknife.desktop.page_view import PageView
from paperknife.desktop.pages_panel import PagesPanel
from paperknife.desktop.progress_line import ProgressLine
from paperknife.desktop.reading_area import ReadingArea, Sides
from paperknife.desktop.ruling import Ruling
from paperknife.desktop.saving import Saving
from paperknife.desktop.scheme import Shelf
from paperknife.desktop.subscribing import Subscribing
from paperknife.desktop.tasks import Tasks
from paperknife.desktop.top_bar import TopBar
from paperknife.desktop.ways_in import WaysIn
from paperknife.desktop.window_state import WindowState
from paperknife.render.themes import Appearance
from paperknife.settings import Settings


class MainWindow(Frame):
    """One window with its open pages. `close` ends everything that it began."""

    def __init__(self, settings: Settings, state: WindowState) -> None:
        super().__init__()
        self.choices = Choices(settings, self)
        self._state = state
        self._leaving = False
        self.tasks = Tasks(self)
        self._shelf = Shelf()
        self.pages = OpenPages(self._shelf, self.tasks, self)
        self.ruling = Ruling(self.pages.corrections, self.pages.remembering, lambda: self.pages.all, self.tasks, self)
        self.subscribing = Subscribing(pipeline.subscriptions(), self.tasks, self)
        self.saving = Saving(settings, self.tasks, self)
        self.copying = Copying(settings, self.tasks, self)
        self.undo_group = QUndoGroup(self)
        self.actions_ = Actions(self)
        self.ways_in = WaysIn(state, self)

        self.top = TopBar(self.actions_)
        self.messages = MessageBar()
        self.empty = EmptyState()
        self.area = ReadingArea(self._shelf, self.tasks)
        self.dragging = Dragging(self.area, settings, self.tasks, self)
        self.find_bar = FindBar(self._searched)
        self.ledger = LedgerPanel()
        self.clip = ClipPanel(self.saving.preview, self.saving.differences, self.tasks)
        self.highlights = HighlightsPanel()
        self.highlight_desk = HighlightDesk(
            Highlighting(self.pages, self.choices, self),
            self.pages,
            self.area,
            self.highlights,
            self.actions_,
            self.messages,
            self.tasks,
            self,
        )
        self.page_list = PagesPanel()
        self.library = LibraryPanel(self.saving.find, self.tasks)
        self.clip_desk = ClipDesk(self.saving, self.clip, self.library, self.choices, self.messages, self.tasks, self)
        self.appearance = AppearancePopover(self)
        self._hovered = QLabel()
        self._hovered.setTextFormat(Qt.TextFormat.PlainText)

        self.setWindowTitle("Paperknife")
        self.setWindowIcon(application_icon())
        self.actions_.fill(self.menuBar())
        self.addToolBar(self.top)
        self.arrange(
            (self.page_list, self.library),
            self.messages,
            (self.empty, self.area),
            self.find_bar,
            (self.ledger, self.highlights, self.clip),
        )
        self.statusBar().addWidget(self._hovered, 1)
        self.statusBar().addPermanentWidget(ProgressLine(self.tasks))
        self.statusBar().setSizeGripEnabled(False)
        self.looks = Looks(
            self,
            (
                self.actions_,
                self.messages,
                self.empty,
                self.area,
                self.find_bar,
                self.ledger,
                self.highlights,
                self.highlight_desk,
                self.clip,
                self.page_list,
                self.library,
            ),
        )
        self._connect_actions()
        self._connect_parts()
        self._restore()
        self.appearance.set_appearance(from_settings(settings))
        self.looks.take(from_settings(settings))
        self._show_page(None)
        self.library.search()

    def _connect_actions(self) -> None:
        a = self.actions_
        for name, act in {
            "open": self.ways_in.ask_for_files,
            "open_folder": self.ways_in.ask_for_folder,
            "paste": self.ways_in.paste,
            "sample": self.ways_in.sample,
            "show_file": lambda: programs.show_in_folder(Path(self._page().judged.page.path)),
            "close_page": lambda: self._close_page(self._page()),
            "quit": self.close,
            "undo": self.undo_group.undo,
            "redo": self.undo_group.redo,
            "copy": self.area.copy,
            "select_all": self.area.select_all,
            "find": self.find_bar.begin,
            "find_next": self.find_bar.step,
            "find_previous": lambda: self.find_bar.step(back=True),
            "contents": lambda: self.area.open_contents(self._tell_contents),
            "appearance": lambda: self.appearance.stand_below(self.top.button("appearance")),
            "zoom_in": lambda: self.area.focused().zoom(1),
            "zoom_out": lambda: self.area.focused().zoom(-1),
            "zoom_reset": lambda: self.area.focused().zoom(0),
            "save": self._save,
            "keep_all": self._keep_all,
            "forget": lambda: self._page().forget_choices("Take corrections back"),
            "corrections": self._show_corrections,
            "lists": lambda: ListsDialog(self.subscribing, self).show(),
            "copy_address": lambda: programs.copy_text(self._page().judged.page.metadata.address),
            "browse": lambda: programs.browse(QUrl(self._page().judged.page.metadata.address), self),
            "next_page": lambda: self.pages.step(1),
            "previous_page": lambda: self.pages.step(-1),
            "search": self._search,
            "show_library": self.clip_desk.show_folder,
            "templates": lambda: self.clip_desk.show_templates(self.looks.colours),
            "choose_library": self.clip_desk.choose_folder,
            "keys": lambda: about.keys(self, a).show(),
            "about": lambda: about.about(self).show(),
        }.items():
            a[name].triggered.connect(lambda _checked=False, act=act: act())
        for sides, name in ((Sides.READER, "reader"), (Sides.BOTH, "both"), (Sides.ORIGINAL, "original")):
            a[name].triggered.connect(lambda _checked=False, sides=sides: self._set_sides(sides))
        for manner in Manner:
            a[manner].triggered.connect(
                lambda _checked=False, manner=manner: self.copying.copy(self._page(), manner, self.area.selection)
            )
        a["sidebar"].triggered.connect(self.show_sidebar)
        a["ledger"].triggered.connect(lambda shown: self.show_panel(self.ledger if shown else None))
        a["highlights"].triggered.connect(lambda shown: self.show_panel(self.highlights if shown else None))
        a["clip"].triggered.connect(lambda shown: self._begin_clip() if shown else self.show_panel(None))
        a["full_screen"].triggered.connect(lambda on: self.showFullScreen() if on else self.showNormal())
        a.recent.aboutToShow.connect(lambda: self.ways_in.fill_recent(a.recent))
        a.follow(self.undo_group)

    def _connect_parts(self) -> None:
        for way_in in (self.curtain.taken, self.ways_in.found):
            way_in.connect(self.pages.open)
        self.ways_in.nothing_found.connect(lambda words: self.messages.say("notice", words))
        self.empty.open_wanted.connect(self.ways_in.ask_for_files)
        self.empty.paste_wanted.connect(self.ways_in.paste)
        self.empty.sample_wanted.connect(self.ways_in.sample)
        self.empty.recent_wanted.connect(lambda path: self.ways_in.paths([Path(path)]))
        self.pages.current_changed.connect(self._show_page)
        self.pages.changed.connect(lambda: self.page_list.fill(self.pages.all, self.pages.current))
        self.pages.opened.connect(self._remember)
        self.pages.added.connect(lambda page: setattr(page, "near", self._state.place(page.mark)))
        self.pages.closing.connect(self._keep_place)
        self.pages.page_changed.connect(self._tell_struck)
        self.page_list.chosen.connect(lambda at: self.pages.show(self.pages.all[at]))
        self.page_list.close_wanted.connect(lambda at: self._close_page(self.pages.all[at]))
        self.area.block_clicked.connect(lambda block: toggle(self._page(), block))
        self.area.painted.connect(self._begin_reading)
        self.area.link_hovered.connect(self._tell_link)
        self.area.link_clicked.connect(lambda url: programs.offer_link(url, self).popup(QCursor.pos()))
        self.area.menu_wanted.connect(self._show_menu)
        self.ledger.pointed.connect(self.area.point_at)
        self.ledger.chosen.connect(self.area.mark)
        for panel in (self.ledger, self.highlights, self.clip):
            panel.close_wanted.connect(lambda: self.show_panel(None))
        self.clip.fields.templates_wanted.connect(self.actions_["templates"].trigger)
        self.appearance.changed.connect(self._take_appearance)
        self.ledger.menu_made.connect(lambda menu, block: self.ruling.offer(menu, self._page(), block))
        self.ruling.made.connect(
            lambda page, rule: telling.of_rule(self.messages, page, rule, page.undo.undo, self._show_corrections)
        )
        self.copying.copied.connect(lambda words: self.messages.say("good", words, key="copied", seconds=6))
        self.subscribing.changed.connect(self.pages.judge_anew)
        for part in (self.pages, self.area, self.copying, self.dragging, self.choices):
            part.failed.connect(self.tell)
        self.looks.changed.connect(self.area.set_appearance)

    def tell(self, error: Exception) -> None:
        """Says what went wrong; the program goes on."""
        telling.of_error(self.messages, error)

    def _remember(self, path: Path) -> None:
        if self.choices.settings.remember_recent:
            self.ways_in.remember(path)

    # The current page

    def _page(self) -> OpenPage:
        assert self.pages.current is not None
        return self.pages.current

    def _close_page(self, page: OpenPage) -> None:
        if not self.clip_desk.holds_back([page], lambda: self.pages.close(page)):
            self.pages.close(page)

    def _show_page(self, page: OpenPage | None) -> None:
        self.messages.take_back("kind")
        self.find_bar.hide()
        self.area.show_page(page)
        self.ledger.follow(page)
        self.clip.follow(page, self.choices.settings)
        self.page_list.fill(self.pages.all, page)
        self.actions_.set_page_open(page is not None)
        self._tell_struck()
        self._hovered.clear()
        if page is None:
            self.setWindowTitle("Paperknife")
            self.empty.set_recent(self._state.recent())
            self.show_in_middle(self.empty)
            self.show_panel(None)
            self.empty.setFocus()
            return
        self.undo_group.addStack(page.undo)
        self.undo_group.setActiveStack(page.undo)
        about_page = page.judged.page
        self.actions_["show_file"].setEnabled(bool(about_page.path))
        for name in ("copy_address", "browse"):
            self.actions_[name].setEnabled(bool(about_page.metadata.address))
        self.setWindowTitle(f"{page.title} – Paperknife")
        self.show_in_middle(self.area)
        telling.of_kind(self.messages, page, self._keep_all)

    def _searched(self) -> Searched:
        """What the keys of the search are for: the clipping's text if it has the focus, else a pane."""
        return self.clip.markdown.text if self.clip.markdown.text.hasFocus() else self.area.focused()

    def _begin_reading(self) -> None:
        """The keys are for the page, unless the person is at work in a list or a field."""
        focused = QApplication.focusWidget()
        if focused is None or isinstance(focused, QToolButton | EmptyState) or self.empty.isAncestorOf(focused):
            self.area.focused().setFocus()

    def _tell_contents(self, there: bool) -> None:
        if not there:
            self.messages.say("notice", "The article has too few headings for a list of contents.", seconds=6)

    def _keep_place(self, page: OpenPage) -> None:
        if self.choices.settings.remember_recent and page.near:
            self._state.keep_place(page.mark, page.near)

    def _tell_link(self, address: str) -> None:
        """Says where a link leads; links inside the page need no words."""
        self._hovered.setText("" if address.startswith("paper:") else programs.shortened(address, 160))

    def _tell_struck(self) -> None:
        page = self.pages.current
        self.top.tell_struck(None if page is None else page.struck)
        self.actions_["forget"].setEnabled(page is not None and bool(page.choices))

    def _keep_all(self) -> None:
        page = self._page()
        page.keep([verdict.block.id for verdict in page.judged.verdicts], "Keep the whole page")

    def _show_menu(self, block: str, place: QPoint, view: PageView) -> None:
        if self.pages.current is not None:
            menu = page_menu(self._page(), block, view, self.ruling, self.copying, self)
            self.highlight_desk.offer(menu, view)
            menu.popup(place)

    def _show_corrections(self) -> None:
        CorrectionsDialog(self.pages.corrections, self.ruling, programs.open_file, self.looks.colours, self).show()

    def _set_sides(self, sides: Sides) -> None:
        self.area.set_sides(sides)
        self.area.focused().setFocus()
        self.actions_[sides.value].setChecked(True)
        self._state.keep(sides=sides.value)

    def show_panel(self, panel: QWidget | None) -> None:
        super().show_panel(panel)
        self.actions_["ledger"].setChecked(panel is self.ledger)
        self.actions_["highlights"].setChecked(panel is self.highlights)
        self.actions_["clip"].setChecked(panel is self.clip)
        if panel is not self.ledger:
            self.area.point_at("")

    def make_room(self) -> None:
        super().make_room()
        self.top.set_narrow(self.is_narrow)

    def _begin_clip(self) -> None:
        self.show_panel(self.clip)
        self.clip_desk.begin(self.area.selection)

    def _save(self) -> None:
        if self.panel is self.clip:
            self.clip.ask_to_save()
        else:
            self._begin_clip()

    def _search(self) -> None:
        self.actions_["sidebar"].setChecked(True)
        self.show_sidebar(True)
        self.library.field.setFocus()
        self.library.field.selectAll()

    # Looks and habits

    def _take_appearance(self, appearance: Appearance) -> None:
        self.looks.take(appearance)
        self.choices.take(into_settings(self.choices.settings, appearance))

    def _restore(self) -> None:
        if not self.restoreGeometry(self._state.bytes("geometry")):
            self.resize(1360, 860)
        self.restore_places(self._state.bytes("splitter"))
        self.area.restore_split(self._state.bytes("panes"))
        self.actions_["sidebar"].setChecked(self._state.word("sidebar", "shown") == "shown")
        self.show_sidebar(self.actions_["sidebar"].isChecked())
        try:
            self._set_sides(Sides(self._state.word("sides", Sides.BOTH.value)))
        except ValueError:
            self._set_sides(Sides.BOTH)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # The person may come back from a program that changed the library.
            self.clip_desk.look_again()

    def _close_all_the_same(self) -> None:
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving and self.clip_desk.holds_back(self.pages.all, self._close_all_the_same):
            event.ignore()
            return
        self._state.keep(
            geometry=self.saveGeometry(),
            splitter=self.save_places(),
            panes=self.area.save_split(),
            sidebar="shown" if self.actions_["sidebar"].isChecked() else "hidden",
        )
        for page in self.pages.all:
            self._keep_place(page)
        self.clip_desk.stop()
        self.tasks.close_down()
        self.pages.remembering.close_down()
        self.area.close_down()
        event.accept()
