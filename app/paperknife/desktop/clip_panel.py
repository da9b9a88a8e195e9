"""Clip: the fields of a clipping, its Markdown as it will be saved, and where it goes."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from paperknife.desktop.buttons import button
from paperknife.desktop.clip_fields import ClipFields, Fields
from paperknife.desktop.clip_preview import ClipPreview
from paperknife.desktop.drafts import Difference, Draft, Preview
from paperknife.desktop.elided_label import ElidedLabel
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.palette import Colours
from paperknife.desktop.panel import Panel
from paperknife.desktop.rows import say
from paperknife.desktop.tasks import Latest, Task, Tasks
from paperknife.library.entry import Entry
from paperknife.messages import size
from paperknife.settings import Settings

# After the last change of a field, and after the last key in the text, before the Markdown is written anew.
_PAUSE = 150
_LONG_PAUSE = 350
_OWN_BODY = (
    "Edited by hand: the text stays as you wrote it. Title, address, tags and template count for the properties alone."
)
_OWN_PROPERTIES = "Edited by hand: properties that you changed stay so. Everything else follows the fields."


class ClipPanel(Panel):
    """Follows one open page. `preview` and `differences` take long and are called on another thread.

    `save_wanted` gives the page, the draft, and whether an older clipping of the page stays beside the new one.
    """

    save_wanted = Signal(object, object, object)
    failed = Signal(object)

    def __init__(
        self,
        preview: Callable[[Draft], Preview],
        differences: Callable[[Preview], Sequence[Difference]],
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Clip", parent)
        self._preview = preview
        self._differences = differences
        self._writing = Latest(tasks)
        self._page: OpenPage | None = None
        self._selection: str | None = None
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        self._above = _Fields()
        self._hand = QWidget()
        self.fields = ClipFields()
        self.fields.changed.connect(self.refresh)
        self.markdown = ClipPreview()
        self.markdown.written.connect(self._on_written)
        self.markdown.room_wanted.connect(lambda wanted: self._above.setVisible(not wanted))
        say(self.markdown, "Preview")
        self._what = QLabel()
        self._what.setProperty("kind", "muted")
        self._whole = button("Clip the whole article", lambda: self.clip(None), "quiet")
        self.by_hand = QLabel()
        self.by_hand.setWordWrap(True)
        self.again_from_page = button("Start again from the page", self.markdown.start_again, "quiet")
        self.where = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.where_images = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        for label in (self.where, self.where_images):
            label.setProperty("kind", "muted")
        self.check = ElidedLabel()
        self.again = QLabel()
        self.again.setWordWrap(True)
        self.again.setTextFormat(Qt.TextFormat.PlainText)
        self.otherwise = QPushButton()
        self.otherwise.clicked.connect(lambda: self._ask(otherwise=True))
        self.save = QPushButton("Save clipping")
        self.save.setProperty("kind", "main")
        self.save.clicked.connect(self.ask_to_save)
        self._lay_out()

    def follow(self, page: OpenPage | None, settings: Settings) -> None:
        """Turns to another page, with what the reader did to its clipping before; None for no page."""
        if self._page is not None:
            self._page.changed.disconnect(self.refresh)
            self._page.highlighted.disconnect(self.refresh)
            self._page.draft = self.draft()
        self._page = page
        self._writing.stop()
        self._show(None)
        self.setEnabled(page is not None)
        draft = page.draft if page is not None else None
        self.markdown.start(draft.edit if draft is not None else None)
        if page is None or draft is None:
            address = page.judged.page.metadata.address if page is not None else ""
            self.fields.fill_anew(page.title if page is not None else "", address, settings)
        else:
            self.fields.fill(
                Fields(
                    draft.title,
                    draft.address,
                    draft.tags,
                    draft.note,
                    draft.folder,
                    settings.template,
                    draft.with_images,
                )
            )
        if page is not None:
            page.changed.connect(self.refresh)
            page.highlighted.connect(self.refresh)
        self.clip(draft.selection if draft is not None else None)
        self._tell_by_hand()

    def clip(self, selection: str | None) -> None:
        """Takes the whole article, or a selection of it as HTML."""
        self._selection = selection
        self._whole.setVisible(selection is not None)
        self._what.setText("The selection" if selection is not None else "The whole article")
        self._timer.start(0)

    def draft(self) -> Draft | None:
        """What is in the panel now; None without a page."""
        page = self._page
        if page is None:
            return None
        values = asdict(self.fields.values())
        return Draft(
            page.judged,
            page.find_image,
            self._selection,
            **values,
            edit=self.markdown.edit(),
            highlights=tuple(page.highlights),
        )

    def is_unsaved(self, page: OpenPage) -> bool:
        """Whether the reader wrote on in a page's clipping by hand and did not save it."""
        draft = self.draft() if page is self._page else page.draft
        edit = draft.edit if draft is not None else None
        saved = page.saved_edit
        return edit is not None and (saved is None or saved.text != edit.text)

    def ask_to_save(self) -> None:
        """Asks the window to save what is in the panel."""
        self._ask()

    def refresh(self) -> None:
        """Looks again at what would be written, a little later."""
        self._timer.start(_PAUSE)

    def stop(self) -> None:
        """Ends work that is under way."""
        self._timer.stop()
        self._writing.stop()

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        super().dress(colours)
        self.markdown.dress(colours)

    def showEvent(self, event: object) -> None:
        self._timer.start(0)

    def _ask(self, otherwise: bool = False) -> None:
        page, draft = self._page, self.draft()
        if page is not None and draft is not None:
            self.save_wanted.emit(page, draft, draft.beside != otherwise)

    def _on_written(self) -> None:
        # What is on its way was made of the text before.
        self._writing.stop()
        self._timer.start(_LONG_PAUSE)
        if self._hand.isHidden():
            self._tell_by_hand()

    def _write(self) -> None:
        draft = self.draft()
        if draft is None or not self.isVisible():
            return

        def work(task: Task) -> Sequence[Difference]:
            preview = self._preview(draft)
            task.give(preview)
            return self._differences(preview)

        self._writing.run(work, self._show_differences, self.failed.emit, self._show)

    def _show(self, preview: Preview | None) -> None:
        for label in (self.check, self.where, self.where_images):
            label.set_text("")
        self.where_images.hide()
        before = preview.before[0] if preview and preview.before else None
        self._show_before(before, preview is not None and preview.beside)
        self.fields.tell_images("")
        if preview is None:
            return
        self.markdown.show_preview(preview)
        self._tell_by_hand()
        pictures = preview.clipping.images
        writes = "Writes over" if before and not preview.beside else "Writes"
        places = (self.where, writes, preview.note), (self.where_images, "Writes", f"{preview.images}/")
        for label, verb, path in places:
            label.set_text(f"{verb} {path}")
            label.setToolTip(f"{path}\nwithin the library")
        self.where_images.setVisible(bool(pictures))
        self._words = f"{preview.clipping.words:,} words"
        if self.fields.images.isChecked():
            together = "together " if len(pictures) > 1 else ""
            weight = f"{len(pictures)}, {together}{size(preview.clipping.images_size)}"
            none = "none were saved with it" if self._selection is None else "none in the selection"
            self.fields.tell_images(weight if pictures else none, bool(pictures))

    def _show_before(self, before: Entry | None, beside: bool) -> None:
        self.again.setVisible(before is not None)
        self.otherwise.setVisible(before is not None)
        ways = ["Update the clipping", "Keep both"]
        self.save.setText(ways[beside] if before else "Save clipping")
        self.otherwise.setText(ways[not beside])
        if before is not None:
            self.again.setText(f"Clipped before, on {before.created[:10]}, as “{before.path.name}”.")

    def _show_differences(self, found: Sequence[Difference]) -> None:
        self.markdown.show_differences(found)
        by_hand = self.markdown.edit() is not None
        count = len(found)
        words = f"{count} difference{'s' if count > 1 else ''} from the page" if count else "Nothing lost"
        sign = "✓" if not count else "✎" if by_hand else "⚠"
        self.check.set_text(f"{sign} {words} · {self._words}")
        self.check.setProperty("kind", "good" if not count else "muted" if by_hand else "trouble")
        self.check.style().polish(self.check)

    def _tell_by_hand(self) -> None:
        edit = self.markdown.edit()
        own_body = edit is not None and edit.keeps_body
        self.by_hand.setText(_OWN_BODY if own_body else _OWN_PROPERTIES)
        self._hand.setVisible(edit is not None)
        self.fields.set_written_by_hand(own_body)

    def _lay_out(self) -> None:
        what = QHBoxLayout()
        what.addWidget(self._what, 1)
        what.addWidget(self._whole)
        held = QWidget()
        held.setObjectName("scrolled")
        self._above.setWidget(held)
        above = QVBoxLayout(held)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(3)
        above.addLayout(what)
        above.addWidget(self.fields)
        self._hand.setObjectName("remark")
        self._hand.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        hand = QVBoxLayout(self._hand)
        hand.setContentsMargins(2, 6, 4, 4)
        self.by_hand.setContentsMargins(8, 0, 4, 0)
        hand.setSpacing(2)
        hand.addWidget(self.by_hand)
        hand.addWidget(self.again_from_page, 0, Qt.AlignmentFlag.AlignLeft)
        rows = QVBoxLayout()
        rows.setContentsMargins(16, 0, 16, 8)
        rows.setSpacing(3)
        for widget in (self._above, self.markdown, self._hand, self.check, self.where, self.where_images):
            rows.addWidget(widget, int(widget is self.markdown))
        self.body.addLayout(rows, 1)
        foot = QWidget()
        foot.setObjectName("panel-foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.otherwise)
        buttons.addWidget(self.save)
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 10, 16, 10)
        below.addWidget(self.again)
        below.addLayout(buttons)
        self.body.addWidget(foot)


class _Fields(QScrollArea):
    """As high as what is in it, and scrolled where the window is too low for that."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(72)

    def sizeHint(self) -> QSize:
        held = self.widget()
        return held.sizeHint() if held is not None else super().sizeHint()
