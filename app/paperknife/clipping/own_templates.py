"""The reader's own templates: Markdown files in a folder of his, called by their names."""

from dataclasses import dataclass
from pathlib import Path

from paperknife.clipping.file_name import numbered, safe_name
from paperknife.errors import WriteError
from paperknife.files import write_whole

_MOST_BYTES = 100


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """The templates in `folder`, which is made with the first one. Methods that write raise WriteError."""

    folder: Path

    def names(self) -> list[str]:
        """Their names, as a list shows them."""
        try:
            files = [file for file in self.folder.iterdir() if file.suffix == ".md" and file.is_file()]
        except OSError:
            return []
        return sorted((file.stem for file in files if not file.name.startswith(".")), key=str.casefold)

    def file(self, name: str) -> Path:
        """Where the template called `name` is kept; this is what the settings call it."""
        return self.folder / f"{name}.md"

    def add(self, name: str, text: str) -> str:
        """Keeps a new template; a name that is taken gets a number. Gives its name."""
        free = self._free(name)
        self.save(free, text)
        return free

    def save(self, name: str, text: str) -> None:
        """Writes a template anew."""
        write_whole(self.file(name), text.encode("utf-8", "replace"))

    def rename(self, name: str, wanted: str) -> str:
        """Calls a template otherwise; gives the name that it got."""
        free = self._free(wanted, name)
        try:
            self.file(name).rename(self.file(free))
        except OSError as error:
            raise WriteError(self.file(name), (error.strerror or str(error)).lower()) from error
        return free

    def remove(self, name: str) -> None:
        """Deletes a template, if it is there."""
        try:
            self.file(name).unlink(missing_ok=True)
        except OSError as error:
            raise WriteError(self.file(name), (error.strerror or str(error)).lower()) from error

    def _free(self, wanted: str, own: str = "") -> str:
        """A name that no other template has."""
        name = safe_name(wanted, _MOST_BYTES)
        taken = {known.casefold() for known in self.names() if known != own}
        names = (name, *(numbered(name, number) for number in range(2, len(taken) + 3)))
        return next(free for free in names if free.casefold() not in taken)
