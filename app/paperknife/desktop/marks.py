"""Marks on places of a text: a tint for what differs, a line below the word after which something is missing."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from paperknife.desktop.palette import LIGHT, Colours

Place = tuple[int, int]
# How much of a colour a tint has, of 255: over light and over dark paper alike letters stay readable.
_TINT = 64


class Tone(StrEnum):
    """What a mark says of its place; the names of the colours."""

    MISSING = "trouble"
    CHANGED = "change"
    ADDED = "good"
    FOUND = "accent"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, counted in characters, and the words that are shown when one points at it."""

    place: Place
    tone: Tone
    words: str = ""


class Marks(QObject):
    """The marks of one text field. They move with the text while it is written."""

    def __init__(self, field: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._colours = LIGHT
        self._marked: list[tuple[Mark, QTextCursor]] = []
        self._found: list[tuple[Mark, QTextCursor]] = []
        field.viewport().installEventFilter(self)

    def show(self, marks: Sequence[Mark]) -> None:
        """Shows these marks and no others."""
        self._marked = self._placed(marks)
        self._draw()

    def show_found(self, places: Sequence[Place]) -> None:
        """Marks what a search found, beside the other marks."""
        self._found = self._placed([Mark(place, Tone.FOUND) for place in places])
        self._draw()

    def places(self) -> list[tuple[str, Tone]]:
        """What is marked, as it stands there now, and how."""
        return [(cursor.selectedText(), mark.tone) for mark, cursor in self._marked]

    def words_at(self, position: int) -> str:
        """What the marks at a position of the document say."""
        here = [
            mark.words for mark, cursor in self._marked if cursor.selectionStart() <= position <= cursor.selectionEnd()
        ]
        return "\n".join(dict.fromkeys(here))

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._colours = colours
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.words_at(self._field.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), words, self._field.viewport())
            return True
        return super().eventFilter(watched, event)

    def _placed(self, marks: Sequence[Mark]) -> list[tuple[Mark, QTextCursor]]:
        steps = Steps(raw_text(self._field)) if marks else Steps("")
        return [(mark, steps.cursor(self._field, mark.place)) for mark in marks]

    def _draw(self) -> None:
        drawn = []
        for mark, cursor in (*self._marked, *self._found):
            colour = QColor(getattr(self._colours, mark.tone))
            look = QTextCharFormat()
            if mark.tone is Tone.MISSING:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                look.setUnderlineColor(colour)
            tint = QColor(colour)
            tint.setAlpha(_TINT // 2 if mark.tone is Tone.MISSING else _TINT)
            look.setBackground(tint)
            # PySide keeps the type that both kinds of fields take in one of them.
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, look
            drawn.append(selection)
        self._field.setExtraSelections(drawn)


class Steps:
    """Characters of a text as positions in Qt's documents, which count signs outside of the first plane twice."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, sign in enumerate(text) if sign > "\uffff"]

    def position(self, at: int) -> int:
        """The position of the character number `at`."""
        return at + bisect_left(self._wide, at)

    def cursor(self, field: QPlainTextEdit | QTextEdit, place: Place) -> QTextCursor:
        """A cursor that has the place selected."""
        cursor = QTextCursor(field.document())
        end = field.document().characterCount() - 1
        cursor.setPosition(min(self.position(place[0]), end))
        cursor.setPosition(min(self.position(place[1]), end), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def raw_text(field: QPlainTextEdit | QTextEdit) -> str:
    """The text of a field, one character for each of its positions; Qt's own reading makes spaces of firm ones."""
    return field.document().toRawText().replace("\u2029", "\n")
