"""What is being done that takes long: a line in the status bar with a stop button."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from paperknife.desktop.rows import say
from paperknife.desktop.tasks import Task, Tasks

# Work that is done sooner is not worth a word.
_PATIENCE = 250


class ProgressLine(QWidget):
    """Shows the newest piece of named work."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        say(self._bar, "Progress")
        stop = QPushButton("Stop")
        stop.setProperty("kind", "quiet")
        stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(stop)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(lambda: self.setVisible(bool(self._running)))
        tasks.started.connect(self._on_started)
        self.hide()

    def _on_started(self, task: Task) -> None:
        self._running.append(task)
        task.progressed.connect(lambda share: self._on_progress(task, share))
        task.finished.connect(lambda: self._on_finished(task))
        self._tell(task, 0.0)
        self._wait.start()

    def _on_progress(self, task: Task, share: float) -> None:
        if self._running and self._running[-1] is task:
            self._tell(task, share)

    def _on_finished(self, task: Task) -> None:
        self._running.remove(task)
        if self._running:
            self._tell(self._running[-1], 0.0)
        else:
            self._wait.stop()
            self.hide()

    def _tell(self, task: Task, share: float) -> None:
        self._words.setText(f"{task.name}…")
        self._bar.setRange(0, 1000 if share > 0 else 0)
        self._bar.setValue(round(share * 1000))

    def _stop(self) -> None:
        for task in self._running:
            task.cancel()
