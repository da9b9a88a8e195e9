"""What was struck: every struck block under its label, why, and a button that keeps it."""

from collections import defaultdict

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.palette import BY_HAND, LIGHT, Colours, tint
from paperknife.desktop.panel import Panel, rows_of
from paperknife.desktop.reasons import label_of, name_of, why
from paperknife.desktop.rows import Role, Rows, say
from paperknife.verdicts.verdict import Label, Verdict


class LedgerPanel(Panel):
    """Follows one open page. Keys of rows: the id of a block, or of a label's row all ids under it."""

    pointed = Signal(str)
    chosen = Signal(str)
    menu_made = Signal(QMenu, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What was struck", parent)
        self._page: OpenPage | None = None
        self._model = QStandardItemModel(self)
        self._tree = rows_of(self._model)
        self._tree.setExpandsOnDoubleClick(False)
        say(self._tree, "Struck blocks", "Enter keeps the selected block, or all blocks of a label")
        self._rows = Rows(self._tree, LIGHT)
        self._tree.setItemDelegate(self._rows)
        self._nothing = QLabel("Nothing is struck on this page.")
        self._nothing.setProperty("kind", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._foot = QLabel()
        self._foot.setProperty("kind", "muted")

        self._pile = QStackedLayout()
        self._pile.addWidget(self._tree)
        self._pile.addWidget(self._nothing)
        foot = QWidget()
        foot.setObjectName("panel-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._foot)
        box = QVBoxLayout()
        box.setContentsMargins(6, 0, 4, 0)
        box.addLayout(self._pile)
        self.body.addLayout(box, 1)
        self.body.addWidget(foot)

        self._rows.done.connect(self._keep)
        self._tree.entered.connect(lambda index: self.pointed.emit(self._block(index)))
        self._tree.clicked.connect(self._on_clicked)
        self._tree.customContextMenuRequested.connect(self._menu)
        self._tree.selectionModel().currentChanged.connect(self._on_current)
        self._tree.installEventFilter(self)
        self._tree.viewport().installEventFilter(self)

    def follow(self, page: OpenPage | None) -> None:
        """Shows another page's ledger; None for no page."""
        if self._page is not None:
            self._page.changed.disconnect(self._fill)
        self._page = page
        self._model.clear()
        if page is not None:
            page.changed.connect(self._fill)
        self._fill()

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        super().dress(colours)
        self._rows.colours = colours
        self._tree.viewport().update()

    def _fill(self) -> None:
        closed = {
            self._model.item(row).text()
            for row in range(self._model.rowCount())
            if not self._tree.isExpanded(self._model.index(row, 0))
        }
        current = self._tree.currentIndex()
        stood = (current.parent().row(), current.row()) if current.isValid() else None
        scrolled = self._tree.verticalScrollBar().value()
        self._model.clear()
        groups: dict[str, list[Verdict]] = defaultdict(list)
        if self._page is not None:
            judged = self._page.judged
            for verdict in judged.verdicts:
                if judged.is_struck(verdict):
                    groups[label_of(verdict)].append(verdict)
        for label in (BY_HAND, *Label):
            if label in groups:
                self._add_group(label, groups[label])
        for row in range(self._model.rowCount()):
            self._tree.setExpanded(self._model.index(row, 0), self._model.item(row).text() not in closed)
        self._tree.verticalScrollBar().setValue(scrolled)
        if stood is not None and self._tree.hasFocus():
            self._stand_near(*stood)
        self._pile.setCurrentWidget(self._tree if groups else self._nothing)
        self._foot.setText(self._kept_line())

    def _add_group(self, label: str, verdicts: list[Verdict]) -> None:
        assert self._page is not None
        judged = self._page.judged
        group = QStandardItem(name_of(label, plural=True))
        group.setEditable(False)
        group.setData(str(len(verdicts)), Role.COUNT)
        group.setData(tint(label).name(), Role.SPOT)
        group.setData("Keep all", Role.DO)
        group.setData([verdict.block.id for verdict in verdicts], Role.KEY)
        group.setData(f"{group.text()}, {len(verdicts)} struck", Qt.ItemDataRole.AccessibleTextRole)
        for verdict in verdicts:
            text = " ".join(verdict.block.text.split())
            reason = why(judged, verdict, self._page.rules)
            item = QStandardItem(text[:200] or f"({verdict.block.kind})")
            item.setEditable(False)
            item.setData(reason, Role.DETAIL)
            item.setData("Keep", Role.DO)
            item.setData([verdict.block.id], Role.KEY)
            item.setToolTip(f"{text[:600] or verdict.block.kind}\n\n{name_of(label)}: {reason}.")
            item.setData(f"{item.text()}. {reason}", Qt.ItemDataRole.AccessibleTextRole)
            group.appendRow(item)
        self._model.appendRow(group)

    def _kept_line(self) -> str:
        if self._page is None:
            return "No page is open"
        kept, whole = self._page.judged.words
        share = f" ({kept * 100 // whole} %)" if whole else ""
        return f"kept {kept:,} of {whole:,} words{share}"

    def _block(self, index: QModelIndex) -> str:
        """The block of a row; "" for a label's row."""
        return index.data(Role.KEY)[0] if index.parent().isValid() else ""

    def _stand_near(self, group: int, row: int) -> None:
        parent = self._model.index(max(group, 0), 0)
        if not parent.isValid():
            parent = self._model.index(self._model.rowCount() - 1, 0)
        inside = self._model.index(min(row, self._model.rowCount(parent) - 1), 0, parent)
        self._tree.setCurrentIndex(inside if group >= 0 and inside.isValid() else parent)

    def _keep(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._page is None or not index.isValid():
            return
        blocks = index.data(Role.KEY)
        words = "Keep a block" if index.parent().isValid() else f"Keep all {index.data().lower()}"
        self._page.keep(blocks, words)

    def _on_clicked(self, index: QModelIndex) -> None:
        if block := self._block(index):
            self.chosen.emit(block)
        else:
            self._tree.setExpanded(index, not self._tree.isExpanded(index))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and self._tree.hasFocus() and (block := self._block(index)):
            self.pointed.emit(block)

    def _menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        if index.isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.setToolTipsVisible(True)
            kept = QPersistentModelIndex(index)
            menu.addAction(str(index.data(Role.DO)), lambda: self._keep(kept))
            if block := self._block(index):
                self.menu_made.emit(menu, block)
            menu.popup(self._tree.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and watched is self._tree.viewport():
            self.pointed.emit("")
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched is self._tree
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if self._tree.currentIndex().isValid():
                self._keep(self._tree.currentIndex())
            return True
        return super().eventFilter(watched, event)
