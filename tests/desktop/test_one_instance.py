"""A second start hands its files to the first window and ends; what a crash left behind is in nobody's way."""

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paperknife import bundled
from paperknife.desktop import one_instance
from paperknife.desktop.one_instance import FirstInstance, Place
from paperknife.desktop.ways_in import SAMPLE

APP = Path(__file__).parents[2] / "app"
unix = pytest.mark.skipif(os.name == "nt", reason="sockets are files on Unix")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "h"))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    return tmp_path / "h"


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[FirstInstance]:
    made = FirstInstance(Place())
    assert made.listen()
    yield made
    made.close()


def later(*names: str, cwd: Path | None = None, patience: float = 10) -> subprocess.Popen[bytes]:
    """Another start, that ends with 0 if its files were taken."""
    script = (
        "import sys; from paperknife.desktop.one_instance import Place; "
        f"sys.exit(0 if Place().hand_over(sys.argv[1:], {patience}) else 3)"
    )
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    return subprocess.Popen([sys.executable, "-c", script, *names], env=environment, cwd=cwd)


def was_taken(qtbot: QtBot, start: subprocess.Popen[bytes]) -> bool:
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=20_000)
    return start.returncode == 0


def test_files_are_handed_over(
    qtbot: QtBot, first: FirstInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-7")
    start = later("a page.html", str(tmp_path / "é\n中.html"), cwd=tmp_path)
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    with qtbot.waitSignal(first.asked, timeout=10_000) as asked:
        pass
    assert asked.args[0] == [tmp_path / "a page.html", tmp_path / "é\n中.html"]
    assert was_taken(qtbot, start)
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-7"
    start = later()
    with qtbot.waitSignal(first.asked, timeout=10_000) as asked:
        pass
    assert asked.args[0] == []
    assert was_taken(qtbot, start)


def test_without_a_window_nobody_is_asked() -> None:
    place = Place()
    assert place.is_ours
    assert not place.hand_over(["a.html"])
    place.give_up()


def test_there_is_one_first(first: FirstInstance) -> None:
    assert not FirstInstance(Place()).listen()
    first.close()
    second = FirstInstance(Place())
    assert second.listen()
    second.close()


@unix
def test_nobody_else_can_reach_it(first: FirstInstance) -> None:
    mode = os.stat(one_instance._name() or "").st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & (stat.S_IRWXG | stat.S_IRWXO)


@unix
def test_what_a_crash_left_behind_is_cleared_away(qtbot: QtBot) -> None:
    crash = (
        "import os; from PySide6.QtCore import QCoreApplication\n"
        "from paperknife.desktop.one_instance import FirstInstance, Place\n"
        "application = QCoreApplication([]); first = FirstInstance(Place()); assert first.listen(); os._exit(9)"
    )
    dead = subprocess.run([sys.executable, "-c", crash], env={**os.environ, "PYTHONPATH": str(APP)}, check=False)
    assert dead.returncode == 9
    name = one_instance._name() or ""
    assert Path(name).exists()
    assert Path(f"{name}.lock").exists()
    first = FirstInstance(Place())
    assert first.listen()
    assert was_taken(qtbot, later("a.html"))
    first.close()


@unix
@pytest.mark.parametrize(
    "words",
    [
        b"nonsense\n",
        b"[1]\n",
        b'{"files": "x"}\n',
        b'{"files": [1]}\n',
        b'{"files": ["\\u0000"]}\n',
        b"[" * 100_000 + b"\n",
        b"x" * 1_100_000,
        b"",
    ],
)
def test_nonsense_is_not_listened_to(qtbot: QtBot, first: FirstInstance, words: bytes) -> None:
    heard: list[object] = []
    first.asked.connect(heard.append)

    def talk() -> bytes:
        with socket.socket(socket.AF_UNIX) as rude:
            rude.settimeout(8)
            rude.connect(one_instance._name() or "")
            try:
                rude.sendall(words)
                return rude.recv(10)
            except (BrokenPipeError, ConnectionResetError):
                return b""

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(talk)
        qtbot.waitUntil(future.done, timeout=10_000)
    assert future.result() == b""
    assert heard == []


def test_a_window_that_does_not_answer_is_not_waited_for(first: FirstInstance) -> None:
    """No event loop runs here, so nobody answers."""
    assert later("a.html", patience=1).wait(timeout=15) == 3


def test_two_starts_make_one_window(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    page = tmp_path / "later.html"
    page.write_text(bundled.path(SAMPLE).read_text("utf-8"), "utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(APP)}
    start = [sys.executable, "-m", "paperknife"]
    window = subprocess.Popen(start, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        state = home / "paperknife" / "window.ini"
        qtbot.waitUntil(lambda: any(home.rglob("window-*.lock")), timeout=30_000)
        done = subprocess.run([*start, page.name], env=environment, cwd=tmp_path, timeout=20, check=False)
        assert done.returncode == 0
        assert window.poll() is None
        qtbot.waitUntil(lambda: state.is_file() and "later.html" in state.read_text("utf-8"), timeout=30_000)
    finally:
        window.kill()
        window.wait()
    assert json.dumps([str(page)])[2:-2] in state.read_text("utf-8")
