"""The one entrance: commands work without Qt, anything else is for the window."""

import subprocess
import sys
from pathlib import Path

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
    opened: list[list[str]] = []
    monkeypatch.setattr(application, "run", lambda names: opened.append(names) or 0)
    monkeypatch.setattr(sys, "argv", ["paperknife", *arguments])
    assert entrance.main() == 0
    assert opened == [files]
