"""Writes down what the reader corrects, one choice after the other, off the window thread."""

from collections import deque
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.tasks import Tasks
from paperknife.errors import WriteError
from paperknife.verdicts.corrections import Corrections
from paperknife.verdicts.verdict import JudgedPage

_Choices = tuple[JudgedPage, Mapping[str, bool | None]]


class Remembering(QObject):
    """Keeps `corrections` in step with the pages that are open."""

    failed = Signal(object)

    def __init__(self, corrections: Corrections, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._corrections = corrections
        self._tasks = tasks
        self._waiting: deque[_Choices] = deque()
        self._busy = False

    def take(self, page: OpenPage, blocks: Sequence[str]) -> None:
        """Writes down how these blocks of a page stand now."""
        choices = page.judged.overruled
        self._waiting.append((page.judged, {block: choices.get(block) for block in blocks}))
        self._work()

    def close_down(self) -> None:
        """Writes down what has not been written; once no other thread is at work."""
        while self._waiting:
            try:
                self._corrections.remember(*self._waiting.popleft())
            except WriteError:
                # There is no window left to say it in.
                return

    def _work(self) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            first = self._waiting[0]
            self._tasks.run("", lambda _task: self._corrections.remember(*first), self._done, self._on_failed)

    def _done(self, _undo: object) -> None:
        self._busy = False
        self._waiting.popleft()
        self._work()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self._done(None)
