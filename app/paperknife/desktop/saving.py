"""The window's side of the library: previews and saves drafts, searches, takes a save back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from paperknife import pipeline
from paperknife.clipping.clipping import Clipping
from paperknife.desktop.clip_panel import Draft, Preview
from paperknife.desktop.tasks import Tasks
from paperknife.library.entry import Entry
from paperknife.library.library import Library, Saved
from paperknife.settings import Settings


class Saving(QObject):
    """Works on the library in the folder that the settings name."""

    saved = Signal(object)
    undone = Signal(object)
    failed = Signal(object)

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.settings = settings
        self._library = Library(settings.library, settings)

    def use(self, settings: Settings) -> None:
        """Takes changed settings."""
        self.settings = settings
        self._library = Library(settings.library, settings)

    def find(self, words: str) -> Sequence[Entry]:
        """The clippings that hold `words`, or all, newest first. Takes long."""
        return self._library.search(words) if words else self._library.clippings()

    def tags(self) -> list[str]:
        """All tags of the library. Takes long."""
        return list(self._library.tags())

    def refresh(self) -> bool:
        """Takes in what other programs changed in the folder; whether they did. Takes long."""
        return self._library.refresh()

    def preview(self, draft: Draft) -> Preview:
        """What a draft would become. Takes long."""
        clipping = self._clipping(draft)
        note = self._library.planned_path(clipping)
        text = self._library.text(clipping, note)
        return Preview(note.name, text, clipping.words, len(clipping.images), clipping.images_size)

    def save(self, draft: Draft) -> None:
        """Saves a draft; `saved` says where."""
        self._tasks.run(
            "Saving the clipping",
            lambda _task: self._library.save(self._clipping(draft)),
            self.saved.emit,
            self.failed.emit,
        )

    def take_back(self, saved: Saved) -> None:
        """Undoes a save."""
        self._tasks.run(
            "", lambda _task: self._library.undo_save(saved), lambda _none: self.undone.emit(saved), self.failed.emit
        )

    def folder(self) -> Path:
        """Where the clippings are."""
        return self.settings.library

    def _clipping(self, draft: Draft) -> Clipping:
        # The panel shows the tags that every clipping gets, and the person may have taken some away.
        settings = replace(self.settings, tags=())
        return pipeline.clip(
            draft.judged, settings, draft.selection, tags=draft.tags, note=draft.note, title=draft.title
        )
