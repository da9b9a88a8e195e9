"""Rows of the window's lists: a headline, quieter lines below it, a spot of colour, and one thing to do."""

from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from paperknife.desktop.palette import Colours

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row holds beside its headline (DisplayRole)."""

    DETAIL = Qt.ItemDataRole.UserRole + 1
    NOTE = Qt.ItemDataRole.UserRole + 2
    SPOT = Qt.ItemDataRole.UserRole + 3
    DO = Qt.ItemDataRole.UserRole + 4
    COUNT = Qt.ItemDataRole.UserRole + 5
    KEY = Qt.ItemDataRole.UserRole + 6


class Rows(QStyledItemDelegate):
    """Paints rows and takes the click on what can be done. A row with a COUNT is a heading of its group."""

    done = Signal(object)

    def __init__(self, view: QAbstractItemView, colours: Colours) -> None:
        super().__init__(view)
        self._view = view
        self.colours = colours
        view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        if index.data(Role.COUNT) is not None:
            return QSize(100, line + 14)
        lines = 1 + bool(index.data(Role.DETAIL)) + bool(index.data(Role.NOTE))
        return QSize(100, lines * (line + 1) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = QStyle.StateFlag
        hovered, selected = bool(option.state & state.State_MouseOver), bool(option.state & state.State_Selected)
        focused = selected and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = option.rect.adjusted(2, 1, -2, -1)
        if selected or hovered:
            painter.setPen(QPen(QColor(self.colours.accent), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.soft if selected else self.colours.hover))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        inside = frame.adjusted(8, 6, -8, -6)
        inside = self._paint_spot(painter, inside, index, option.font, rtl)
        button = self._button(option, index)
        room = button.width() + 6 if button.isValid() and (hovered or focused) else 0
        heading = index.data(Role.COUNT) is not None
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if heading or index.data(Role.DETAIL) else QFont.Weight.Normal)
        first = inside.adjusted(room if rtl else 0, 0, 0 if rtl else -room, 0)
        painter.setFont(font)
        self._line(painter, first, 0, str(index.data() or ""), self.colours.ink, font)
        if heading and not room:
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(
                inside, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), str(index.data(Role.COUNT))
            )
        painter.setFont(option.font)
        lines = [text for text in (index.data(Role.DETAIL), index.data(Role.NOTE)) if text]
        for number, text in enumerate(lines, 1):
            self._line(painter, inside, number, str(text), self.colours.muted, option.font)
        if room:
            self._paint_button(painter, button, str(index.data(Role.DO)), option)
        painter.restore()

    def _paint_spot(self, painter: QPainter, inside: QRect, index: Index, font: QFont, rtl: bool) -> QRect:
        spot = index.data(Role.SPOT)
        if spot is None:
            return inside
        height = QFontMetrics(font).lineSpacing()
        left = inside.right() - 9 if rtl else inside.left()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(spot))
        painter.drawEllipse(QRect(left, inside.top() + (height - 9) // 2, 9, 9))
        return inside.adjusted(0 if rtl else 18, 0, -18 if rtl else 0, 0)

    def _line(self, painter: QPainter, inside: QRect, number: int, text: str, colour: str, font: QFont) -> None:
        metrics = QFontMetrics(font)
        box = QRect(
            inside.left(), inside.top() + number * (metrics.lineSpacing() + 1), inside.width(), metrics.lineSpacing()
        )
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)

    def _button(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        """Where the row's button is; nowhere if it has none."""
        text = index.data(Role.DO)
        if not text:
            return QRect()
        metrics = QFontMetrics(option.font)
        width, height = metrics.horizontalAdvance(str(text)) + 20, metrics.lineSpacing() + 6
        left = (
            option.rect.left() + 8
            if option.direction == Qt.LayoutDirection.RightToLeft
            else option.rect.right() - width - 8
        )
        return QRect(left, option.rect.top() + 5, width, height)

    def _paint_button(self, painter: QPainter, box: QRect, text: str, option: QStyleOptionViewItem) -> None:
        painter.setPen(QPen(QColor(self.colours.line), 1))
        painter.setBrush(QColor(self.colours.surface))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        painter.setPen(QColor(self.colours.accent))
        painter.setFont(option.font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
            and event.button() == Qt.MouseButton.LeftButton
            and self._button(option, index).contains(event.position().toPoint())
        ):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.done.emit(index)
            return True
        return super().editorEvent(event, model, option, index)


def say(widget: QWidget, name: str, description: str = "") -> None:
    """Names a widget for people who hear the window."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
