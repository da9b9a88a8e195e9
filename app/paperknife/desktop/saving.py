"""The window's side of the library: previews and saves drafts, searches, takes a save back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal

from paperknife import pipeline
from paperknife.clipping import front_matter
from paperknife.clipping.clipping import Clipping
from paperknife.clipping.file_name import safe_name
from paperknife.clipping.images import out_of_folder
from paperknife.clipping.markdown.check import losses
from paperknife.clipping.markdown.places import places
from paperknife.clipping.templates import note_name, note_text
from paperknife.desktop.drafts import Difference, Draft, Preview, Trial
from paperknife.desktop.tasks import Tasks
from paperknife.errors import TemplateError
from paperknife.library.entry import Entry
from paperknife.library.index import Index
from paperknife.library.library import Library, Saved
from paperknife.page.metadata import Metadata
from paperknife.settings import Settings

# What templates are tried on while no page is open.
_EXAMPLE = Clipping(
    Metadata(
        title="An example",
        address="https://news.example/harbour",
        site="News",
        byline=("Ada Example",),
        published="2026-10-02",
        description="No page is open, so this one stands for it.",
        language="en",
    ),
    "The first paragraph, with **some** [Markdown](https://news.example/).\n\nAnd another one.\n",
    tags=("clippings",),
    note="Your note.",
    excerpt="The first paragraph, with some Markdown.",
)


class Saving(QObject):
    """Works on the library in the folder that the settings name."""

    saved = Signal(object)
    undone = Signal(object)
    failed = Signal(object)

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._one_at_a_time = Lock()
        self.use(settings)

    def use(self, settings: Settings) -> None:
        """Takes changed settings."""
        self.settings = settings
        self._index = Index(settings.library)
        self._library = Library(settings.library, settings, self._index)

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
        written, library = self._written(draft), self._written_by(draft)
        clipping = _edited(written, draft)
        before = self._before(clipping)
        note = before[0].path if before and not draft.beside else library.planned_path(clipping, draft.folder)
        return Preview(
            clipping,
            library.text(clipping, note),
            library.text(written, note),
            self._within(note),
            self._within(library.images_folder(note)),
            library.folder_in_links(note),
            tuple(before),
            draft.beside,
        )

    def attempt(self, draft: Draft | None, template: str, file_name: str) -> Trial:
        """What these texts of templates would make of a draft, or of an example. Takes long."""
        clipping = self._written(draft) if draft is not None else _EXAMPLE
        text = name = ""
        mistake = name_mistake = None
        try:
            name = note_name(clipping, file_name)
        except TemplateError as error:
            name_mistake = error
        note = self.settings.library / f"{name or safe_name(clipping.title)}.md"
        try:
            text = note_text(
                clipping,
                template,
                folder=self._library.folder_in_links(note),
                wikilinks=self.settings.author_links == "wikilinks",
                more=self.settings.more_properties,
            )
        except TemplateError as error:
            mistake = error
        return Trial(text, mistake, name, name_mistake)

    def differences(self, preview: Preview) -> list[Difference]:
        """What the Markdown would say otherwise than the page. Takes long."""
        clipping = preview.clipping
        by_hand = clipping.edit is not None and clipping.edit.keeps_body
        written = front_matter.split(out_of_folder(preview.written, preview.folder))[1] if by_hand else ""
        found = losses(clipping.html, clipping.markdown, written)
        start = len(preview.text) - len(front_matter.split(preview.text)[1])
        return [Difference(*each) for each in zip(found, places(preview.text, found, start), strict=True)]

    def folders(self) -> list[str]:
        """Folders within the library that notes can go to. Takes long."""
        root = self.settings.library
        found = {self._within(entry.path.parent) for entry in self._library.clippings() if entry.path.parent != root}
        return sorted(found, key=str.casefold)

    def save(self, draft: Draft, beside: bool, then: Callable[[], object] | None = None) -> None:
        """Saves a draft, over the page's last clipping or `beside` it; `saved` says where, after `then` was done."""

        def work(_task: object) -> Saved:
            clipping, library = _edited(self._written(draft), draft), self._written_by(draft)
            with self._one_at_a_time:  # a second save finds what the first one wrote
                before = [] if beside else self._before(clipping)
                return library.update(before[0], clipping) if before else library.save(clipping, draft.folder)

        def done(saved: Saved) -> None:
            if then is not None:
                then()
            self.saved.emit(saved)

        self._tasks.run("Saving the clipping", work, done, self.failed.emit)

    def take_back(self, saved: Saved) -> None:
        """Undoes a save."""
        self._tasks.run(
            "", lambda _task: self._library.undo_save(saved), lambda _none: self.undone.emit(saved), self.failed.emit
        )

    def folder(self) -> Path:
        """Where the clippings are."""
        return self.settings.library

    def _before(self, clipping: Clipping) -> Sequence[Entry]:
        """Older clippings of the same page that are still there, the last one first."""
        address = clipping.metadata.address
        return [entry for entry in self._library.find_same_page(address) if entry.path.is_file()] if address else []

    def _written(self, draft: Draft) -> Clipping:
        """The clipping before the reader's own changes."""
        return pipeline.clip(
            draft.judged,
            self._settings_of(draft),
            draft.selection,
            tags=draft.tags,
            note=draft.note,
            title=draft.title,
            address=draft.address,
            find_image=draft.find_image,
            found=draft.highlights,
        )

    def _written_by(self, draft: Draft) -> Library:
        return Library(self.settings.library, self._settings_of(draft), self._index)

    def _settings_of(self, draft: Draft) -> Settings:
        """The settings with what the person chose in the panel, where tags may have been taken away too."""
        place = self.settings.images if self.settings.images != "none" else "beside"
        images = place if draft.with_images else "none"
        return replace(self.settings, tags=(), template=draft.template, images=images)

    def _within(self, path: Path) -> str:
        return path.relative_to(self.settings.library).as_posix()


def _edited(written: Clipping, draft: Draft) -> Clipping:
    return written.edited(draft.edit) if draft.edit is not None else written
