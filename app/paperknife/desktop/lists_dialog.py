"""Filter lists: which there are, which are in use, files of the reader's own, and fetching those of others."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from paperknife import messages
from paperknife.desktop.buttons import button
from paperknife.desktop.drops import dropped
from paperknife.desktop.rows import say
from paperknife.desktop.subscribing import Subscribing, Updated
from paperknife.errors import PaperknifeError
from paperknife.filters.subscriptions import Subscription

_NAME = Qt.ItemDataRole.UserRole
_OWN = "paperknife"


class ListsDialog(QDialog):
    """Stays beside the window. Nothing is fetched unless Update is pressed."""

    def __init__(self, subscribing: Subscribing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Filter lists")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(960, 520)
        self._subscribing = subscribing
        self.tree = QTreeWidget()
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels(["List", "Against", "Date", "Licence"])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        say(self.tree, "Filter lists", "Space turns the selected list on or off")
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        say(self._bar, "Progress")
        self.stop = button("Stop", self._stop)
        self.add = button("Add a file…", self._ask)
        self.remove = button("Remove", self._remove)
        self.update_ = button("Update", self._update, "main")
        self.update_.setToolTip("Fetches the ticked lists from where they are kept; uses the network")
        self._lay_out()
        self.tree.itemChanged.connect(self._on_ticked)
        self.tree.currentItemChanged.connect(lambda *_: self._tell_what_can_be_done())
        subscribing.progressed.connect(self._on_progress)
        subscribing.added.connect(lambda one: self.words.setText(f"“{one.title}” was added and is in use."))
        subscribing.updated.connect(self._on_updated)
        subscribing.failed.connect(self._on_failed)
        subscribing.ended.connect(self._on_ended)
        self._fill()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._subscribing.busy and dropped(event.mimeData()).paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event.mimeData()).paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._add(paths[0])

    def reject(self) -> None:
        self._subscribing.stop()
        super().reject()

    def _fill(self) -> None:
        current = self.tree.currentItem()
        name = current.data(0, _NAME) if current is not None else _OWN
        self.tree.blockSignals(True)
        self.tree.clear()
        for each in self._subscribing.all():
            item = QTreeWidgetItem([each.title, _against(each), _when(each), each.licence])
            item.setData(0, _NAME, each.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if each.on else Qt.CheckState.Unchecked)
            for column in range(4):
                item.setToolTip(column, each.address or item.text(column))
            self.tree.addTopLevelItem(item)
            if each.name == name:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        # The style's padding is not in what Qt takes for the width of the contents.
        self.tree.resizeColumnToContents(0)
        self.tree.setColumnWidth(0, self.tree.columnWidth(0) + 24)
        self._tell_what_can_be_done()

    def _on_ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        self.words.clear()
        self._subscribing.switch(item.data(0, _NAME), item.checkState(0) is Qt.CheckState.Checked)
        self._tell_what_can_be_done()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Add a filter list", "", "Filter lists (*.txt *.list);;All (*)")
        if name:
            self._add(Path(name))

    def _add(self, path: Path) -> None:
        self.words.clear()
        self._subscribing.add(path)
        self._tell_what_can_be_done()

    def _remove(self) -> None:
        if (item := self.tree.currentItem()) is not None:
            self.words.setText(f"“{item.text(0)}” was removed.")
            self._subscribing.remove(item.data(0, _NAME))
            self._tell_what_can_be_done()

    def _update(self) -> None:
        if not any(each.on and each.address for each in self._subscribing.all()):
            self.words.setText("Tick the lists of others that you want to use, then update.")
            return
        self.words.setText("Fetching…")
        self._bar.setRange(0, 0)
        self._subscribing.update()
        self._tell_what_can_be_done(fetching=True)
        self.stop.setFocus()

    def _stop(self) -> None:
        self.words.setText("Stopped. Lists that had been fetched whole are in use.")
        self._subscribing.stop()

    def _on_progress(self, share: float) -> None:
        self._bar.setRange(0, 1000 if share > 0 else 0)
        self._bar.setValue(round(share * 1000))

    def _on_updated(self, updated: Updated) -> None:
        words = [f"Updated: {', '.join(updated.titles)}."] if updated.titles else []
        words += [messages.sentence(error) for error in updated.errors[:1]]
        if len(updated.errors) > 1:
            words.append(f"The same goes for {', '.join(f'“{error.title}”' for error in updated.errors[1:])}.")
        self.words.setText(" ".join(words))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, PaperknifeError):
            self.words.setText(messages.sentence(error))

    def _on_ended(self) -> None:
        if self.stop.hasFocus():
            self.update_.setEnabled(True)
            self.update_.setFocus()
        self._fill()

    def _tell_what_can_be_done(self, fetching: bool = False) -> None:
        busy = self._subscribing.busy
        self.tree.setEnabled(not fetching)
        for each in (self.add, self.update_):
            each.setEnabled(not busy)
        item = self.tree.currentItem()
        here = {each.name for each in self._subscribing.all() if each.here and each.name != _OWN}
        self.remove.setEnabled(not busy and item is not None and item.data(0, _NAME) in here)
        for widget in (self._bar, self.stop):
            widget.setVisible(busy and fetching)

    def _lay_out(self) -> None:
        about = QLabel(
            "Lists tell what is known to be advertising and the like. Tick those that you want to use; drop a file "
            "with a list here to add it. Lists of others are fetched only when you press Update."
        )
        about.setWordWrap(True)
        about.setProperty("kind", "muted")
        said = QHBoxLayout()
        said.addWidget(self.words, 1)
        said.addWidget(self._bar, 1)
        said.addWidget(self.stop)
        foot = QHBoxLayout()
        for each in (self.add, self.remove):
            foot.addWidget(each)
        foot.addStretch()
        foot.addWidget(self.update_)
        foot.addWidget(button("Close", self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(self.tree, 1)
        column.addLayout(said)
        column.addLayout(foot)


def _against(each: Subscription) -> str:
    if each.name == _OWN:
        return "Labels and boxes that many sites share"
    return each.about or "A file of yours"


def _when(each: Subscription) -> str:
    if each.name == _OWN:
        return "comes with Paperknife"
    return each.date or ("update to fetch it" if each.on else "not here")
