"""A zip or a folder that holds a page, or saved pages of any kind."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from paperknife.errors import NoPageInside, OpenError, UnknownFormat, UnreadableFile
from paperknife.formats import mime
from paperknife.formats.charset import decode
from paperknife.formats.document import page_of
from paperknife.formats.html import is_html, provenance
from paperknife.formats.source import Progress, Source
from paperknife.formats.unzip import Zip, is_zip
from paperknife.page.page import Page

_MOST_LOOKED_AT = 2_000
_DEEPEST = 6
# How the folder beside a complete page is named: its files are no pages of their own.
_COMPANIONS = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_data",
    "_bestanden",
    "-filer",
    "_pliki",
    "_arquivos",
    "_ficheiros",
    "_soubory",
    "_tiedostot",
    "_files-dateien",
)
_CONTAINERS = (b"bplist00", b"WARC/", b"filedesc:", b"PK\x03\x04", b"\x1f\x8b")


def looks_like(source: Source) -> bool:
    """Whether it is a folder, or a zip of whatever content."""
    return source.is_folder or is_zip(source)


def read(source: Source, progress: Progress) -> Iterator[Page | Source]:
    """The page in the index, or else every saved page of the first level that has any. Raises NoPageInside."""
    return _of_folder(source) if source.is_folder else _of_zip(source, progress)


def _of_zip(source: Source, progress: Progress) -> Iterator[Page | Source]:
    archive = Zip(source)
    if "[Content_Types].xml" in archive:
        raise UnknownFormat(source.label, "an Office document")
    if archive.names[:1] == ["mimetype"] and b"opendocument" in archive.head("mimetype"):
        raise UnknownFormat(source.label, "an OpenDocument file")
    found = _nearest(pages_among(archive, archive.names))
    if not found:
        raise NoPageInside(source.label, "zip")
    failed: OpenError | None = None
    for number, name in enumerate(found):
        try:
            data = archive.read(name)
        except OpenError as error:
            failed = failed or error
            continue
        if is_html(data[:65_536]):
            text = decode(data)
            yield page_of(text, archive.files(name), format="zipped", **provenance(text)._asdict())
        else:
            yield source.inner(name, data)
        progress((number + 1) / len(found))
    if failed is not None:
        raise failed


def pages_among(archive: Zip, names: Iterable[str]) -> list[str]:
    """The entries that look like saved pages, the nearest to the root first."""
    nearest = sorted((name for name in names if not _in_companion(name)), key=lambda name: name.count("/"))
    return [name for name in nearest[:_MOST_LOOKED_AT] if _is_saved_page(archive.head(name))]


def _of_folder(source: Source) -> Iterator[Source]:
    assert source.path is not None
    files = sorted(_files(source.path), key=lambda path: (len(path.parts), path.name.casefold()))
    heads = ((path, _head(path)) for path in files[:_MOST_LOOKED_AT])
    found = {path.relative_to(source.path).as_posix(): path for path, head in heads if _is_saved_page(head)}
    chosen = _nearest(list(found))
    if not chosen:
        raise NoPageInside(source.label, "folder")
    for name in chosen:
        yield source.beside(found[name])


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and below, without hidden ones, links, and the folders beside complete pages."""
    waiting = [(folder, 0)]
    count = 0
    while waiting:
        place, depth = waiting.pop(0)
        try:
            entries = sorted(place.iterdir())
        except OSError as error:
            if place == folder:
                raise UnreadableFile(folder, (error.strerror or str(error)).lower()) from error
            continue
        for path in entries:
            if path.name.startswith(".") or path.is_symlink():
                continue
            if path.is_dir():
                if depth < _DEEPEST and not path.name.endswith(_COMPANIONS):
                    waiting.append((path, depth + 1))
            elif path.is_file():
                count += 1
                yield path
        if count > _MOST_LOOKED_AT:
            return


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def _is_saved_page(head: bytes) -> bool:
    """Whether a file's first bytes are those of a page, or of something that holds pages."""
    return head.startswith(_CONTAINERS) or is_html(head) or mime.is_message(head) is not None


def _in_companion(name: str) -> bool:
    return any(part.endswith(_COMPANIONS) or part.startswith((".", "__MACOSX")) for part in name.split("/")[:-1])


def _nearest(names: list[str]) -> list[str]:
    """Of the saved pages those nearest to the root; of those the index alone, if there is one."""
    depth = min((name.count("/") for name in names), default=0)
    nearest = [name for name in names if name.count("/") == depth]
    index = [name for name in nearest if name.rpartition("/")[2].lower() in ("index.html", "index.htm", "index.xhtml")]
    return index[:1] or nearest
