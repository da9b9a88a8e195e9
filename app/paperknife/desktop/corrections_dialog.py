"""Corrections: the reader's rules for sites, to look through, take away, and take along."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from paperknife.desktop.buttons import button
from paperknife.desktop.palette import Colours
from paperknife.desktop.rows import Role, Rows, say
from paperknife.desktop.ruling import Ruling
from paperknife.filters.site_rules import SiteRule
from paperknife.verdicts.corrections import Corrections, Imported

_KINDS = "Everything, for another Paperknife (*.json);;Rules for sites, for any ad blocker (*.txt)"
_NONE = (
    "No rules yet. Point at something in the original, open its menu, and choose “Strike this on …” or "
    "“Keep this on …”: the rule is listed here."
)


class CorrectionsDialog(QDialog):
    """Stays beside the window; what is changed here is seen in open pages at once."""

    def __init__(
        self,
        corrections: Corrections,
        ruling: Ruling,
        show_file: Callable[[Path], object],
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Corrections")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 460)
        self._corrections = corrections
        self._ruling = ruling
        self._removed = ""
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        say(self.list, "Rules for sites", "Delete takes the selected rule away")
        self._rows = Rows(self.list, colours)
        self._rows.done.connect(self._remove)
        self.list.setItemDelegate(self._rows)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._remove(self.list.currentIndex()))
        self._nothing = QLabel(_NONE)
        self._nothing.setProperty("kind", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(48, 0, 48, 0)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = button("Undo", self._take_back, "quiet")
        self.buttons = {
            name: button(name, act)
            for name, act in (
                ("Import…", self._ask_to_import),
                ("Export…", self._ask_to_export),
                ("Show the file", lambda: show_file(corrections.rules_file)),
            )
        }
        self._lay_out()
        ruling.changed.connect(self._fill)
        self._say("")
        self._fill()

    def rules(self) -> list[str]:
        """The rules in the list."""
        return [self._model.item(row).data(Role.KEY) for row in range(self._model.rowCount())]

    def import_from(self, file: Path) -> None:
        """Adds what a file says to what is there."""
        found: list[Imported] = []

        def tell() -> None:
            self._ruling.changed.disconnect(tell)
            if found:
                rules, pages = found[0].rules, found[0].pages
                self._say(f"{rules} new {_plural('rule', rules)} and corrections of {pages} {_plural('page', pages)}.")

        self._ruling.changed.connect(tell)
        self._ruling.follow(lambda: found.append(self._corrections.import_from(file)))

    def export(self, file: Path) -> None:
        """Writes everything to a file, or only the rules if its name ends in ".txt"."""
        self._ruling.follow(lambda: self._corrections.export(file))
        self._say(f"Written to {file}")

    def _fill(self) -> None:
        rules = self._corrections.site_rules()
        row = self.list.currentIndex().row()
        self._model.clear()
        for rule in sorted(rules, key=lambda rule: rule.hosts):
            item = QStandardItem(rule.text)
            item.setEditable(False)
            item.setData(_meaning(rule), Role.DETAIL)
            item.setData("Remove", Role.DO)
            item.setData(rule.text, Role.KEY)
            item.setToolTip(rule.text)
            item.setData(f"{rule.text}. {_meaning(rule)}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if rules and row >= 0:
            self.list.setCurrentIndex(self._model.index(min(row, len(rules) - 1), 0))
        self._pile.setCurrentWidget(self.list if rules else self._nothing)
        self.buttons["Show the file"].setEnabled(self._corrections.rules_file.is_file())

    def _remove(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid():
            rule = str(index.data(Role.KEY))
            self._ruling.change(remove=[rule])
            self._say(f"Removed {rule}", rule)

    def _take_back(self) -> None:
        self._ruling.change(add=[self._removed])
        self._say("")

    def _say(self, words: str, removed: str = "") -> None:
        self.words.setText(words)
        self._removed = removed
        self.undo.setVisible(bool(removed))

    def _ask_to_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import corrections", "", "Corrections and lists (*.json *.txt)")
        if name:
            self.import_from(Path(name))

    def _ask_to_export(self) -> None:
        name, kind = QFileDialog.getSaveFileName(self, "Export corrections", "paperknife-corrections.json", _KINDS)
        if name:
            file = Path(name)
            self.export(file if file.suffix else file.with_suffix(".txt" if "*.txt" in kind else ".json"))

    def _lay_out(self) -> None:
        about = QLabel(
            "Rules that you made for whole sites. They count for every page of a site, and are applied last."
        )
        about.setWordWrap(True)
        about.setProperty("kind", "muted")
        box = QWidget()
        self._pile = QStackedLayout(box)
        self._pile.addWidget(self.list)
        self._pile.addWidget(self._nothing)
        said = QHBoxLayout()
        said.addWidget(self.words, 1)
        said.addWidget(self.undo)
        foot = QHBoxLayout()
        for each in self.buttons.values():
            foot.addWidget(each)
        foot.addStretch()
        foot.addWidget(button("Close", self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(box, 1)
        column.addLayout(said)
        column.addLayout(foot)


def _meaning(rule: SiteRule) -> str:
    where = ", ".join(rule.hosts) or "all sites"
    return f"{'Keeps' if rule.keep else 'Strikes'} this box on {where}"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
