"""The one way off the window thread: work that takes long, with progress, results as they come, and a stop."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from paperknife.errors import Cancelled

_log = logging.getLogger(__name__)


class Task(QObject):
    """One piece of work under way. Its callbacks run on the window thread, and none after `cancel`."""

    progressed = Signal(float)
    finished = Signal()
    _arrived = Signal(str, object)

    def __init__(
        self,
        name: str,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        each: Callable[[Any], None] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._callbacks = {"done": done, "failed": failed, "each": each}
        self._stop = threading.Event()
        # Queued by hand: a signal with a plain function behind it would call that on the worker's thread.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the work to stop; from now on nothing is heard of it."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def report(self, fraction: float) -> None:
        """For the work: how far it is, 0 to 1. Raises Cancelled where it should stop."""
        if self._stop.is_set():
            raise Cancelled
        self._arrived.emit("progress", fraction)

    def give(self, result: Any) -> None:
        """For the work: a part of its result that can be used now. Raises Cancelled where it should stop."""
        if self._stop.is_set():
            raise Cancelled
        self._arrived.emit("each", result)

    @Slot(str, object)
    def _on_arrived(self, kind: str, value: Any) -> None:
        try:
            if kind == "progress":
                self.progressed.emit(value)
            elif (callback := self._callbacks.get(kind)) and not self.cancelled:
                callback(value)
        finally:
            if kind in ("done", "failed"):
                self.finished.emit()


class Tasks(QObject):
    """Starts work on other threads and keeps it until it is done."""

    started = Signal(Task)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Task] = set()

    def run(
        self,
        name: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        each: Callable[[Any], None] | None = None,
    ) -> Task:
        """Runs `work(task)` on another thread; `name` says to the person what it is ("" says nothing).

        `each` gets what the work gives while it runs, `done` what it returns, `failed` what it raises
        (Cancelled is not heard of).
        """
        task = Task(name, done, failed, each, self)
        self._running.add(task)
        task.finished.connect(lambda: self._forget(task))
        self._pool.start(_Runnable(task, work))
        if name:
            self.started.emit(task)
        return task

    def close_down(self) -> None:
        """Stops everything and waits for it."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def _forget(self, task: Task) -> None:
        self._running.discard(task)
        task.deleteLater()


class Latest:
    """Work of which only the newest matters: starting it again stops what ran before."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._task: Task | None = None

    def run(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        each: Callable[[Any], None] | None = None,
    ) -> None:
        self.stop()
        task = self._task = self._tasks.run("", work, done, failed, each)
        task.finished.connect(lambda: self._ended(task))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None


class _Runnable(QRunnable):
    def __init__(self, task: Task, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        try:
            if self._task.cancelled:
                raise Cancelled
            result = self._work(self._task)
        except Cancelled:
            self._task.cancel()
            self._send("done", None)
        except Exception as error:
            _log.debug("%s failed", self._task.name or "A task", exc_info=True)
            self._send("failed", error)
        else:
            self._send("done", result)

    def _send(self, kind: str, value: Any) -> None:
        try:
            self._task._arrived.emit(kind, value)
        except RuntimeError:
            _log.debug("the window closed before a task was done")
