"""Beside selected words: four colours and a note. Beside a highlight: its colour, its note, and a way to remove it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from paperknife.desktop.icons import dot, icon
from paperknife.desktop.palette import LIGHT, Colours, marker
from paperknife.desktop.rows import say
from paperknife.highlights.highlight import Colour, Highlight

_AWAY = 8  # px between the words and the popover
_EDGE = 6  # px that stay free at the edges of the window
_WIDTH = 300


class HighlightPopover(QFrame):
    """Stands over the panes without keeping anything from them. It edits one highlight, or offers to make one.

    `colour_chosen` and `note_wanted` are for the selection or the highlight (its id, "" for the selection).
    """

    colour_chosen = Signal(str, Colour)
    note_wanted = Signal(str)
    note_written = Signal(str, str)
    copy_wanted = Signal(str)
    remove_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("highlight-popover")
        self.setAccessibleName("Highlight")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ""
        self._written = ""
        self._swatches: dict[Colour, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(2)
        for number, colour in enumerate(Colour, 1):
            swatch = self._button(f"{colour.capitalize()} (Alt+{number})")
            swatch.setCheckable(True)
            swatch.clicked.connect(lambda _checked=False, colour=colour: self._choose(colour))
            self._swatches[colour] = swatch
            row.addWidget(swatch)
        row.addSpacing(6)
        self._note = self._button("Add a note (Ctrl+Shift+N)")
        self._note.clicked.connect(lambda: self.note_wanted.emit(self._name))
        self._copy = self._button("Copy the words")
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self._name))
        self._remove = self._button("Remove the highlight")
        self._remove.clicked.connect(self._on_remove)
        self._stretch = QWidget()
        row.addWidget(self._note)
        row.addWidget(self._stretch, 1)
        row.addWidget(self._copy)
        row.addWidget(self._remove)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("Note")
        self.note.setTabChangesFocus(True)
        self.note.setAcceptDrops(False)
        self.note.setFixedHeight(84)
        either_way = QTextOption()
        either_way.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.note.document().setDefaultTextOption(either_way)
        say(self.note, "Note on the highlight", "Escape keeps it and goes back to the page")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.note)
        self.dress(LIGHT)
        self.hide()
        parent.installEventFilter(self)
        for widget in (self.note, *self.findChildren(QToolButton)):
            widget.installEventFilter(self)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def name(self) -> str:
        """The id of the highlight that is edited; "" if none is."""
        return self._name if self.isVisible() else ""

    def offer(self, words: QRect) -> None:
        """Offers the colours for words that are selected; `words` is where their end is to be seen."""
        self.leave()
        self._name = ""
        for swatch in self._swatches.values():
            swatch.setChecked(False)
        self._show(words, editing=False)

    def edit(self, highlight: Highlight, words: QRect, *, writing: bool) -> None:
        """Shows what a highlight has; with the cursor in its note if one is to be written."""
        self.leave()
        self._name = highlight.id
        self._written = highlight.note
        self.note.setPlainText(highlight.note)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)
        self.show_colour(highlight.colour)
        self._show(words, editing=True)
        (self.note if writing else self._swatches[highlight.colour]).setFocus()

    def show_colour(self, colour: Colour) -> None:
        """Marks the colour that the highlight has now."""
        for each, swatch in self._swatches.items():
            swatch.setChecked(each is colour)

    def leave(self) -> None:
        """Goes out of sight; a note that was written is kept."""
        if not self.isVisible():
            return
        name, self._name = self._name, ""
        if self.isAncestorOf(QApplication.focusWidget() or self._room):
            self.left.emit()  # first: else Qt would hand the keys to whatever comes next in a page
        self.hide()
        note = self.note.toPlainText().strip()
        if name and note != self._written:
            self.note_written.emit(name, note)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        for colour, swatch in self._swatches.items():
            swatch.setIcon(dot(marker(colour).name(), 18))
        for button, name in ((self._note, "note"), (self._copy, "copy"), (self._remove, "bin")):
            button.setIcon(icon(name, colours))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._room:
            if event.type() == QEvent.Type.Resize:
                self._on_resized()
            return False
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            done = event.key() == Qt.Key.Key_Escape or (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if done:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.leave()
                return True
        return super().eventFilter(watched, event)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("marker")
        button.setToolTip(words)
        button.setAccessibleName(words.partition(" (")[0])
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _choose(self, colour: Colour) -> None:
        self.show_colour(colour)
        self.colour_chosen.emit(self._name, colour)

    def _on_remove(self) -> None:
        name = self._name
        self._written = self.note.toPlainText().strip()
        self.leave()
        self.remove_wanted.emit(name)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever goes on elsewhere is done with it."""
        if self._name and self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.leave()

    def _on_resized(self) -> None:
        """The words have moved: an offer for them goes, and what is being edited stays within reach."""
        if self._name:
            self.move(self._within(self.pos()))
        else:
            self.leave()

    def _show(self, words: QRect, *, editing: bool) -> None:
        for widget in (self.note, self._copy, self._remove, self._stretch):
            widget.setVisible(editing)
        self._note.setVisible(not editing)
        self.setFixedWidth(_WIDTH if editing else self.sizeHint().width())
        self.adjustSize()
        self.move(self._corner(words))
        self.show()
        self.raise_()

    def _corner(self, words: QRect) -> QPoint:
        """Below the words if there is room, else above them."""
        below = words.bottom() + _AWAY
        fits = below + self.height() <= self._room.height() - _EDGE
        top = below if fits else words.top() - _AWAY - self.height()
        return self._within(QPoint(words.center().x() - self.width() // 2, top))

    def _within(self, corner: QPoint) -> QPoint:
        """The nearest corner from which it does not reach out of the parent."""
        room = self._room.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        left = min(max(corner.x(), room.left()), room.right() - self.width())
        return QPoint(left, min(max(corner.y(), room.top()), room.bottom() - self.height()))
