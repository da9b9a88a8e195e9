"""The one entrance: commands work without Qt, anything else is for the window."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from paperknife import __main__ as entrance

APP = Path(__file__).parents[1] / "app"


@pytest.mark.parametrize("arguments", [["--help"], ["find", "--help"], ["read", "missing.html"]])
def test_commands_never_load_qt(arguments: list[str]) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(APP)!r}); sys.argv[1:] = {arguments!r}\n"
        "from paperknife.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'paperknife.desktop'))]\n"
        "sys.exit(f'loaded {loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "files"),
    [([], []), (["a page.html", "b.html"], ["a page.html", "b.html"]), (["--", "read"], ["read"])],
)
def test_files_go_to_the_window(monkeypatch: pytest.MonkeyPatch, arguments: list[str], files: list[str]) -> None:
    application = pytest.importorskip("paperknife.desktop.application")
    one_instance = pytest.importorskip("paperknife.desktop.one_instance")
    opened: list[tuple[list[str], object]] = []
    asked: list[list[str]] = []
    place = SimpleNamespace(hand_over=lambda names: bool(asked.append(names)))
    monkeypatch.setattr(application, "run", lambda names, place: opened.append((names, place)) or 0)
    monkeypatch.setattr(one_instance, "Place", lambda: place)
    monkeypatch.setattr(sys, "argv", ["paperknife", *arguments])
    assert entrance.main() == 0
    assert opened == [(files, place)]
    assert asked == [files]
    monkeypatch.setattr(sys, "argv", ["paperknife", "--new-instance", *arguments])
    assert entrance.main() == 0
    assert opened[1:] == [(files, None)]
    assert asked == [files]
    place.hand_over = lambda names: True
    monkeypatch.setattr(sys, "argv", ["paperknife", *arguments])
    assert entrance.main() == 0
    assert len(opened) == 2
