"""What a drag or the clipboard holds, in the program's words: files, a piece of a page, an address, text."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from paperknife.page.metadata import is_web_address

# Where browsers say which page a piece was taken from.
_ORIGINS = ("text/x-moz-url-priv", "chromium/x-source-url", "application/x-paperknife-source")
_SOURCE_URL = re.compile(r"^SourceURL:(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dropped:
    """`paths` are files and folders; `html` or `plain` a piece of a page that came from `address`, where known;
    an `address` alone is a link."""

    paths: tuple[Path, ...] = ()
    html: str = ""
    plain: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.paths or self.html.strip() or self.plain.strip() or self.address)

    @property
    def is_link(self) -> bool:
        """Whether it holds an address and nothing to read."""
        return bool(self.address) and not (self.paths or self.html or self.plain)


def can_take(data: QMimeData) -> bool:
    """Whether something in `data` could be opened; cheap, for asking while a drag moves."""
    return data.hasUrls() or data.hasHtml() or data.hasText()


def dropped(data: QMimeData) -> Dropped:
    """What `data` holds: files first, then a link on its own, then HTML, then text."""
    urls = [url for url in data.urls() if url.isValid()]
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.toLocalFile())
    if paths:
        return Dropped(paths=paths)
    web = next((url.toString() for url in urls if is_web_address(url.toString())), "")
    if web:
        return Dropped(address=web)
    html, plain = data.html() if data.hasHtml() else "", data.text() if data.hasText() else ""
    word = plain.strip()
    if "\n" not in word:
        if is_web_address(word) and " " not in word:
            return Dropped(address=word)
        if path := _existing(word):
            return Dropped(paths=(path,))
    return Dropped(html=html, plain=plain, address=_origin(data))


def _existing(word: str) -> Path | None:
    """The file that a copied path or file: address names, if there is one."""
    url = QUrl(word)
    if url.toLocalFile():
        return Path(url.toLocalFile())
    if not word.startswith(("/", "~", "\\\\")) and not re.match(r"[A-Za-z]:[\\/]", word):
        return None
    try:
        path = Path(word).expanduser()
        return path if path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _origin(data: QMimeData) -> str:
    """The address of the page that a piece was taken from, as browsers tell it."""
    for kind in _ORIGINS:
        if not data.hasFormat(kind):
            continue
        raw = bytes(data.data(kind).data())
        text = raw.decode("utf-16-le" if b"\x00" in raw else "utf-8", "ignore").strip("\x00 \r\n\ufeff")
        if is_web_address(text):
            return text
    for kind in data.formats():
        if "HTML Format" in kind and (
            match := _SOURCE_URL.search(bytes(data.data(kind).data()[:2000]).decode("utf-8", "ignore"))
        ):
            return match.group(1)
    return ""
