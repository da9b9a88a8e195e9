"""Changes which filter lists are in use, one thing after the other, off the window thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from paperknife.desktop.fetching import fetch
from paperknife.desktop.tasks import Task, Tasks
from paperknife.errors import FilterListError
from paperknife.filters.subscriptions import LARGEST, Subscription, Subscriptions


@dataclass(frozen=True, slots=True)
class Updated:
    """Titles of the lists that were fetched, and what went wrong with others."""

    titles: tuple[str, ...]
    errors: tuple[FilterListError, ...]


class Subscribing(QObject):
    """Works on `subscriptions`. While `busy`, nothing else is begun.

    `changed` tells that pages are to be judged anew, `ended` that a piece of work is over, however it went.
    """

    progressed = Signal(float)
    changed = Signal()
    added = Signal(Subscription)
    updated = Signal(Updated)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, subscriptions: Subscriptions, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subscriptions = subscriptions
        self._tasks = tasks
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether a change is under way."""
        return self._task is not None

    def all(self) -> list[Subscription]:
        """Every list that there is or could be."""
        return self._subscriptions.all()

    def switch(self, name: str, on: bool) -> None:
        """Turns a list on or off."""
        self._do(lambda _task: self._subscriptions.switch(name, on), lambda _none: self.changed.emit())

    def add(self, path: Path) -> None:
        """Adds a file of the reader's as a list."""
        self._do(lambda _task: self._subscriptions.add(path), self._on_added)

    def remove(self, name: str) -> None:
        """Takes a list off this machine."""
        self._do(lambda _task: self._subscriptions.remove(name), lambda _none: self.changed.emit())

    def update(self) -> None:
        """Fetches every list that is on and has an address. Uses the network."""
        wanted = [each for each in self.all() if each.on and each.address]

        def work(task: Task) -> Updated:
            titles, errors = [], []
            for number, each in enumerate(wanted):

                def report(share: float, number: int = number) -> None:
                    task.report((number + share) / len(wanted))

                try:
                    self._subscriptions.update(each.name, partial(fetch, most=LARGEST, report=report))
                    titles.append(each.title)
                except FilterListError as error:
                    errors.append(error)
            return Updated(tuple(titles), tuple(errors))

        self._do(work, self._on_updated)

    def stop(self) -> None:
        """Stops what is under way; lists that were fetched whole stay."""
        if self._task is not None:
            self._task.cancel()

    def _do(self, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        if self.busy:
            return
        self._task = task = self._tasks.run("", work, done, self.failed.emit)
        task.progressed.connect(self.progressed)
        task.finished.connect(self._on_ended)

    def _on_added(self, subscription: Subscription) -> None:
        self.added.emit(subscription)
        self.changed.emit()

    def _on_updated(self, updated: Updated) -> None:
        self.updated.emit(updated)
        if updated.titles:
            self.changed.emit()

    def _on_ended(self) -> None:
        stopped = self._task is not None and self._task.cancelled
        self._task = None
        if stopped:
            self.changed.emit()
        self.ended.emit()
