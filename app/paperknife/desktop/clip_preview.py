"""A clipping before it is saved: its Markdown as text, as it will look, and what of the page it would not say."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, Qt, QUrl
from PySide6.QtGui import QFontDatabase, QImage, QImageReader, QTextDocument
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QTabWidget, QTextBrowser, QWidget

from paperknife.clipping import front_matter
from paperknife.clipping.images import Picture
from paperknife.clipping.markdown.check import Loss
from paperknife.desktop.drafts import Preview
from paperknife.desktop.rows import say
from paperknife.messages import loss as in_words

_Feature = QTextDocument.MarkdownFeature
_DIALECT = QTextDocument.MarkdownFeature(_Feature.MarkdownDialectGitHub.value | _Feature.MarkdownNoHTML.value)


class ClipPreview(QTabWidget):
    """Tabs; that of the differences is there only if there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("kind", "code")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.rendered = _Rendered()
        self.differences = QListWidget()
        self.differences.setWordWrap(True)
        self.differences.itemActivated.connect(lambda item: self._find(self._losses[self.differences.row(item)]))
        self.differences.itemClicked.connect(self.differences.itemActivated)
        for widget, name in (
            (self.text, "Markdown"),
            (self.rendered, "The clipping as it will look"),
            (self.differences, "Differences; Enter shows the place in the Markdown"),
        ):
            widget.setAcceptDrops(False)
            say(widget, name)
        self.addTab(self.text, "Markdown")
        self.addTab(self.rendered, "As it will look")
        self._losses: Sequence[Loss] = ()
        self._drawn: Preview | None = None
        self._preview: Preview | None = None
        self.currentChanged.connect(lambda _at: self._draw())

    def show_preview(self, preview: Preview | None) -> None:
        """Shows what a draft would become; None for nothing."""
        self._preview = preview
        scrolled = self.text.verticalScrollBar().value()
        self.text.setPlainText(preview.text if preview else "")
        self.text.verticalScrollBar().setValue(scrolled)
        self._draw()

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """Shows what the Markdown would not say."""
        self._losses = losses
        self.differences.clear()
        self.differences.addItems([in_words(loss) for loss in losses])
        at = self.indexOf(self.differences)
        if losses and at < 0:
            at = self.addTab(self.differences, "")
        elif not losses and at >= 0:
            self.removeTab(at)
        if losses:
            self.setTabText(at, f"Differences {len(losses)}")

    def _draw(self) -> None:
        if self.currentWidget() is self.rendered and self._drawn is not self._preview:
            self._drawn = self._preview
            self.rendered.show_preview(self._preview)

    def _find(self, loss: Loss) -> None:
        """Selects the words around a loss in the Markdown, as many of them as stand there alike."""
        self.setCurrentWidget(self.text)
        around = loss.where.split()
        for start in range(len(around)):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            if self.text.find(" ".join(around[start:])):
                return


class _Rendered(QTextBrowser):
    """Shows Markdown with the images of its clipping; fetches nothing, and links lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self._pictures: dict[str, Picture] = {}

    def show_preview(self, preview: Preview | None) -> None:
        scrolled = self.verticalScrollBar().value()
        self._pictures = {picture.name: picture for picture in preview.clipping.images} if preview else {}
        self.document().clear()
        self.document().setMarkdown(front_matter.split(preview.text)[1] if preview else "", _DIALECT)
        self.verticalScrollBar().setValue(scrolled)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        picture = self._pictures.get(QUrl(name).fileName())
        if picture is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        buffer = QBuffer()
        buffer.setData(QByteArray(picture.data))
        reader = QImageReader(buffer)
        size, room = reader.size(), max(80, self.viewport().width() - 24)
        if size.width() > room:
            reader.setScaledSize(size.scaled(room, size.height(), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return image if not image.isNull() else QImage()
