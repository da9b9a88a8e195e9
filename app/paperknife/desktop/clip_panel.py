"""Clip: title, tags, note, where it goes, and the Markdown as it will be saved."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperknife.clipping.markdown.check import Loss
from paperknife.clipping.templates import SHIPPED
from paperknife.desktop.clip_preview import ClipPreview
from paperknife.desktop.drafts import Draft, Preview
from paperknife.desktop.elided_label import ElidedLabel
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.panel import Panel
from paperknife.desktop.rows import say
from paperknife.desktop.tasks import Latest, Task, Tasks
from paperknife.library.entry import Entry
from paperknife.messages import size
from paperknife.settings import Settings

# After the last change, before the Markdown is written anew.
_PAUSE = 150
_TEMPLATES = {"obsidian": "Obsidian", "joplin": "Joplin", "plain": "Plain", "quote": "Quote only"}


class ClipPanel(Panel):
    """Follows one open page. `preview` and `losses` take long and are called on another thread.

    `save_wanted` gives the draft, and the older clipping that is to be written over, or None.
    """

    save_wanted = Signal(object, object)
    template_chosen = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        preview: Callable[[Draft], Preview],
        losses: Callable[[Preview], Sequence[Loss]],
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Clip", parent)
        self._preview = preview
        self._losses = losses
        self._writing = Latest(tasks)
        self._page: OpenPage | None = None
        self._selection: str | None = None
        self._before: Entry | None = None
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._write)
        self.title = QLineEdit()
        self.address = QLineEdit()
        self.address.setPlaceholderText("Not in the file; add it if you know it")
        self.tags = QLineEdit()
        self.tags.setPlaceholderText("politics, to read")
        self._known_tags = QStringListModel(self)
        self.tags.setCompleter(_TagCompleter(self._known_tags, self.tags))
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("Why you keep it")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(54)
        self.folder = QComboBox()
        self.folder.setEditable(True)
        self.folder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        written = QLineEdit()
        written.setPlaceholderText("The library itself")
        self.folder.setLineEdit(written)
        self.template = QComboBox()
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.images = QCheckBox("Images")
        self.markdown = ClipPreview()
        self._what = QLabel()
        self._what.setProperty("kind", "muted")
        self._whole = QPushButton("Clip the whole article")
        self._whole.setProperty("kind", "quiet")
        self._whole.clicked.connect(lambda: self.clip(None))
        self.where = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.where_images = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        for label in (self.where, self.where_images):
            label.setProperty("kind", "muted")
        self.check = ElidedLabel()
        self.again = QLabel()
        self.again.setWordWrap(True)
        self.again.setTextFormat(Qt.TextFormat.PlainText)
        self.update_ = QPushButton("Update the clipping")
        self.update_.clicked.connect(lambda: self._ask(self._before))
        self.save = QPushButton("Save clipping")
        self.save.setProperty("kind", "main")
        self.save.clicked.connect(self.ask_to_save)
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.title, "Title"),
            (self.address, "Address of the page"),
            (self.tags, "Tags, separated by commas"),
            (self.note, "Note"),
            (self.folder, "Folder within the library"),
            (written, "Folder within the library"),
            (self.template, "Template"),
            (self.markdown, "Preview"),
        )
        for field, name in fields:
            field.setAcceptDrops(False)
            say(field, name)
        for changed in (self.title.textEdited, self.address.textEdited, self.tags.textChanged, self.note.textChanged):
            changed.connect(lambda *_: self._timer.start())
        self.folder.currentTextChanged.connect(lambda *_: self._timer.start())
        self.images.toggled.connect(lambda *_: self._timer.start())
        self.template.activated.connect(lambda _at: self._choose_template())
        self._lay_out()

    def follow(self, page: OpenPage | None, settings: Settings) -> None:
        """Turns to another page, with what the reader settled for every clipping; None for no page."""
        if self._page is not None:
            self._page.changed.disconnect(self._timer.start)
        self._page = page
        self._writing.stop()
        self._show(None)
        self.note.clear()
        self.tags.setText(", ".join(settings.tags))
        self.title.setText(page.title if page else "")
        self.title.setCursorPosition(0)
        self.address.setText(page.judged.page.metadata.address if page else "")
        self.address.setCursorPosition(0)
        self.images.setChecked(settings.images != "none")
        self._fill_templates(settings.template)
        self.setEnabled(page is not None)
        if page is not None:
            page.changed.connect(self._timer.start)
        self.clip(None)

    def clip(self, selection: str | None) -> None:
        """Takes the whole article, or a selection of it as HTML."""
        self._selection = selection
        self._whole.setVisible(selection is not None)
        self._what.setText("The selection" if selection is not None else "The whole article")
        self._timer.start(0)

    def set_known(self, tags: Iterable[str], folders: Iterable[str]) -> None:
        """Tags that are offered while one types, and folders to choose from."""
        self._known_tags.setStringList(sorted(set(tags), key=str.casefold))
        written = self.folder.currentText()
        self.folder.blockSignals(True)
        self.folder.clear()
        self.folder.addItems(["", *folders])
        self.folder.setCurrentText(written)
        self.folder.blockSignals(False)

    def draft(self) -> Draft | None:
        """What is in the panel now; None without a page."""
        if self._page is None:
            return None
        return Draft(
            self._page.judged,
            self._page.find_image,
            self._selection,
            self.title.text().strip(),
            self.address.text().strip(),
            tuple(tag.strip() for tag in self.tags.text().split(",") if tag.strip()),
            self.note.toPlainText().strip(),
            self.folder.currentText().strip(),
            self.template.currentData(),
            self.images.isChecked(),
        )

    def ask_to_save(self) -> None:
        """Asks the window to save what is in the panel, beside whatever is in the library."""
        self._ask(None)

    def refresh(self) -> None:
        """Looks again at what would be written, after the library changed."""
        self._timer.start(0)

    def stop(self) -> None:
        """Ends work that is under way."""
        self._timer.stop()
        self._writing.stop()

    def showEvent(self, event: object) -> None:
        self._timer.start(0)

    def _ask(self, over: Entry | None) -> None:
        if (draft := self.draft()) is not None:
            self.save_wanted.emit(draft, over)

    def _write(self) -> None:
        draft = self.draft()
        if draft is None or not self.isVisible():
            return

        def work(task: Task) -> Sequence[Loss]:
            preview = self._preview(draft)
            task.give(preview)
            return self._losses(preview)

        self._writing.run(work, self._show_losses, self.failed.emit, self._show)

    def _show(self, preview: Preview | None) -> None:
        self.markdown.show_preview(preview)
        self.check.set_text("")
        self.where.set_text("")
        self.where_images.set_text("")
        self.where_images.hide()
        self._before = preview.before[0] if preview and preview.before else None
        self.again.setVisible(self._before is not None)
        self.update_.setVisible(self._before is not None)
        self.save.setText("Keep both" if self._before else "Save clipping")
        if self._before is not None:
            self.again.setText(f"Clipped before, on {self._before.created[:10]}, as “{self._before.path.name}”.")
        if preview is None:
            self.images.setText("Images")
            return
        pictures = preview.clipping.images
        for label, path in ((self.where, preview.note), (self.where_images, f"{preview.images}/")):
            label.set_text(f"Writes {path}")
            label.setToolTip(f"{path}\nwithin the library")
        self.where_images.setVisible(bool(pictures))
        self._words = f"{preview.clipping.words:,} words"
        if self.images.isChecked():
            weight = f"{len(pictures)}, together {size(preview.clipping.images_size)}"
            self.images.setText(f"Images ({weight if pictures else 'none were saved with it'})")

    def _show_losses(self, losses: Sequence[Loss]) -> None:
        self.markdown.show_losses(losses)
        count = len(losses)
        words = "Nothing lost" if not count else f"{count} difference{'s' if count > 1 else ''} from the page"
        self.check.set_text(f"{'⚠' if count else '✓'} {words} · {self._words}")
        self.check.setProperty("kind", "trouble" if count else "good")
        self.check.style().polish(self.check)

    def _fill_templates(self, chosen: str) -> None:
        self.template.clear()
        for name in SHIPPED:
            self.template.addItem(_TEMPLATES[name], name)
        if chosen not in SHIPPED:
            self.template.addItem(Path(chosen).stem, chosen)
        self.template.setCurrentIndex(self.template.findData(chosen))

    def _choose_template(self) -> None:
        self.template_chosen.emit(self.template.currentData())
        self._timer.start(0)

    def _lay_out(self) -> None:
        what = QHBoxLayout()
        what.addWidget(self._what, 1)
        what.addWidget(self._whole)
        places = QGridLayout()
        places.setVerticalSpacing(2)
        places.setHorizontalSpacing(8)
        for column, (name, box) in enumerate((("&Folder", self.folder), ("Tem&plate", self.template))):
            places.addWidget(_heading(name, box), 0, column)
            places.addWidget(box, 1, column)
            places.setColumnStretch(column, 3 - column)
        fields = QVBoxLayout()
        fields.setContentsMargins(16, 0, 16, 8)
        fields.setSpacing(3)
        fields.addLayout(what)
        for name, widget in (
            ("&Title", self.title),
            ("A&ddress", self.address),
            ("Ta&gs", self.tags),
            ("&Note", self.note),
        ):
            fields.addWidget(_heading(name, widget))
            fields.addWidget(widget)
            fields.addSpacing(3)
        fields.addLayout(places)
        fields.addSpacing(6)
        fields.addWidget(self.images)
        fields.addSpacing(6)
        fields.addWidget(self.markdown, 1)
        fields.addWidget(self.check)
        fields.addWidget(self.where)
        fields.addWidget(self.where_images)
        self.body.addLayout(fields, 1)
        foot = QWidget()
        foot.setObjectName("panel-foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.update_)
        buttons.addWidget(self.save)
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(16, 10, 16, 10)
        rows.addWidget(self.again)
        rows.addLayout(buttons)
        self.body.addWidget(foot)


def _heading(name: str, buddy: QWidget) -> QLabel:
    label = QLabel(name)
    label.setProperty("kind", "heading")
    label.setBuddy(buddy)
    return label


class _TagCompleter(QCompleter):
    """Completes the last of several tags."""

    def __init__(self, tags: QStringListModel, field: QLineEdit) -> None:
        super().__init__(tags, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [re.split(r",\s*", path)[-1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = re.split(r",\s*", self._field.text())[:-1]
        return ", ".join([*before, super().pathFromIndex(index)])
