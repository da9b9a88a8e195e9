"""One window per person and screen: a second start hands its files to the first one and ends."""

import json
import logging
import os
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from paperknife.settings import cache_folder

_log = logging.getLogger(__name__)

_PATIENCE = 4.0  # seconds that a start waits for a window that does not answer, before it opens its own
_SILENCE = 1_500  # milliseconds in which a later start has to say what it wants
_STEP = 100  # milliseconds between two attempts
_LONGEST = 1_000_000  # bytes of a message
_LONGEST_PATH = 100  # bytes of a socket's name: 104 to 108 on systems with files for them
_UNDERSTOOD = b"ok\n"


class Place:
    """The place of the first window of a person on a screen. It is taken at once, if no other window has it; one whose
    process is gone has not. Needs no application."""

    def __init__(self) -> None:
        self.name = _name()
        self._lock: QLockFile | None = None
        self.is_ours = False
        if self.name is not None:
            self._lock = QLockFile(str(cache_folder() / f"{Path(self.name).name}.lock"))
            self._lock.setStaleLockTime(0)
            self.is_ours = self._lock.tryLock(0)

    def hand_over(self, files: Sequence[str], patience: float = _PATIENCE) -> bool:
        """Whether the window that has the place took the files (none: it came to the front), within `patience` s."""
        if self.name is None or self.is_ours:
            return False
        paths = [str(Path(file).absolute()) for file in files]
        message = json.dumps({"files": paths, "token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}).encode() + b"\n"
        end = time.monotonic() + patience
        while time.monotonic() < end:
            socket = QLocalSocket()
            socket.connectToServer(self.name)
            # It may be just starting, and not listening yet.
            if not socket.waitForConnected(_STEP):
                time.sleep(_STEP / 1000)
                continue
            socket.write(message)
            while not socket.canReadLine():
                if not socket.waitForReadyRead(max(1, int((end - time.monotonic()) * 1000))):
                    break
            return bytes(socket.readLine().data()) == _UNDERSTOOD
        return False

    def give_up(self) -> None:
        """Leaves the place to others."""
        if self._lock is not None and self.is_ours:
            self._lock.unlock()
        self.is_ours = False


class FirstInstance(QObject):
    """Listens for later starts of the same person on the same screen. `asked` gives the files to open, perhaps none."""

    asked = Signal(list)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Begins, if it has the place; what one that crashed left behind is cleared away."""
        name = self._place.name
        if name is None or not self._place.is_ours:
            return False
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            _log.warning("later starts open windows of their own: %s", self._server.errorString())
            self._place.give_up()
            return False
        return True

    def close(self) -> None:
        """Ends listening."""
        self._server.close()
        self._place.give_up()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            # Whoever connects and says nothing does not stay.
            QTimer.singleShot(_SILENCE, socket, socket.abort)
            self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        paths = _understood(bytes(socket.readLine(_LONGEST).data()))
        if paths is None:
            socket.abort()
            return
        socket.write(_UNDERSTOOD)
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit(paths)


def _name() -> str | None:
    """The socket's name: a file that only this person can reach, on Windows a pipe; None where that cannot be had."""
    screen = "\n".join(os.environ.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"))
    folder = cache_folder()
    key = sha256(f"{folder}\n{screen}".encode("utf-8", "replace")).hexdigest()[:12]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if os.name == "nt":
        return f"paperknife-{key}"
    name = str(folder / f"window-{key}")
    return name if len(os.fsencode(name)) <= _LONGEST_PATH else None


def _understood(line: bytes) -> list[Path] | None:
    """The files of a message; None if it is none of ours."""
    try:
        said = json.loads(line)
        files = said["files"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(files, list) or not all(isinstance(file, str) and "\0" not in file for file in files):
        return None
    token = said.get("token")
    if isinstance(token, str) and token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # what Qt asks for when a window wants to come to the front
    return [Path(file) for file in files]
