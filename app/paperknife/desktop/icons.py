"""The program's own icons, in the colours of the window."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from paperknife import bundled
from paperknife.desktop.palette import Colours

_SIZES = (16, 20, 24, 32, 40, 48, 64)


def icon(name: str, colours: Colours) -> QIcon:
    """A bundled line icon; quieter where its button is disabled."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(picture(name, colours.ink, size), QIcon.Mode.Normal)
        made.addPixmap(picture(name, colours.faint, size), QIcon.Mode.Disabled)
    return made


@cache
def picture(name: str, colour: str, size: int) -> QPixmap:
    """A bundled line icon in one colour, `size` px wide."""
    drawing = bundled.text(f"icons/{name}.svg").replace("currentColor", colour)
    return _drawn(drawing, size)


@cache
def application_icon() -> QIcon:
    """The program's own."""
    made = QIcon()
    for size in (*_SIZES, 128, 256):
        made.addPixmap(_drawn(bundled.text("icons/paperknife.svg"), size))
    return made


@cache
def dot(colour: str, size: int = 10) -> QIcon:
    """A round spot, the sign of a label."""
    pixmap = QPixmap(QSize(size * 2, size * 2))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(0.5, 0.5, size - 1, size - 1))
    painter.end()
    return QIcon(pixmap)


def _drawn(drawing: str, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return pixmap
