"""The fields of a clipping: title, address, tags, note, folder, template, images."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paperknife.clipping.templates import SHIPPED
from paperknife.desktop.rows import say
from paperknife.settings import Settings

# What the templates are called that come with the program.
SHIPPED_NAMES = {"obsidian": "Obsidian", "joplin": "Joplin", "plain": "Plain", "quote": "Quote only"}
_PLACES = {"beside": "beside the note", "assets": "in “assets”"}
_NO_NOTE = "The text was edited by hand: write the note there, or start again from the page."
_NO_IMAGES = "The text was edited by hand: take images out there, or start again from the page."


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields; `template` is one by name or path."""

    title: str
    address: str
    tags: tuple[str, ...]
    note: str
    folder: str
    template: str
    with_images: bool


class ClipFields(QWidget):
    """`changed` is heard when the person changed one; what is chosen for all clippings to come is heard apart."""

    changed = Signal()
    template_chosen = Signal(str)
    images_place_chosen = Signal(str)
    templates_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._own_templates: Sequence[str] = ()
        self.edit_templates = QToolButton()
        self.edit_templates.setText("Edit…")
        self.edit_templates.setProperty("kind", "quiet")
        self.edit_templates.setToolTip("Look at templates, and write your own")
        say(self.edit_templates, "Edit templates")
        self.edit_templates.clicked.connect(self.templates_wanted)
        self.images = QCheckBox("Images")
        self.images_place = QComboBox()
        # It gives way to the facts about the images.
        self.images_place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for place, words in _PLACES.items():
            self.images_place.addItem(words, place)
        self.images_place.activated.connect(lambda _at: self.images_place_chosen.emit(self.images_place.currentData()))
        self.images.toggled.connect(self.images_place.setEnabled)
        self.images_place.setEnabled(False)
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.title, "Title"),
            (self.address, "Address of the page"),
            (self.tags, "Tags, separated by commas"),
            (self.note, "Note"),
            (self.folder, "Folder within the library"),
            (written, "Folder within the library"),
            (self.template, "Template"),
            (self.images_place, "Where images go"),
        )
        for field, name in fields:
            field.setAcceptDrops(False)
            say(field, name)
        for changed in (
            self.title.textEdited,
            self.address.textEdited,
            self.tags.textChanged,
            self.note.textChanged,
            self.folder.currentTextChanged,
            self.images.toggled,
        ):
            changed.connect(lambda *_: self.changed.emit())
        self.template.activated.connect(lambda _at: self._choose_template())
        self._lay_out()

    def values(self) -> Fields:
        """What stands in them now."""
        return Fields(
            self.title.text().strip(),
            self.address.text().strip(),
            tuple(tag.strip() for tag in self.tags.text().split(",") if tag.strip()),
            self.note.toPlainText().strip(),
            self.folder.currentText().strip(),
            self.template.currentData(),
            self.images.isChecked(),
        )

    def fill(self, values: Fields) -> None:
        """Puts something else into them."""
        for field, text in (
            (self.title, values.title),
            (self.address, values.address),
            (self.tags, ", ".join(values.tags)),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.note.setPlainText(values.note)
        self.folder.setCurrentText(values.folder)
        self._fill_templates(values.template)
        self.images.setChecked(values.with_images)

    def fill_anew(self, title: str, address: str, settings: Settings) -> None:
        """Puts what is settled for every clipping into them; the folder stays that of the clipping before."""
        folder, images = self.folder.currentText(), settings.images != "none"
        self.fill(Fields(title, address, settings.tags, "", folder, settings.template, images))

    def set_known(self, tags: Iterable[str], folders: Iterable[str]) -> None:
        """Tags that are offered while one types, and folders to choose from."""
        self._known_tags.setStringList(sorted(set(tags), key=str.casefold))
        written = self.folder.currentText()
        self.folder.blockSignals(True)
        self.folder.clear()
        self.folder.addItems(["", *folders])
        self.folder.setCurrentText(written)
        self.folder.blockSignals(False)

    def set_templates(self, own: Sequence[str], chosen: str) -> None:
        """Which templates there are beside those that come with the program, and which is in use."""
        self._own_templates = own
        self._fill_templates(chosen)

    def set_images_place(self, place: str) -> None:
        """Where images go: the setting `images`."""
        self.images_place.setCurrentIndex(max(0, self.images_place.findData(place)))

    def set_written_by_hand(self, by_hand: bool) -> None:
        """Switches off what does not count for a text that the reader wrote himself."""
        for field, why in ((self.note, _NO_NOTE), (self.images, _NO_IMAGES)):
            field.setEnabled(not by_hand)
            field.setToolTip(why if by_hand else "")

    def tell_images(self, facts: str, some: bool = True) -> None:
        """Says how many images there are, or why there are none and so no place for them."""
        self.images.setText(f"Images ({facts})" if facts else "Images")
        self.images_place.setVisible(some)

    def _fill_templates(self, chosen: str) -> None:
        self.template.clear()
        for name in SHIPPED:
            self.template.addItem(SHIPPED_NAMES[name], name)
        own = dict.fromkeys((*self._own_templates, chosen))
        for file in (file for file in own if file not in SHIPPED):
            self.template.addItem(Path(file).stem, file)
        self.template.setCurrentIndex(self.template.findData(chosen))

    def _choose_template(self) -> None:
        self.template_chosen.emit(self.template.currentData())
        self.changed.emit()

    def _lay_out(self) -> None:
        places = QGridLayout()
        places.setVerticalSpacing(2)
        places.setHorizontalSpacing(8)
        for column, (name, box) in enumerate((("&Folder", self.folder), ("Tem&plate", self.template))):
            places.addWidget(_heading(name, box), 0, 2 * column)
            places.addWidget(box, 1, 2 * column, 1, 1 + column)
            places.setColumnStretch(2 * column, 3 - column)
        places.addWidget(self.edit_templates, 0, 3, Qt.AlignmentFlag.AlignRight)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        for name, widget in (
            ("&Title", self.title),
            ("A&ddress", self.address),
            ("Ta&gs", self.tags),
            ("&Note", self.note),
        ):
            rows.addWidget(_heading(name, widget))
            rows.addWidget(widget)
            rows.addSpacing(3)
        rows.addLayout(places)
        rows.addSpacing(6)
        pictures = QHBoxLayout()
        pictures.addWidget(self.images)
        pictures.addWidget(self.images_place, 1)
        rows.addLayout(pictures)
        rows.addSpacing(6)


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
