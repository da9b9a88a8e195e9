"""Work off the window thread: its results come back on the window thread, and a stopped task is not heard of."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from paperknife.desktop.tasks import Latest, Task, Tasks
from paperknife.errors import Cancelled, EmptyFile


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close_down()


def test_results_come_back_on_the_window_thread(qtbot: QtBot, tasks: Tasks) -> None:
    window, where, parts = threading.get_ident(), [], []

    def work(task: Task) -> str:
        where.append(threading.get_ident())
        task.report(0.5)
        task.give("part")
        return "whole"

    def done(result: str) -> None:
        where.append(threading.get_ident())
        parts.append(result)

    shares: list[float] = []
    task = tasks.run("Opening", work, done, each=parts.append)
    task.progressed.connect(shares.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert parts == ["part", "whole"]
    assert where[0] != window == where[1]
    assert shares == [0.5]


def test_what_the_work_raises_arrives(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[Exception] = []

    def work(task: Task) -> None:
        raise EmptyFile("page.html")

    with qtbot.waitSignal(tasks.run("", work, heard.append, heard.append).finished):
        pass
    assert [type(error) for error in heard] == [EmptyFile]


def test_a_stopped_task_is_told_to_stop_and_not_heard_of(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[object] = []
    begun, told = threading.Event(), threading.Event()

    def work(task: Task) -> None:
        begun.set()
        try:
            while True:
                task.report(0.1)
        except Cancelled:
            told.set()
            raise

    task = tasks.run("", work, heard.append, heard.append)
    assert begun.wait(5)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert told.is_set()
    assert heard == []


def test_only_the_newest_is_heard_of(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[int] = []
    latest = Latest(tasks)
    for number in range(8):
        latest.run(lambda _task, number=number: number, heard.append)
    qtbot.waitUntil(lambda: heard == [7])


def test_calls_without_a_result_cost_no_reference(qapp: object) -> None:
    """PySide6 6.12 loses one reference to None with each: Python 3.11 aborts after some thousands."""
    button = QPushButton()
    before = sys.getrefcount(None)
    for _ in range(1000):
        button.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100
