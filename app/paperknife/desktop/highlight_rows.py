"""Rows of the list of highlights: the words over a few lines behind a bar of their colour, the note below them."""

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperknife.desktop.palette import Colours
from paperknife.desktop.rows import Role

_MOST_LINES = 4  # of the words, and of the note
_EDGE, _BAR, _GAP = 8, 4, 10
Index = QModelIndex | QPersistentModelIndex


class HighlightRows(QStyledItemDelegate):
    """Paints rows as high as what they say. A row with a COUNT is a heading."""

    def __init__(self, view: QAbstractItemView, colours: Colours) -> None:
        super().__init__(view)
        self._view = view
        self.colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        step = _step(option.font)
        if index.data(Role.COUNT) is not None:
            return QSize(100, step + 20)
        width = self._inside(QRect(0, 0, self._view.viewport().width(), 100), option).width()
        lines = sum(len(_lines(text, option.font, width)) for text, _ in self._parts(index))
        return QSize(100, lines * step + 2 * _EDGE + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if index.data(Role.COUNT) is not None:
            self._paint_heading(painter, option, index)
        else:
            self._paint_ground(painter, option)
            self._paint_words(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inside = option.rect.adjusted(10, 10, -10, 0)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setPen(QColor(self.colours.muted))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTrailing), str(index.data(Role.COUNT)))
        painter.setFont(font)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeading), str(index.data()))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not selected and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        focused = selected and self._view.hasFocus()
        painter.setPen(QPen(QColor(self.colours.accent), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.soft if selected else self.colours.hover))
        painter.drawRoundedRect(option.rect.adjusted(3, 2, -3, -2), 7, 7)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inside = self._inside(option.rect, option)
        left = (
            inside.right() + _GAP if option.direction == Qt.LayoutDirection.RightToLeft else inside.left() - _GAP - _BAR
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(index.data(Role.SPOT)))
        painter.drawRoundedRect(QRect(left, inside.top() + 1, _BAR, inside.height() - 2), 2, 2)
        top, step = inside.top(), _step(option.font)
        for text, colour in self._parts(index):
            painter.setPen(QColor(colour))
            side = Qt.AlignmentFlag.AlignRight if _runs_from_right(text) else Qt.AlignmentFlag.AlignLeft
            for line in _lines(text, option.font, inside.width()):
                box = QRect(inside.left(), top, inside.width(), step)
                painter.drawText(box, int(side | Qt.AlignmentFlag.AlignAbsolute), line)
                top += step

    def _inside(self, rect: QRect, option: QStyleOptionViewItem) -> QRect:
        """Where the words are: beside the bar."""
        inside = rect.adjusted(_EDGE + 3, _EDGE + 2, -_EDGE - 3, -_EDGE - 2)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        return inside.adjusted(0 if rtl else _BAR + _GAP, 0, -_BAR - _GAP if rtl else 0, 0)

    def _parts(self, index: Index) -> list[tuple[str, str]]:
        """What a row says, and in which colour."""
        quiet = [(index.data(role), self.colours.muted) for role in (Role.DETAIL, Role.NOTE)]
        return [(str(text), colour) for text, colour in ((index.data(), self.colours.ink), *quiet) if text]


def _runs_from_right(text: str) -> bool:
    """Whether the first letter with a direction is one of a script that runs from right to left."""
    return next((kind != "L" for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), False)


def _step(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + 1


def _lines(text: str, font: QFont, width: int) -> list[str]:
    """A text broken into lines; what does not fit into the last of them is cut off with a sign."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == _MOST_LINES - 1:
            found.append(QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return found
