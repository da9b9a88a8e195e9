"""Rules for whole sites: makes them from a block, takes them back, and lets every open page follow."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoCommand
from PySide6.QtWidgets import QMenu

from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.remembering import Remembering
from paperknife.desktop.tasks import Tasks
from paperknife.filters.site_rules import SiteRule, host_of, rule_in
from paperknife.verdicts.corrections import Corrections

_Followed = list[tuple[OpenPage, Mapping[str, SiteRule]]]


class Ruling(QObject):
    """Changes `corrections` through `remembering`; `pages` gives the pages that are open.

    `made` tells of a rule that the reader made on a page, `changed` that the rules are others now.
    """

    made = Signal(OpenPage, str)
    changed = Signal()

    def __init__(
        self,
        corrections: Corrections,
        remembering: Remembering,
        pages: Callable[[], Sequence[OpenPage]],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._corrections = corrections
        self._remembering = remembering
        self._pages = pages
        self._tasks = tasks

    def offer(self, menu: QMenu, page: OpenPage, block: str) -> None:
        """Adds to a menu what can be done with a block and its like on the whole site."""
        verdict = page.judged.by_id.get(block)
        if verdict is None:
            return
        keep = page.judged.is_struck(verdict)
        words = "Keep this on" if keep else "Strike this on"
        host = host_of(page.judged.page.metadata.address)
        if not host:
            menu.addAction(f"{words} the whole site (whose address is not known)").setEnabled(False)
            return
        action = menu.addAction(f"{words} {host}")
        action.setEnabled(False)
        judged = page.judged
        # A rule is tried on the whole page, which may take a while on a large one.
        task = self._tasks.run(
            "",
            lambda _task: self._corrections.rule_for(judged, block, keep),
            lambda rule: self._fill(action, page, block, rule),
        )
        menu.destroyed.connect(task.cancel)

    def add(self, page: OpenPage, block: str, rule: str) -> None:
        """Adds a rule that was made from a block, as one step of its page that can be undone."""
        parsed = rule_in(rule)
        if parsed is None:
            return
        opposite = SiteRule(parsed.hosts, parsed.selector, not parsed.keep)
        there = self._corrections.site_rules()
        new = [rule] if parsed not in there else []
        old = [opposite.text] if opposite in there else []
        page.undo.push(_RuleStep(self, page, block, new, old, f"{'Keep' if parsed.keep else 'Strike'} on the site"))
        self.made.emit(page, rule)

    def change(self, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Adds and takes away rules, without a step for undo."""

        def write() -> None:
            for rule in remove:
                self._corrections.remove_site_rule(rule)
            for rule in add:
                self._corrections.add_site_rule(rule)

        self.follow(write)

    def follow(self, write: Callable[[], object]) -> None:
        """Does `write`, which may change the rules; then every open page follows them."""
        pages = [(page, page.alone) for page in self._pages()]

        def work() -> _Followed:
            write()
            return [(page, self._corrections.reasons(judged)) for page, judged in pages]

        self._remembering.then(work, self._on_changed)

    def _on_changed(self, followed: _Followed) -> None:
        for page, rules in followed:
            if page in self._pages():
                page.follow_rules(rules)
        self.changed.emit()

    def _fill(self, action: QAction, page: OpenPage, block: str, rule: str) -> None:
        if rule:
            action.setToolTip(rule)
            action.setEnabled(True)
            action.triggered.connect(lambda: self.add(page, block, rule))
        else:
            action.setText(f"{action.text()} (nothing tells its box from the article's)")


class _RuleStep(QUndoCommand):
    """Adds rules and takes their opposites away; a choice made for the block alone gives way."""

    def __init__(self, ruling: Ruling, page: OpenPage, block: str, new: list[str], old: list[str], words: str) -> None:
        super().__init__(words)
        self._ruling = ruling
        self._page = page
        self._choice = {block: page.choices[block]} if block in page.choices else {}
        self._new = new
        self._old = old

    def redo(self) -> None:
        if self._choice:
            self._page.take(dict.fromkeys(self._choice))
        self._ruling.change(self._new, self._old)

    def undo(self) -> None:
        self._ruling.change(self._old, self._new)
        if self._choice:
            self._page.take(self._choice)
