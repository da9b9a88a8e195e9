"""The original looks like the page: our view of a saved file beside Chromium's view of the same file.

Run as a program it compares any files and leaves the pairs of pictures: `python tests/desktop/test_likeness.py FILE… -o FOLDER`.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineSettings
from PySide6.QtWidgets import QApplication

from paperknife import pipeline
from paperknife.desktop import scheme
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.page_view import PageView
from paperknife.render.themes import Appearance

WIDTH, HEIGHT = 1200, 2000
TILE = 8
DIFFERENT = 28  # of 255, between the mean brightnesses of two tiles
CLOSE = 0.06  # share of tiles that differ

PAGES = Path(__file__).parents[3] / "shared" / "pages"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe --force-color-profile=srgb"
).split()


class Browser:
    """Debian's Chromium without scripts and without a network, told what to do through a pipe (DevTools protocol)."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        read, its_write = os.pipe()
        its_read, write = os.pipe()
        command = ["sh", "-c", f'exec "$@" 3<&{its_read} 4>&{its_write}', "sh", program, *FLAGS]
        rules = "--host-resolver-rules=MAP * ~NOTFOUND"
        self._process = subprocess.Popen(
            [*command, rules, f"--user-data-dir={self._folder.name}", "about:blank"],
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
        self.call("Page.enable")
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
        return next(answer for answer in self._messages() if answer.get("id") == self._number)["result"]  # type: ignore[no-any-return]

    def picture(self, address: str) -> QImage:
        """What the top of the page at `address` looks like."""
        self.call("Page.navigate", url=address)
        next(message for message in self._messages() if message.get("method") == "Page.loadEventFired")
        shot = self.call("Page.captureScreenshot", format="png")
        return QImage.fromData(base64.b64decode(shot["data"]))

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._buffer:
                self._buffer += os.read(self._in.fileno(), 1 << 20)
            message, self._buffer = self._buffer.split(b"\0", 1)
            yield json.loads(message)


class OurView:
    """The window's own pane for originals."""

    def __init__(self) -> None:
        self._shelf = scheme.Shelf()
        self._profile: QWebEngineProfile = scheme.profile(self._shelf)
        self._profile.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
        self.view = PageView(self._profile, "original/original.js", "original/struck.css")
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.view.close_down()
        shiboken6.delete(self.view)
        shiboken6.delete(self._profile)

    def picture(self, path: Path) -> QImage:
        """What the top of the first page in a file looks like, nothing struck."""
        page = OpenPage(pipeline.judge(next(pipeline.open_pages(path))), path.name, self._shelf)
        _, address = page.draw(Appearance())
        loop = QEventLoop()
        self.view.loadFinished.connect(loop.quit)
        QTimer.singleShot(15_000, loop.quit)
        self.view.load_document(address)
        loop.exec()
        QTimer.singleShot(400, loop.quit)
        loop.exec()
        picture = self.view.grab().toImage()
        page.close()
        return picture


def difference(one: QImage, other: QImage) -> float:
    """The share of tiles whose brightness differs."""
    small = [
        image.scaled(WIDTH // TILE, HEIGHT // TILE, mode=_smooth()).convertToFormat(QImage.Format.Format_Grayscale8)
        for image in (one, other)
    ]
    rows = [[bytes(image.constScanLine(y))[: WIDTH // TILE] for y in range(HEIGHT // TILE)] for image in small]
    differing = sum(
        abs(a - b) > DIFFERENT for row, like in zip(*rows, strict=True) for a, b in zip(row, like, strict=True)
    )
    return differing / ((WIDTH // TILE) * (HEIGHT // TILE))


def _smooth() -> Any:
    from PySide6.QtCore import Qt

    return Qt.TransformationMode.SmoothTransformation
