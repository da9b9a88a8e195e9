"""Templates: what notes and their files' names look like, written while one sees what becomes of the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from paperknife import messages
from paperknife.clipping.own_templates import OwnTemplates
from paperknife.clipping.templates import SHIPPED, template_text
from paperknife.desktop.buttons import button
from paperknife.desktop.choices import Choices
from paperknife.desktop.clip_fields import SHIPPED_NAMES
from paperknife.desktop.drafts import Trial
from paperknife.desktop.markdown_field import MarkdownField
from paperknife.desktop.marks import Mark, Tone
from paperknife.desktop.palette import Colours
from paperknife.desktop.pieces_list import PiecesList
from paperknife.desktop.rows import say
from paperknife.desktop.tasks import Latest, Tasks
from paperknife.desktop.template_pieces import put
from paperknife.errors import PaperknifeError, TemplateError, WriteError
from paperknife.settings import Settings

_PAUSE = 200
_KEY = Qt.ItemDataRole.UserRole


class TemplatesDialog(QDialog):
    """Stays beside the window. `attempt` says what a template and a name make of the current clipping; it takes long.

    A template is called by its name if it comes with the program, else by its file. `changed` is heard when there are
    others than before.
    """

    changed = Signal()

    def __init__(
        self,
        own: OwnTemplates,
        choices: Choices,
        attempt: Callable[[str, str], Trial],
        tasks: Tasks,
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Templates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1100, 680)
        self._own = own
        self._choices = choices
        self._attempt = attempt
        self._trying = Latest(tasks)
        self._key = choices.settings.template
        # Texts that are not saved yet, by the names of their templates.
        self._unsaved: dict[str, str] = {}
        self._wrong: TemplateError | None = None
        self._named_well = True
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._try)
        self.list = QListWidget()
        self.list.setProperty("kind", "dense")
        self.pieces = PiecesList()
        self.name = QLineEdit()
        self.text = MarkdownField()
        self.text.setTabChangesFocus(False)
        self.text.dress(colours)
        self.file_name = QLineEdit(choices.settings.file_name)
        self.outcome = MarkdownField()
        self.outcome.setReadOnly(True)
        self.mistake = QLabel()
        self.file_result = QLabel()
        self.words = QLabel()
        for label in (self.mistake, self.file_result, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._offered: Callable[[], object] = lambda: None
        self.act = button("", lambda: self._offered(), "quiet")
        self.copy = button("Copy", self._copy)
        self.remove = button("Delete", self._remove)
        self.reset = button("Take changes back", self._reset)
        self.save = button("Save", self._save)
        self.use = button("Use for clippings", self._use, "main")
        self.reset_name = button("Reset", lambda: self.file_name.setText(Settings(choices.settings.library).file_name))
        for widget, name in (
            (self.list, "Templates"),
            (self.pieces, "What can be put in"),
            (self.name, "Name of the template"),
            (self.text, "The template"),
            (self.file_name, "Template for the names of files"),
            (self.outcome, "What becomes of the page"),
        ):
            say(widget, name)
            widget.setAcceptDrops(False)
        self._lay_out()
        self._connect()
        self._tell("")
        self._fill()

    def reject(self) -> None:
        unsaved = [self._called(key) for key in self._unsaved]
        if self.file_name.text() != self._choices.settings.file_name:
            unsaved.append("the names of files")
        if unsaved and not self.act.isVisible():
            self._tell(f"Changes of {', '.join(unsaved)} are not saved.", "Close without saving", super().reject)
            return
        super().reject()

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item.data(_KEY)) if item else None)
        self.name.editingFinished.connect(self._rename)
        self.text.written.connect(self._on_written)
        self.file_name.textChanged.connect(lambda _text: self._on_written())
        self.pieces.chosen.connect(lambda piece: self.text.put(lambda text, at: put(text, at, piece)))
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self._save)

    # The list

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        groups = (("Come with Paperknife", [*SHIPPED]), ("Yours", [str(self._own.file(n)) for n in self._own.names()]))
        known = [key for _, keys in groups for key in keys]
        if self._key not in known:
            self._key = SHIPPED[0]
        for heading, keys in groups:
            if keys:
                self.list.addItem(_heading(heading))
            for key in keys:
                in_use = key == self._choices.settings.template
                item = QListWidgetItem(f"{self._called(key)}{'  ✓' if in_use else ''}")
                item.setData(_KEY, key)
                item.setToolTip("Used for clippings" if in_use else "")
                self.list.addItem(item)
                if key == self._key:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show(self._key)

    def _called(self, key: str) -> str:
        return SHIPPED_NAMES.get(key) or next((n for n in self._own.names() if str(self._own.file(n)) == key), key)

    def _show(self, key: str) -> None:
        self._key = key
        try:
            text = self._unsaved.get(key) or template_text(key)
        except TemplateError as error:
            text = ""
            self._tell(messages.sentence(error))
        self.text.start()
        self.text.take(text)
        self.text.setReadOnly(key in SHIPPED)
        self.name.setText(self._called(key))
        self.name.setReadOnly(key in SHIPPED)
        self.pieces.setEnabled(key not in SHIPPED)
        self._note.setVisible(key in SHIPPED)
        self._tell_what_can_be_done()
        self._try()

    def _saved_text(self) -> str:
        try:
            return template_text(self._key)
        except TemplateError:
            return ""

    # What the buttons do

    def _copy(self) -> None:
        self._change(lambda: str(self._own.file(self._own.add(f"{self._called(self._key)} copy", self.text.text()))))
        self.name.setFocus()
        self.name.selectAll()

    def _rename(self) -> None:
        name, key = self.name.text().strip(), self._key
        if key in SHIPPED or not name or name == self._called(key):
            self.name.setText(self._called(key))
            return

        def rename() -> str:
            got = str(self._own.file(self._own.rename(self._called(key), name)))
            if key in self._unsaved:
                self._unsaved[got] = self._unsaved.pop(key)
            if self._choices.settings.template == key:
                self._choices.keep(template=got)
            return got

        self._change(rename)

    def _remove(self) -> None:
        name, text = self._called(self._key), self.text.text()
        in_use = self._choices.settings.template == self._key

        def remove() -> str:
            self._own.remove(name)
            self._unsaved.pop(self._key, None)
            if in_use:
                self._choices.keep(template=SHIPPED[0])
            return SHIPPED[0]

        def bring_back() -> None:
            self._tell("")
            self._change(lambda: str(self._own.file(self._own.add(name, text))))
            if in_use:
                self._use()

        if self._change(remove):
            self._tell(f"“{name}” was deleted.", "Undo", bring_back)

    def _reset(self) -> None:
        self.text.write(self._saved_text())

    def _save(self) -> None:
        def save() -> str:
            if self._key in self._unsaved:
                self._own.save(self._called(self._key), self._unsaved[self._key])
                del self._unsaved[self._key]
            return self._key

        if self.save.isEnabled() and self._change(save):
            if self.file_name.text() != self._choices.settings.file_name:
                self._choices.keep(file_name=self.file_name.text())
            self._tell("Saved.")

    def _use(self) -> None:
        self._save()
        self._choices.keep(template=self._key)
        self._change(lambda: self._key)
        self._tell(f"“{self._called(self._key)}” is used for clippings from now on.")

    def _change(self, act: Callable[[], str]) -> bool:
        """Does something to the templates, which gives the one to show; whether it worked."""
        try:
            self._key = act()
        except WriteError as error:
            self._tell(messages.sentence(error))
            return False
        self._fill()
        self.changed.emit()
        return True

    # Writing

    def _on_written(self) -> None:
        if self._key not in SHIPPED:
            if self.text.text() == self._saved_text():
                self._unsaved.pop(self._key, None)
            else:
                self._unsaved[self._key] = self.text.text()
        self._tell("")
        self._timer.start()
        self._tell_what_can_be_done()

    def _try(self) -> None:
        text, name = self.text.text(), self.file_name.text()
        self._trying.run(lambda _task: self._attempt(text, name), self._show_trial, self._on_failed)

    def _show_trial(self, trial: Trial) -> None:
        wrong = self._wrong = trial.mistake
        if wrong is None:
            self.outcome.start()
            self.outcome.take(trial.text)
            self.mistake.setText("✓ No mistakes")
            self.text.marks.show([])
        else:
            self.mistake.setText(f"⚠ {messages.mistake(wrong)}")
            self.text.marks.show(_line(self.text.text(), wrong))
        named = trial.name_mistake
        self.file_result.setText(f"⚠ {messages.mistake(named)}" if named else f"Writes {trial.name}.md")
        for label, bad in ((self.mistake, wrong), (self.file_result, named)):
            label.setProperty("kind", "trouble" if bad else "good" if label is self.mistake else "muted")
            label.style().polish(label)
        self.outcome.setEnabled(wrong is None)
        self._named_well = named is None
        self._tell_what_can_be_done()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, PaperknifeError):
            self._tell(messages.sentence(error))

    def _tell_what_can_be_done(self) -> None:
        own, settings = self._key not in SHIPPED, self._choices.settings
        changed = self._key in self._unsaved
        self.remove.setEnabled(own)
        self.reset.setEnabled(changed)
        self.save.setEnabled((changed or self.file_name.text() != settings.file_name) and self._named_well)
        self.use.setEnabled(self._wrong is None and (settings.template != self._key or changed) and self._named_well)

    def _tell(self, words: str, name: str = "", act: Callable[[], object] = lambda: None) -> None:
        self.words.setText(words)
        self.act.setText(name)
        self._offered = act
        self.act.setVisible(bool(name))

    # The looks

    def _lay_out(self) -> None:
        self._note = QLabel("Comes with Paperknife and stays as it is. Copy it to make one of your own.")
        self._note.setWordWrap(True)
        self._note.setProperty("kind", "muted")
        left, middle, right = QWidget(), QWidget(), QWidget()
        rows = _column(left)
        rows.addWidget(self.list, 2)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.remove)
        foot.addStretch()
        rows.addLayout(foot)
        rows.addWidget(_label("Click to put in", self.pieces))
        rows.addWidget(self.pieces, 3)
        rows = _column(middle)
        rows.addWidget(_label("&Name", self.name))
        rows.addWidget(self.name)
        rows.addWidget(self._note)
        rows.addWidget(_label("&Template", self.text))
        rows.addWidget(self.text, 1)
        rows.addWidget(self.mistake)
        rows.addWidget(_label("Names of &files, for all templates", self.file_name))
        named = QGridLayout()
        named.addWidget(self.file_name, 0, 0)
        named.addWidget(self.reset_name, 0, 1)
        rows.addLayout(named)
        rows.addWidget(self.file_result)
        rows = _column(right)
        rows.addWidget(_label("What becomes of the page", self.outcome))
        rows.addWidget(self.outcome, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for number, box in enumerate((left, middle, right)):
            splitter.addWidget(box)
            splitter.setStretchFactor(number, int(number > 0))
        splitter.setSizes([300, 430, 370])
        said = QHBoxLayout()
        said.addWidget(self.words, 1)
        said.addWidget(self.act)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addLayout(said, 1)
        for each in (self.reset, self.save, self.use, button("Close", self.reject)):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(12)
        column.addWidget(splitter, 1)
        column.addLayout(foot)


def _column(box: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(box)
    made.setContentsMargins(8, 0, 8, 0)
    made.setSpacing(5)
    return made


def _label(name: str, buddy: QWidget) -> QLabel:
    made = QLabel(name)
    made.setProperty("kind", "heading")
    made.setBuddy(buddy)
    return made


def _heading(name: str) -> QListWidgetItem:
    made = QListWidgetItem(name)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont(made.font())
    font.setBold(True)
    made.setFont(font)
    return made


def _line(text: str, wrong: TemplateError) -> list[Mark]:
    """The line in which a mistake is, marked."""
    lines = text.split("\n")
    if wrong.line is None or not 0 < wrong.line <= len(lines):
        return []
    start = sum(len(line) + 1 for line in lines[: wrong.line - 1])
    return [Mark((start, start + len(lines[wrong.line - 1])), Tone.MISSING, messages.mistake(wrong))]
