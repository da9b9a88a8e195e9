"""The editor for a clipping's Markdown: takes what is written for it without losing what the reader wrote in it."""

import re
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from paperknife.desktop.marks import Marks, Place, Steps, raw_text
from paperknife.desktop.palette import Colours

# What Qt's documents cannot hold, and what ends a line in them.
_LINE_ENDS = re.compile("\r\n|[\r\u2029\ufdd0\ufdd1]")
_LONE = re.compile("[\ud800-\udfff]")


def as_shown(text: str) -> str:
    """A text as the field gives it back."""
    return _LONE.sub("", _LINE_ENDS.sub("\n", text))


class MarkdownField(QPlainTextEdit):
    """Plain text in letters of one width. `written` is heard when the reader changed it, not when the program did."""

    written = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "code")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.marks = Marks(self)
        self._taking = False
        self._wanted = ""
        self.textChanged.connect(self._on_changed)

    def text(self) -> str:
        """All that stands in it."""
        return raw_text(self)

    def take(self, text: str) -> None:
        """Shows another text. Where the reader has written, only what differs is changed, as a step of undo."""
        now, text = self.text(), as_shown(text)
        if now == text:
            return
        self._taking = True
        if self.document().isUndoAvailable() or self.document().isRedoAvailable():
            self._change(now, text)
        else:
            place = self.verticalScrollBar().value()
            self.setPlainText(text)
            self.verticalScrollBar().setValue(place)
        self._taking = False

    def start(self) -> None:
        """Forgets everything, undo as well."""
        self._taking = True
        self.clear()
        self.marks.show([])
        self._taking = False

    def write(self, text: str) -> None:
        """Puts another text in the place of all, as one step of undo, as if the reader had written it."""
        self._change(self.text(), as_shown(text))

    def put(self, where: Callable[[str, int], tuple[int, str]]) -> None:
        """Puts in what `where` gives for the text and the cursor's place in it: a place and what goes there."""
        text = self.text()
        selected = self.textCursor()
        selected.setPosition(selected.selectionEnd())
        at = next(at for at in range(len(text) + 1) if Steps(text).position(at) >= selected.position())
        place, words = where(text, at)
        cursor = Steps(text).cursor(self, (place, place))
        cursor.insertText(words)
        self.setTextCursor(cursor)
        self.setFocus()

    def go_to(self, place: Place) -> None:
        """Selects a place, counted in characters, and brings it into view."""
        self.setTextCursor(Steps(self.text()).cursor(self, place))
        self.centerCursor()
        self.setFocus()

    def search(self, text: str, back: bool, answer: Callable[[int, int], None]) -> None:
        """Goes to the next place of `text` or to the one before; `answer` gets its number and how many there are."""
        whole = self.text()
        places = [match.span() for match in re.finditer(re.escape(text), whole, re.IGNORECASE)] if text else []
        self.marks.show_found(places)
        if not places:
            self._wanted = text
            answer(0, 0)
            return
        steps = Steps(whole)
        selected = self.textCursor()
        starts = [steps.position(start) for start, _ in places]
        if back:
            before = [at for at, start in enumerate(starts) if start < selected.selectionStart()]
            at = before[-1] if before else len(starts) - 1
        else:
            since = selected.selectionEnd() if text == self._wanted else selected.selectionStart()
            at = next((at for at, start in enumerate(starts) if start >= since), 0)
        self._wanted = text
        self.setTextCursor(steps.cursor(self, places[at]))
        self.centerCursor()
        answer(at + 1, len(places))

    def end_search(self) -> None:
        """Takes the marks of a search away."""
        self._wanted = ""
        self.marks.show_found([])

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self.marks.dress(colours)

    def _change(self, now: str, text: str) -> None:
        start = 0
        while start < min(len(now), len(text)) and now[start] == text[start]:
            start += 1
        end = 0
        while end < min(len(now), len(text)) - start and now[-1 - end] == text[-1 - end]:
            end += 1
        cursor = Steps(now).cursor(self, (start, len(now) - end))
        cursor.beginEditBlock()
        cursor.insertText(text[start : len(text) - end])
        cursor.endEditBlock()

    def _on_changed(self) -> None:
        if not self._taking:
            self.written.emit()
