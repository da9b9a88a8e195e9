"""Clippings in the window: the panel that makes them, what saves them, and the library's list hear of each other."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from paperknife import pipeline
from paperknife.desktop import programs, telling
from paperknife.desktop.choices import Choices
from paperknife.desktop.clip_panel import ClipPanel
from paperknife.desktop.drafts import Draft, Trial
from paperknife.desktop.library_panel import LibraryPanel
from paperknife.desktop.message_bar import MessageBar
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.palette import Colours
from paperknife.desktop.saving import Saving
from paperknife.desktop.tasks import Tasks
from paperknife.desktop.templates_dialog import TemplatesDialog


class ClipDesk(QObject):
    """Connects the parts that have to do with clippings, and does what the menus say about them."""

    def __init__(
        self,
        saving: Saving,
        panel: ClipPanel,
        library: LibraryPanel,
        choices: Choices,
        messages: MessageBar,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._saving = saving
        self._panel = panel
        self._library = library
        self._choices = choices
        self._messages = messages
        self._tasks = tasks
        self._own = pipeline.own_templates()
        self._connect()

    def begin(self, select: Callable[[Callable[[str], None]], None]) -> None:
        """Turns the panel to what `select` gives as HTML, or to the whole article if that is nothing."""
        self._panel.fields.title.setFocus()
        select(lambda html: self._panel.clip(html or None))
        self._tasks.run(
            "",
            lambda _task: (self._saving.tags(), self._saving.folders()),
            lambda known: self._panel.fields.set_known(*known),
        )

    def look_again(self) -> None:
        """Takes in what other programs changed in the library."""
        self._tasks.run(
            "",
            lambda _task: self._saving.refresh(),
            lambda changed: self._library.search() if changed else None,
        )

    def show_folder(self) -> None:
        """Opens the library's folder in the desktop's file manager."""
        folder = self._saving.folder()
        if folder.is_dir():
            programs.open_file(folder)
        else:
            self._messages.say("notice", f"The library's folder is made with the first clipping: {folder}")

    def choose_folder(self) -> None:
        """Asks for another folder to keep clippings in."""
        before = str(self._saving.folder().parent)
        name = QFileDialog.getExistingDirectory(self._window, "Folder for clippings", before)
        if name:
            self._choices.keep(library=Path(name))
            self._library.search()

    def holds_back(self, pages: Sequence[OpenPage], close: Callable[[], object]) -> bool:
        """Whether text that the reader wrote would be lost with these pages; says so then, and offers to `close` all
        the same."""
        unsaved = [page for page in pages if self._panel.is_unsaved(page)]
        if unsaved:
            telling.of_unsaved(self._messages, unsaved, close)
        return bool(unsaved)

    def show_templates(self, colours: Colours) -> None:
        """Opens the dialog of templates, for the clipping in the panel."""

        def attempt(template: str, file_name: str) -> Trial:
            return self._saving.attempt(draft, template, file_name)

        draft = self._panel.draft()
        dialog = TemplatesDialog(self._own, self._choices, attempt, self._tasks, colours, self._window)
        dialog.changed.connect(self._tell_choices)
        dialog.show()

    def stop(self) -> None:
        """Ends work that is under way."""
        self._library.stop()
        self._panel.stop()

    def _save(self, page: OpenPage, draft: Draft, beside: bool) -> None:
        def then() -> None:
            page.saved_edit = draft.edit
            self._messages.take_back(telling.UNSAVED)

        self._saving.save(draft, beside, then)

    def _tell_choices(self) -> None:
        own = [str(self._own.file(name)) for name in self._own.names()]
        self._panel.fields.set_templates(own, self._choices.settings.template)
        self._panel.fields.set_images_place(self._choices.settings.images)
        self._panel.refresh()

    def _connect(self) -> None:
        messages, saving = self._messages, self._saving
        self._choices.changed.connect(saving.use)
        self._choices.changed.connect(lambda _settings: self._tell_choices())
        self._tell_choices()
        self._panel.save_wanted.connect(self._save)
        self._panel.fields.template_chosen.connect(lambda name: self._choices.keep(template=name))
        self._panel.fields.images_place_chosen.connect(lambda place: self._choices.keep(images=place))
        self._library.open_wanted.connect(programs.open_file)
        self._library.show_wanted.connect(programs.show_in_folder)
        self._library.missing.connect(lambda path: telling.of_missing(messages, path))
        saving.saved.connect(lambda saved: telling.of_saved(messages, saved, lambda: saving.take_back(saved)))
        saving.undone.connect(lambda saved: telling.of_undone(messages, saved))
        for change in (saving.saved, saving.undone):
            change.connect(self._library.search)
            change.connect(self._panel.refresh)
        saving.failed.connect(lambda error: telling.of_failed_save(messages, error, self.choose_folder))
        for part in (self._panel, self._library):
            part.failed.connect(lambda error: telling.of_error(messages, error))
