"""Drags a piece of a page out into another program: as HTML, as Markdown, and as plain text."""

import base64
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QMimeDatabase, QObject, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QGuiApplication, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.plain_text import plain_text
from paperknife.desktop.copying import markdown_of, on_the_web
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.page_view import PageView
from paperknife.desktop.reading_area import ReadingArea
from paperknife.desktop.tasks import Tasks
from paperknife.page.metadata import is_web_address
from paperknife.page.tree import attribute, parse
from paperknife.page.writing import escape, start_tag
from paperknife.render.safety import cleaned
from paperknife.settings import Settings

_MOST_INSIDE = 4_000_000  # bytes of an image that HTML can carry in itself
_WIDEST = 260
_ROOM = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """What is dragged. `address` and `image` are there if it is nothing but a link, or nothing but an image."""

    html: str
    markdown: str
    text: str
    address: str = ""
    image: bytes = b""

    def data(self) -> QMimeData:
        """All of it, for the program that it is dropped on to choose from."""
        data = QMimeData()
        data.setHtml(self.html)
        data.setData("text/markdown", self.markdown.encode("utf-8", "replace"))
        data.setText(self.address or self.text)
        if self.address:
            data.setUrls([QUrl(self.address)])
        image = QImage.fromData(self.image) if self.image else QImage()
        if not image.isNull():
            data.setImageData(image)
        return data


class Dragging(QObject):
    """Begins a drag when one begins in a pane, as long as the button is held."""

    failed = Signal(object)

    def __init__(self, area: ReadingArea, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._settings = settings
        self._tasks = tasks
        area.drag_wanted.connect(self._begin)

    def _begin(self, html: str, view: PageView) -> None:
        page = self._area.page
        if page is not None and html:
            selected, settings = page.selected(html), self._settings
            self._tasks.run(
                "",
                lambda _task: piece_of(page, selected, settings),
                lambda piece: self._drag(piece, view),
                self.failed.emit,
            )

    def _drag(self, piece: Piece, view: PageView) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(view)
            drag.setMimeData(piece.data())
            drag.setPixmap(_label(piece.text or piece.address, view))
            drag.exec(Qt.DropAction.CopyAction)
        view.let_go()


def piece_of(page: OpenPage, html: str, settings: Settings) -> Piece:
    """What a piece of a page's HTML, with the addresses that it has outside of the panes, is to other programs."""
    body = parse(html).body
    words = " ".join(body.text(deep=True).split()) if body is not None else ""
    images = body.css("img") if body is not None else []
    if len(images) == 1 and not words:
        return _image(page, attribute(images[0], "src"), attribute(images[0], "alt"))
    markdown = markdown_of(page.judged, settings, html)
    links = body.css("a[href]") if body is not None else []
    link = attribute(links[0], "href") if [" ".join(each.text(deep=True).split()) for each in links] == [words] else ""
    return Piece(
        cleaned(on_the_web(html)), markdown, plain_text(markdown).strip(), link if is_web_address(link) else ""
    )


def _image(page: OpenPage, address: str, words: str) -> Piece:
    """An image alone: by its address on the web if it has one, and as itself."""
    resource = page.find_image(address)
    data = resource.data if resource is not None else b""
    if not is_web_address(address):
        name = QMimeDatabase().mimeTypeForData(data).name()
        inside = f"data:{name};base64,{base64.b64encode(data).decode()}" if 0 < len(data) <= _MOST_INSIDE else ""
        html = start_tag("img", [("src", inside), ("alt", words)]) if inside else escape(words)
        return Piece(html, words, words, image=data)
    html = start_tag("img", [("src", address), ("alt", words)])
    return Piece(html, to_markdown(html), words, address, data)


def _label(words: str, view: QWidget) -> QPixmap:
    """The first words of a piece on a slip of paper, to be seen below the pointer."""
    metrics = QFontMetrics(view.font())
    shown = metrics.elidedText(" ".join(words[:200].split()) or "…", Qt.TextElideMode.ElideRight, _WIDEST)
    ratio = view.devicePixelRatioF()
    box = QRect(0, 0, metrics.horizontalAdvance(shown) + 2 * _ROOM, metrics.height() + _ROOM)
    picture = QPixmap(box.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(view.palette().color(QPalette.ColorRole.Mid))
    paper = QColor(view.palette().color(QPalette.ColorRole.Base))
    paper.setAlpha(235)
    painter.setBrush(paper)
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
    painter.setPen(view.palette().color(QPalette.ColorRole.Text))
    painter.setFont(view.font())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.end()
    return picture
