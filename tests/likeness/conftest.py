"""Two views of one saved file: Debian's Chromium shows the file itself, the window's pane our original of it."""

import base64
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
import shiboken6
from PySide6.QtGui import QImage
from PySide6.QtWebEngineCore import QWebEngineScript, QWebEngineSettings
from pytestqt.qtbot import QtBot

from paperknife import pipeline
from paperknife.desktop import scheme
from paperknife.desktop.page_view import PageView
from paperknife.page.resources import Resource
from paperknife.render import original
from paperknife.render.pictures import media_type
from paperknife.verdicts.verdict import JudgedPage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --log-level=3")
scheme.register()

WIDTH, HEIGHT = 1200, 2000
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()
NOISE = "Sandboxing disabled by user|This plugin does not support|GPUInfo not initialized"


class Browser:
    """Chromium without scripts and without a network, told what to do through a pipe (DevTools protocol)."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # Chromium reads from 3 and writes to 4: what it gets must not lie there already.
        ends = [*os.pipe(), *os.pipe()]
        read, its_write, its_read, write = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in ends)
        for end in ends:
            os.close(end)
        command = ["bash", "-c", f'exec "$@" 3<&{its_read} 4>&{its_write}', "bash", program, *FLAGS]
        self._process = subprocess.Popen(
            [*command, "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self._folder.name}", "about:blank"],
            pass_fds=(its_read, its_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(its_read)
        os.close(its_write)
        self._in, self._out = os.fdopen(read, "rb"), os.fdopen(write, "wb")
        self._buffer, self._number, self._session = b"", 0, ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "DOM", "CSS"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setScriptExecutionDisabled", value=True)
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **metrics)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()
        self._folder.cleanup()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command, and what it gives."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        answer = next(answer for answer in self._messages() if answer.get("id") == self._number)
        result: dict[str, Any] = answer["result"]
        return result

    def picture(self, path: Path) -> QImage:
        """What the top of the page in the file looks like."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        next(message for message in self._messages() if message.get("method") == "Page.loadEventFired")
        # What is meant for readers without scripts was not seen when the page was saved.
        frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        sheet = self.call("CSS.createStyleSheet", frameId=frame)["styleSheetId"]
        self.call("CSS.setStyleSheetText", styleSheetId=sheet, text="noscript { display: none !important }")
        shot = self.call("Page.captureScreenshot", format="png")
        return QImage.fromData(base64.b64decode(shot["data"]))

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._buffer:
                piece = os.read(self._in.fileno(), 1 << 20)
                if not piece:
                    raise EOFError("Chromium has ended")
                self._buffer += piece
            message, self._buffer = self._buffer.split(b"\0", 1)
            yield json.loads(message)


class Pane:
    """The window's pane for originals."""

    def __init__(self, bot: QtBot) -> None:
        self._bot = bot
        self._shelf = scheme.Shelf()
        self._profile = scheme.profile(self._shelf)
        self._profile.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
        self.view = PageView(self._profile, "original/original.js", "original/struck.css")
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()

    def close(self) -> None:
        self.view.close_down()
        shiboken6.delete(self.view)
        shiboken6.delete(self._profile)

    def picture(self, path: Path) -> QImage:
        """What the top of the first page in the file looks like, nothing struck."""
        self.open(path)
        return self.view.grab().toImage()

    def open(self, path: Path) -> JudgedPage:
        """Shows the first page in the file, as soon as it has settled."""
        judged = pipeline.judge(next(pipeline.open_pages(path)))
        host = self._shelf.new_host()

        def address_of(resource: Resource) -> str:
            digest = hashlib.sha256(resource.data).hexdigest()
            return self._shelf.put(host, f"files/{digest}", resource.data, media_type(resource))

        page = original.document(judged, address_of).encode("utf-8", "replace")
        address = self._shelf.put(host, "original", page, "text/html; charset=utf-8")
        with self._bot.waitSignals([self.view.ready, self.view.loadFinished], timeout=20_000):
            self.view.load_document(address)
        self._bot.wait(300)
        return judged

    def ask(self, expression: str) -> Any:
        """The value of an expression in the world of the pane's own script."""
        answers: list[str] = []
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld
        self.view.page().runJavaScript(f"JSON.stringify({expression})", world, answers.append)
        self._bot.waitUntil(lambda: bool(answers), timeout=10_000)
        return json.loads(answers[0])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Debian's package chromium is not installed: nothing to compare with")
    with Browser(program) as browser:
        yield browser


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[Pane]:
    made = Pane(qtbot)
    yield made
    made.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "likeness" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore(NOISE))
