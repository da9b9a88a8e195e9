"""A page that tries every way out reaches nobody, and a page of another file is out of its reach."""
# ruff: noqa: E501 - a piece of a page is easier to read in one line

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from paperknife.desktop.page_view import PageView
from paperknife.desktop.scheme import NO_HOSTS, Shelf, register


class Canary:
    """Listens on a port of this machine and counts who comes, by TCP or by UDP."""

    def __init__(self) -> None:
        self.contacts: list[str] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        for listen in (self._hear_tcp, self._hear_udp):
            threading.Thread(target=listen, daemon=True).start()

    def _hear_tcp(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            self.contacts.append("tcp")
            connection.close()

    def _hear_udp(self) -> None:
        while True:
            try:
                if self._udp.recv(2000):
                    self.contacts.append("udp")
            except OSError:
                return

    def close(self) -> None:
        for listening in (self._tcp, self._udp):
            listening.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    listening = Canary()
    yield listening
    listening.close()


HOSTILE = """<!doctype html><html><head><meta charset=utf-8><title>t</title>
<meta http-equiv="refresh" content="0; url={to}/refresh">
<link rel="preconnect" href="{to}"><link rel="dns-prefetch" href="{to}">
<link rel="preconnect" href="{by_name}"><link rel="prefetch" href="{to}/prefetch">
<link rel="preload" as="image" href="{to}/preload"><link rel="modulepreload" href="{to}/m.js">
<link rel="icon" href="{to}/icon.png"><link rel="manifest" href="{to}/manifest"><link rel="stylesheet" href="{to}/s.css">
<script type="speculationrules">{{"prefetch": [{{"source": "list", "urls": ["{to}/rules"]}}]}}</script>
<script src="{to}/x.js"></script>
<style>@import url("{to}/import.css"); @font-face {{ font-family: f; src: url("{to}/f.woff2"); }}
 body {{ font-family: f; background: url("{to}/bg.png"), url("file:///etc/hostname"); cursor: url("{to}/c.cur"), auto; }}</style>
<script>fetch("{to}/fetch"); new WebSocket("ws" + "{to}".slice(4)); navigator.sendBeacon("{to}/b"); new Image().src = "{to}/i";
 new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{port}"}}]}}).createDataChannel("x"); document.title = "ran";</script>
</head><body onload="document.title='ran'; location='{to}/onload'">
<p data-block="1">A page that calls home. <a id="a" href="{to}/link" ping="{to}/ping">A link</a></p>
<img src="{to}/img.png" srcset="{to}/img2.png 2x" onerror="location='{to}/error'"><img loading="lazy" src="{to}/lazy.png">
<iframe src="{to}/frame"></iframe><iframe srcdoc="<img src='{to}/srcdoc.png'><script>top.location='{to}/s'</script>"></iframe>
<iframe src="file:///etc/passwd"></iframe><iframe src="javascript:parent.document.title='ran'"></iframe>
<object data="{to}/object"></object><embed src="{to}/embed"><video src="{to}/v.mp4" poster="{to}/poster.png" autoplay></video>
<audio src="{to}/a.mp3" preload="auto"></audio><svg><image href="{to}/svg.png"/><use href="{to}/u.svg#x"/></svg>
<form id="f" action="{to}/form"><input name="q" autofocus></form>
<picture><source srcset="{to}/source.png"><img src="{to}/fallback.png"></picture></body></html>"""


def test_a_hostile_page_reaches_nobody(qtbot: QtBot, pane: Callable[..., PageView], canary: Canary) -> None:
    to = f"http://127.0.0.1:{canary.port}"
    view = pane(HOSTILE.format(to=to, by_name=f"http://localhost:{canary.port}", port=canary.port))
    own = view.url()
    qtbot.wait(1200)
    assert canary.contacts == []
    assert view.url() == own
    assert view.title() == "t"


def test_the_canary_can_sing(canary: Canary, qtbot: QtBot) -> None:
    with socket.create_connection(("127.0.0.1", canary.port)):
        qtbot.waitUntil(lambda: canary.contacts == ["tcp"])


def test_a_page_cannot_ask_for_a_file_of_another_page(
    qtbot: QtBot, pane: Callable[..., PageView], shelf: Shelf, ask: Callable[..., object]
) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>'
    other = shelf.put(shelf.new_host(), "picture.svg", picture, "image/svg+xml")
    view = pane(f'<img data-block="other" src="{other}"><img data-block="own" src="own.svg"><p data-block="2">x')
    shelf.put(view.url().host(), "own.svg", picture, "image/svg+xml")
    with qtbot.waitSignal(view.ready, timeout=10_000):
        view.load_document(view.url().toString())
    qtbot.waitUntil(lambda: ask(view, "[...document.images].every((image) => image.complete)"), timeout=5_000)
    assert ask(view, "[...document.images].map((image) => image.naturalHeight)") == [0, 90]


def test_a_shelf_gives_what_it_was_given_until_it_is_cleared() -> None:
    shelf = Shelf()
    host = shelf.new_host()
    address = shelf.put(host, "r/1", b"bytes", "image/png")
    assert shelf.get(QUrl(address)) == (b"bytes", b"image/png")
    assert shelf.get(QUrl(address + "0")) is None
    shelf.clear(host)
    assert shelf.get(QUrl(address)) is None
    assert shelf.new_host() != host
    shelf.put(host, "late", b"", "")
    assert shelf.get(QUrl(f"paper://{host}/late")) is None


def test_the_flags_of_the_person_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--force-dark-mode")
    register()
    register()
    import os

    assert os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] == f"--force-dark-mode {NO_HOSTS}"
