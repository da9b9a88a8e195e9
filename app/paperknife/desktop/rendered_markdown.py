"""Markdown as it will look, with images, highlights, footnotes and tags within a line, which Qt's reader leaves out."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from paperknife.clipping.images import Picture
from paperknife.desktop.marks import Marks, Steps, raw_text
from paperknife.desktop.palette import marker
from paperknife.highlights.highlight import Colour

_Feature = QTextDocument.MarkdownFeature
_DIALECT = QTextDocument.MarkdownFeature(_Feature.MarkdownDialectGitHub.value | _Feature.MarkdownNoHTML.value)
# Code, escaped signs, and the marks of footnotes, which Qt would take for links.
_TOKENS = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<sign>.)|(?P<entity>&lt;)|(?P<note>\[\^[\w-]+\])",
    re.DOTALL | re.MULTILINE,
)
# Stand for signs that mean nothing, until Qt has read the text: "noncharacters" of Unicode, which no text has.
_SIGNS = {"=": "\ufdd2", "[": "\ufdd3", "<": "\ufdd4"}
_DRAWN = re.compile(r"=(?==)|\[(?=\^)|<(?=/?(?:sup|sub|em|strong|br)>)")
_HIGHLIGHT = re.compile(r"==([^\n]+?)==")
_NOTE = re.compile(r"\[\^([\w-]+)\]")
_ABOVE, _BELOW, _EMPHASIS, _STRONG = (re.compile(f"<{tag}>([^\n]+?)</{tag}>") for tag in ("sup", "sub", "em", "strong"))
_TINT = 110  # of 255


class RenderedMarkdown(QTextBrowser):
    """Shows a clipping; fetches nothing, and links lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.marks = Marks(self)
        self._pictures: dict[str, Picture] = {}

    def show_markdown(self, markdown: str, pictures: Sequence[Picture]) -> None:
        """Shows another text, which stays scrolled where it is; `pictures` are its images."""
        scrolled = self.verticalScrollBar().value()
        self._pictures = {picture.name: picture for picture in pictures}
        self.document().clear()
        self.document().setMarkdown(_TOKENS.sub(_told, markdown), _DIALECT)
        self._draw()
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

    def _draw(self) -> None:
        """Gives highlights their ground and footnotes their place, instead of the signs for them."""
        ground, above, below, emphasis, strong = (QTextCharFormat() for _ in range(5))
        tint = QColor(marker(Colour.YELLOW))
        tint.setAlpha(_TINT)
        ground.setBackground(tint)
        above.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        below.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        emphasis.setFontItalic(True)
        strong.setFontWeight(QFont.Weight.Bold)
        looks = (
            (_HIGHLIGHT, ground),
            (_NOTE, above),
            (_ABOVE, above),
            (_BELOW, below),
            (_EMPHASIS, emphasis),
            (_STRONG, strong),
        )
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        for pattern, look in looks:
            text = raw_text(self)
            steps = Steps(text)
            # From the end, so that the places before it stay.
            for match in reversed(list(pattern.finditer(text))):
                steps.cursor(self, match.span(1)).mergeCharFormat(look)
                steps.cursor(self, (match.end(1), match.end())).removeSelectedText()
                steps.cursor(self, (match.start(), match.start(1))).removeSelectedText()
        for sign, stands in (("\u2028", "<br>"), *_SIGNS.items()):
            found = self.document().find(stands)
            while not found.isNull():
                found.insertText(sign)
                found = self.document().find(stands, found)
        edit.endEditBlock()


def _told(match: re.Match[str]) -> str:
    """A token as Qt is to read it."""
    if match["note"]:
        return f"\\{match[0]}"
    if match["sign"]:
        return _SIGNS.get(match["sign"], match[0])
    if match["entity"]:
        return _SIGNS["<"]
    return _DRAWN.sub(lambda sign: _SIGNS[sign[0]], match[0])
