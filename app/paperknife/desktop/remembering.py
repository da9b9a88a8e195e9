"""Writes down what the reader corrects, one step after the other, off the window thread."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.tasks import Tasks
from paperknife.errors import PaperknifeError
from paperknife.verdicts.corrections import Corrections

_Step = tuple[Callable[[], Any], Callable[[Any], None] | None]


class Remembering(QObject):
    """Keeps `corrections` in step with what the reader does."""

    failed = Signal(object)

    def __init__(self, corrections: Corrections, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._corrections = corrections
        self._tasks = tasks
        self._waiting: deque[_Step] = deque()
        self._busy = False

    def take(self, page: OpenPage, blocks: Sequence[str]) -> None:
        """Writes down how these blocks of a page stand now."""
        judged, choices = page.alone, page.choices
        told = {block: choices.get(block) for block in blocks}
        self.then(lambda: self._corrections.remember(judged, told))

    def then(self, write: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        """Does `write` after everything before it; `done` gets what it returns. It may raise PaperknifeError."""
        self._waiting.append((write, done))
        self._work()

    @property
    def idle(self) -> bool:
        """Whether everything is written."""
        return not self._waiting

    def close_down(self) -> None:
        """Writes down what has not been written; once no other thread is at work."""
        while self._waiting:
            try:
                self._waiting.popleft()[0]()
            except PaperknifeError:
                # There is no window left to say it in.
                return

    def _work(self) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            write = self._waiting[0][0]
            self._tasks.run("", lambda _task: write(), self._done, self._on_failed)

    def _done(self, result: Any) -> None:
        done = self._next()
        if done is not None:
            done(result)
        self._work()

    def _on_failed(self, error: Exception) -> None:
        self._next()
        self.failed.emit(error)
        self._work()

    def _next(self) -> Callable[[Any], None] | None:
        self._busy = False
        return self._waiting.popleft()[1]
