"""A clipping before it is saved: its Markdown, to write on in, how it will look, and how it differs from the page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabWidget, QToolButton, QWidget

from paperknife.clipping import front_matter
from paperknife.clipping.edits import Edit
from paperknife.clipping.images import out_of_folder
from paperknife.clipping.markdown.check import Loss
from paperknife.clipping.markdown.places import places
from paperknife.desktop.drafts import Difference, Preview
from paperknife.desktop.icons import dot, icon
from paperknife.desktop.markdown_field import MarkdownField, as_shown
from paperknife.desktop.marks import Mark, Tone, raw_text
from paperknife.desktop.palette import LIGHT, Colours
from paperknife.desktop.rendered_markdown import RenderedMarkdown
from paperknife.desktop.rows import say
from paperknife.messages import loss as in_words


class ClipPreview(QTabWidget):
    """Tabs; that of the differences is there only if there are any. `written` is heard when the reader writes."""

    written = Signal()
    room_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.text = MarkdownField()
        self.rendered = RenderedMarkdown()
        self.differences = QListWidget()
        self.differences.setWordWrap(True)
        self.differences.setIconSize(QSize(10, 10))
        self.differences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.differences.itemActivated.connect(lambda item: self._go_to(self._found[self.differences.row(item)]))
        self.differences.itemClicked.connect(self.differences.itemActivated)
        self.room = QToolButton()
        self.room.setCheckable(True)
        self.room.toggled.connect(self._tell_room)
        self.setCornerWidget(self.room)
        self.setMinimumHeight(120)
        for widget, name in (
            (self.text, "Markdown"),
            (self.rendered, "The clipping as it will look"),
            (self.differences, "Differences; Enter shows the place in the Markdown"),
        ):
            widget.setAcceptDrops(False)
            say(widget, name)
        self.addTab(self.text, "Markdown")
        self.addTab(self.rendered, "As it will look")
        self._colours = LIGHT
        self._found: Sequence[Difference] = ()
        self._preview: Preview | None = None
        self._drawn: Preview | None = None
        self._kept: Edit | None = None
        self.text.written.connect(self.written)
        self.currentChanged.connect(lambda _at: self._draw())
        self._tell_room(False)

    def start(self, edit: Edit | None = None) -> None:
        """Turns to another page, where the reader may have written before."""
        self._kept = edit
        self._preview = None
        self.text.start()
        self.text.setReadOnly(True)
        self.show_differences(())
        self._draw()

    def show_preview(self, preview: Preview) -> None:
        """Shows what a draft would become."""
        self._preview = preview
        self.text.take(preview.text)
        self.text.setReadOnly(False)
        self._draw()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Lists what the Markdown says otherwise than the page, and marks it."""
        self._found = found
        self.differences.clear()
        for each in found:
            item = QListWidgetItem(in_words(each.loss))
            item.setToolTip("Shows the place" if each.place else "Its place is not in the text any more")
            self.differences.addItem(item)
        at = self.indexOf(self.differences)
        if found and at < 0:
            at = self.addTab(self.differences, "")
        elif not found and at >= 0:
            self.removeTab(at)
        if found:
            self.setTabText(at, f"Differs {len(found)}")
        self.text.marks.show([_mark(each.loss, each.place) for each in found if each.place])
        self._dot()
        self._draw()

    def edit(self) -> Edit | None:
        """What the reader changed by hand; None if nothing."""
        preview = self._preview
        if preview is None:
            return self._kept
        text, written = self.text.text(), as_shown(preview.written)
        if text == written:
            return None
        return Edit(
            out_of_folder(written, preview.folder), out_of_folder(text, preview.folder), preview.clipping.images
        )

    def start_again(self) -> None:
        """Takes the reader's changes back, in a step that can be undone."""
        if self._preview is not None:
            self.text.write(self._preview.written)

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        self._colours = colours
        self.text.dress(colours)
        self.rendered.marks.dress(colours)
        self._dot()
        self._tell_room(self.room.isChecked())

    def _draw(self) -> None:
        """The rendered tab is drawn when it is looked at."""
        if self.currentWidget() is self.rendered:
            if self._drawn is not self._preview:
                self._drawn = self._preview
                self._render(self._preview)
            found = [each.loss for each in self._found]
            placed = zip(found, places(raw_text(self.rendered), found), strict=True)
            self.rendered.marks.show([_mark(loss, place) for loss, place in placed if place])

    def _render(self, preview: Preview | None) -> None:
        markdown = front_matter.split(preview.text)[1] if preview else ""
        self.rendered.show_markdown(markdown, preview.clipping.images if preview else ())

    def _dot(self) -> None:
        for row, each in enumerate(self._found):
            self.differences.item(row).setIcon(dot(getattr(self._colours, _tone(each.loss))))

    def _go_to(self, difference: Difference) -> None:
        if difference.place is not None:
            self.setCurrentWidget(self.text)
            self.text.go_to(difference.place)

    def _tell_room(self, wanted: bool) -> None:
        tip = "Show the fields again" if wanted else "More room for the text"
        self.room.setToolTip(tip)
        say(self.room, tip)
        self.room.setIcon(icon("down" if wanted else "up", self._colours))
        self.room_wanted.emit(wanted)


def _tone(loss: Loss) -> Tone:
    return Tone.MISSING if not loss.got else Tone.CHANGED if loss.wanted else Tone.ADDED


def _mark(loss: Loss, place: tuple[int, int]) -> Mark:
    return Mark(place, _tone(loss), in_words(loss))
