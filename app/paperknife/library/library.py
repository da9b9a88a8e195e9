"""The library: a folder of Markdown files that belongs to the reader. They are the truth; the index only finds them."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import unquote

import send2trash

from paperknife.clipping import front_matter
from paperknife.clipping.clipping import Clipping, tidy_tags
from paperknife.clipping.edits import Edit
from paperknife.clipping.file_name import MOST_BYTES, numbered, safe_name
from paperknife.clipping.templates import note_name, note_text, template_text
from paperknife.errors import LibraryError, WriteError
from paperknife.files import write_new, write_whole
from paperknife.library.entry import Entry, decoded
from paperknife.library.index import Index, Progress
from paperknife.library.query import parse_query
from paperknife.settings import Settings

_IMAGE = re.compile(r"/([0-9a-f]{16}\.[a-z]{3,4})(?![\w.])")
_LINK_END = re.compile(r"[\s()<>\"]")


@dataclass(frozen=True, slots=True)
class Saved:
    """A clipping in the library: its note, its images, the text of the note, and what these files held before."""

    path: Path
    images: tuple[Path, ...]
    text: str
    before: Mapping[Path, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that was put into the trash, with its images: what the files held."""

    path: Path
    files: Mapping[Path, bytes]


class Library:
    """The clippings in `folder`. Reads nothing before it is asked, and never touches files that it did not write.

    Methods that write raise LibraryError; then everything is as it was before.
    """

    def __init__(self, folder: Path, settings: Settings | None = None, index: Index | None = None) -> None:
        self.folder = folder
        self._settings = settings or Settings(library=folder)
        self._index = index or Index(folder)
        self._looked = False

    def planned_path(self, clipping: Clipping, subfolder: str = "") -> Path:
        """Where `save` would write the note now. Raises TemplateError."""
        return next(path for path, _, free in self._places(clipping, subfolder) if free)

    def text(self, clipping: Clipping, note: Path) -> str:
        """What the file `note` would hold. Raises TemplateError."""
        return self._text(clipping, note, self.images_folder(note))

    def save(self, clipping: Clipping, subfolder: str = "") -> Saved:
        """Writes the note and, in a folder beside it, its images; a taken name gets a number.

        Raises LibraryError and TemplateError.
        """
        with self._explained():
            make_folder(self.folder)
            for note, images, free in self._places(clipping, subfolder):
                if free:
                    try:
                        saved = self._write_new(clipping, note, images)
                    except FileExistsError:
                        continue  # someone was quicker
                    self._index.refresh_note(note)
                    return saved
        raise AssertionError("names never run out")

    def undo_save(self, saved: Saved) -> None:
        """Takes back what `save` or `update` wrote. A new note that was changed since goes to the trash."""
        with self._explained():
            changed = _content(saved.path) not in (None, saved.text.encode("utf-8", "replace"))
            if changed and not saved.before:
                self._to_trash([saved.path])
            elif changed:
                raise LibraryError(saved.path, "the note was changed since")
            for path, data in saved.before.items():
                write_whole(path, data)
            for path in (*saved.images, saved.path):
                if path not in saved.before:
                    path.unlink(missing_ok=True)
            _drop_empty({path.parent for path in saved.images})
        self._index.refresh_note(saved.path)

    def update(self, entry: Entry, clipping: Clipping) -> Saved:
        """Writes `clipping` over the note of `entry`; name, date of creation, tags and foreign properties stay."""
        note = self._inside(entry.path)
        with self._explained():
            old = note.read_bytes()
            head, _ = front_matter.split(decoded(old))
            properties, _ = front_matter.read(decoded(old))
            tags = tidy_tags([*entry.tags, *clipping.tags])
            created = date.fromisoformat(entry.created) if properties.get("created") else clipping.created
            clipping = replace(clipping, tags=tags, created=created)
            before_images = self._images_of(note, decoded(old))
            folder = before_images[0].parent if before_images else self.images_folder(note)
            text = _with_others(self._text(clipping, note, folder), head, clipping.edit)
            new_images = [path for path in self._image_paths(clipping, folder) if not path.exists()]
            stale = set(before_images) - set(self._image_paths(clipping, folder))
            before = {path: data for path in (note, *stale) if (data := _content(path)) is not None}
            with _taken_back_on_failure(new_images, folder):
                self._write_images(clipping, new_images)
                write_whole(note, text.encode("utf-8", "replace"))
            for path in stale:
                path.unlink(missing_ok=True)
            _drop_empty({folder})
        self._index.refresh_note(note)
        return Saved(note, tuple(new_images), text, before)

    def remove(self, path: Path) -> Removed:
        """Puts a note and its images into the desktop's trash."""
        note = self._inside(path)
        with self._explained():
            text = note.read_bytes()
            images = self._images_of(note, decoded(text))
            files = {note: text, **{image: image.read_bytes() for image in images}}
            folders = {image.parent for image in images}
            whole = [folder for folder in folders if set(folder.iterdir()) <= set(images)]
            self._to_trash([note, *(whole or images)])
        self._index.refresh_note(note)
        return Removed(note, files)

    def restore(self, removed: Removed) -> None:
        """Writes a removed note and its images again; what stands in their places by now stays."""
        with self._explained():
            for path, data in removed.files.items():
                try:
                    write_new(path, data)
                except FileExistsError:
                    continue
        self._index.refresh_note(removed.path)

    def refresh(self, progress: Progress | None = None) -> bool:
        """Takes in what other programs changed in the folder; True if they did."""
        self._looked = True
        return self._index.refresh(progress)

    def reindex(self, progress: Progress | None = None) -> None:
        """Forgets the index and reads all notes again."""
        self._index.clear()
        self.refresh(progress)

    def clippings(self, limit: int = -1) -> list[Entry]:
        """The notes in the folder, newest first. Looks at the folder the first time; later `refresh` does."""
        return self._known().entries(limit) if self.folder.is_dir() else []

    def search(self, text: str, limit: int = 200) -> list[Entry]:
        """The notes that meet a query (see `query.parse_query`), titles first, then newest first."""
        if not text.strip():
            return self.clippings(limit)
        return self._known().search(parse_query(text), limit) if self.folder.is_dir() else []

    def find_same_page(self, address: str) -> list[Entry]:
        """The clippings of the page at `address`, newest first, whatever fragment or tracking it carries."""
        return self._known().same_page(address) if self.folder.is_dir() else []

    def tags(self) -> dict[str, int]:
        """How many notes have each tag, the most used first."""
        return self._known().tags() if self.folder.is_dir() else {}

    def _known(self) -> Index:
        if not self._looked:
            self.refresh()
        return self._index

    def _places(self, clipping: Clipping, subfolder: str) -> Iterator[tuple[Path, Path, bool]]:
        """Names for the note, its folder of images, and whether both are free."""
        folder = self.folder.joinpath(*(safe_name(part) for part in re.split(r"[/\\]", subfolder) if part.strip(" .")))
        # Windows counts the whole path, and 260 characters are its end.
        room = max(40, 225 - len(str(folder))) if os.name == "nt" else MOST_BYTES
        name = note_name(clipping, self._settings.file_name, room)
        for number in count():
            note = folder / f"{numbered(name, number)}.md"
            images = self.images_folder(note)
            yield note, images, not (os.path.lexists(note) or os.path.lexists(images))

    def images_folder(self, note: Path) -> Path:
        """Where the images of a note go."""
        if self._settings.images == "assets":
            return self.folder / "assets" / note.stem
        return note.with_name(f"{note.stem}.assets")

    def folder_in_links(self, note: Path) -> str:
        """How the text of a note calls the folder of its images."""
        return _relative(self.images_folder(note), note)

    def _text(self, clipping: Clipping, note: Path, images: Path) -> str:
        return note_text(
            clipping,
            template_text(self._settings.template),
            folder=_relative(images, note),
            wikilinks=self._settings.author_links == "wikilinks",
            more=self._settings.more_properties,
            name=self._settings.template,
        )

    def _write_new(self, clipping: Clipping, note: Path, images: Path) -> Saved:
        text = self._text(clipping, note, images)
        paths = self._image_paths(clipping, images)
        if paths:
            images.parent.mkdir(parents=True, exist_ok=True)
            images.mkdir()
        with _taken_back_on_failure(paths, images):
            self._write_images(clipping, paths)
            write_new(note, text.encode("utf-8", "replace"))
        return Saved(note, tuple(paths), text)

    def _image_paths(self, clipping: Clipping, folder: Path) -> list[Path]:
        """Those that the Markdown still shows: the reader may have taken some out."""
        return [folder / image.name for image in clipping.images if image.name in clipping.markdown]

    def _write_images(self, clipping: Clipping, paths: Iterable[Path]) -> None:
        data = {image.name: image.data for image in clipping.images}
        for path in paths:
            write_whole(path, data[path.name])

    def _images_of(self, note: Path, text: str) -> list[Path]:
        """The images of a note that were written with it: in its own folder, named by their content, and linked."""
        own = {note.with_name(f"{note.stem}.assets"), self.folder / "assets" / note.stem}
        linked = {Path(os.path.normpath(note.parent / folder)) / name for folder, name in _linked_images(text)}
        return sorted(path for path in linked if path.parent in own and path.is_file() and not path.parent.is_symlink())

    def _inside(self, path: Path) -> Path:
        """`path` if it is a note of this library."""
        path = Path(os.path.abspath(path))
        folder = Path(os.path.abspath(self.folder))
        if not path.is_relative_to(folder) or path.suffix.lower() != ".md":
            raise LibraryError(path, "it is not a note of the library")
        return self.folder / path.relative_to(folder)

    def _to_trash(self, paths: Iterable[Path]) -> None:
        for path in paths:
            send2trash.send2trash(str(path))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns what the system says into LibraryError."""
        try:
            yield
        except LibraryError:
            raise
        except WriteError as error:
            raise LibraryError(self.folder, error.reason) from error
        except OSError as error:
            raise LibraryError(self.folder, (error.strerror or str(error)).lower()) from error


def make_folder(folder: Path) -> None:
    """Makes a library's folder; outside the home folder only its last part, since a drive may just be missing.

    Raises OSError.
    """
    if not folder.is_dir():
        folder.mkdir(parents=folder.is_relative_to(Path.home()), exist_ok=True)


def _relative(folder: Path, note: Path) -> str:
    return Path(os.path.relpath(folder, note.parent)).as_posix()


@contextmanager
def _taken_back_on_failure(paths: Iterable[Path], folder: Path) -> Iterator[None]:
    """Deletes new files, and their folder if nothing else is in it, when what follows does not succeed."""
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        _drop_empty({folder})
        raise


def _drop_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _linked_images(text: str) -> Iterator[tuple[str, str]]:
    """Folder and name of everything in a note that looks like one of our images."""
    for match in _IMAGE.finditer(text):
        before = text[max(0, match.start() - 2_000) : match.start()]
        yield unquote(_LINK_END.split(before)[-1]), match[1]


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _with_others(text: str, old_head: str, edit: Edit | None) -> str:
    """`text` with the properties that someone else wrote into the old note, at the end of its own; not those that the
    reader has just taken out."""
    head, body = front_matter.split(text)
    known = [*front_matter.read(text)[0], *front_matter.parts(front_matter.split(edit.written)[0] if edit else "")]
    kept = front_matter.others(old_head, known) if head else ""
    return f"---\n{head}{kept}---\n{body}" if kept else text
