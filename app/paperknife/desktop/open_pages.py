"""The pages that are open: opens files and pieces, keeps them in order, knows the current one."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from paperknife import pipeline
from paperknife.desktop.drops import Dropped
from paperknife.desktop.open_page import OpenPage, Standing
from paperknife.desktop.reasons import Rules
from paperknife.desktop.remembering import Remembering
from paperknife.desktop.scheme import Shelf
from paperknife.desktop.tasks import Latest, Task, Tasks
from paperknife.errors import AddressOnly, EmptyFile
from paperknife.filters.filter_lists import FilterLists
from paperknife.page.page import Page
from paperknife.verdicts.verdict import JudgedPage


class OpenPages(QObject):
    """Pages in the order in which they were opened."""

    changed = Signal()
    current_changed = Signal(object)
    page_changed = Signal()
    opened = Signal(Path)
    added = Signal(OpenPage)
    closing = Signal(OpenPage)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, shelf: Shelf, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._lists: FilterLists | None = None
        self.corrections = pipeline.corrections()
        self.remembering = Remembering(self.corrections, tasks, self)
        self.remembering.failed.connect(self.failed)
        self._judging = Latest(tasks)
        self._waiting: deque[tuple[str, Callable[[Task], Iterator[Page]], Path | None]] = deque()
        self._busy = False
        self._show_next = False
        self.all: list[OpenPage] = []
        self.current: OpenPage | None = None

    def open(self, dropped: Dropped) -> None:
        """Opens files one after the other, or a piece of a page; the first of them becomes current."""
        if dropped.is_link:
            self.failed.emit(AddressOnly("The link", dropped.address))
            return
        self._show_next = True
        self._waiting.extend((path.name, partial(_file, path), path) for path in dropped.paths)
        if not dropped.paths:
            if not dropped:
                self.failed.emit(EmptyFile("clipboard"))
                return
            self._waiting.append(("Clipboard", partial(_piece, dropped), None))
        self._work()

    def show(self, page: OpenPage | None) -> None:
        """Makes a page current."""
        if page is not self.current:
            self.current = page
            self.current_changed.emit(page)

    def step(self, by: int) -> None:
        """Makes the page `by` places further current, round and round."""
        if self.current is not None:
            self.show(self.all[(self.all.index(self.current) + by) % len(self.all)])

    def close(self, page: OpenPage) -> None:
        """Closes a page; its neighbour becomes current."""
        self.closing.emit(page)
        at = self.all.index(page)
        self.all.remove(page)
        if page is self.current:
            self.show(self.all[min(at, len(self.all) - 1)] if self.all else None)
        page.close()
        page.deleteLater()
        self.changed.emit()

    def _work(self) -> None:
        if self._busy:
            return
        if not self._waiting:
            self.finished.emit()
            return
        name, pages, path = self._waiting.popleft()
        self._busy = True
        reopened = [page for page in self.all if path is not None and page.judged.page.path == str(path)]

        def work(task: Task) -> None:
            for page in pages(task):
                task.give(self._judged(page))

        def each(standing: Standing) -> None:
            file = standing.judged.page.path
            self._add(standing, Path(file).name if file else name)
            # A file that is opened again is read again, and stands in the list once.
            while reopened:
                self.close(reopened.pop())

        def done(_result: object) -> None:
            if path is not None:
                self.opened.emit(path)

        task = self._tasks.run(f"Opening {name}", work, done, self.failed.emit, each)
        task.finished.connect(lambda: self._next(task.cancelled))

    def judge_anew(self) -> None:
        """Judges every open page again, by the filter lists as they are now."""
        pages = list(self.all)

        def work(task: Task) -> FilterLists:
            lists = pipeline.filter_lists()
            for page in pages:
                judged = pipeline.judge(page.alone.page, lists)
                task.give((page, judged, self.corrections.reasons(judged)))
            return lists

        def each(found: tuple[OpenPage, JudgedPage, Rules]) -> None:
            page, judged, rules = found
            if page in self.all:
                page.judge_anew(judged, rules)

        self._judging.run(work, self._take_lists, self.failed.emit, each)

    def _take_lists(self, lists: FilterLists) -> None:
        self._lists = lists

    def _judged(self, page: Page) -> Standing:
        """Judges a page by the filter lists, which take long to load, and by the reader's corrections."""
        if self._lists is None:
            self._lists = pipeline.filter_lists()
        judged = pipeline.judge(page, self._lists)
        return Standing(judged, self.corrections.reasons(judged), self.corrections.for_page(judged))

    def _next(self, stopped: bool) -> None:
        if stopped:
            self._waiting.clear()
        self._busy = False
        self._work()

    def _add(self, standing: Standing, name: str) -> None:
        page = OpenPage(standing, name, self._shelf, self)
        page.changed.connect(self.page_changed)
        page.chosen.connect(lambda blocks: self.remembering.take(page, blocks))
        self.added.emit(page)
        self.all.append(page)
        self.changed.emit()
        if self._show_next or self.current is None:
            self._show_next = False
            self.show(page)


def _file(path: Path, task: Task) -> Iterator[Page]:
    return pipeline.open_pages(path, task.report)


def _piece(dropped: Dropped, _task: Task) -> Iterator[Page]:
    return pipeline.open_clipboard(dropped.html, dropped.plain, dropped.address)
