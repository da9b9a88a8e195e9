"""The set-up of a fresh machine, through its command; checkouts, old Pythons and package tools are made up here."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
BOOTSTRAP = ROOT / "app" / "bootstrap.py"
LOCK = ROOT / "app" / "requirements.lock"

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
posix_only = pytest.mark.skipif(os.name == "nt", reason="commands are made up as shell scripts")

# Parts of a checkout so small that it is set up without a network: each "tool" says how it was called.
BACKEND = """
import os, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(folder, "tiny-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("tiny.pth", os.path.abspath("app"))
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return "tiny-1-py3-none-any.whl"
"""
TOOL = "import os, sys\nprint('{0}', *sys.argv[1:], os.environ['QT_QPA_PLATFORM'])\nsys.exit({1})\n"
WINDOW = """
import os, pathlib, sys
print("window", *sys.argv[1:], os.environ["QT_QPA_PLATFORM"])
pathlib.Path(sys.argv[2], "clipping.md").write_text("clipped")
"""


def bootstrap(
    *arguments: str, script: Path = BOOTSTRAP, pretend: str = "", path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command; `pretend` is Python that changes the machine first, `path` the only place of programs."""
    code = f"import os, runpy, sys\n{pretend}\ndel sys.argv[0]\nrunpy.run_path(sys.argv[0], run_name='__main__')"
    environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    if path is not None:
        environment["PATH"] = path
    command = [sys.executable, "-c", code, str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose lock is empty and whose Qt, checks and window are three lines each."""
    root = tmp_path_factory.mktemp("checkout")
    source = root / "app"
    (source / "paperknife").mkdir(parents=True)
    (source / "paperknife" / "__main__.py").write_text(WINDOW)
    (source / "PySide6").mkdir()
    (source / "PySide6" / "QtWebEngineWidgets.py").write_text("")
    shutil.copy(BOOTSTRAP, source)
    (source / "requirements.lock").write_text("")
    for tool, status in (("ruff", 1), ("mypy", 0), ("pytest", 0)):
        (source / f"{tool}.py").write_text(TOOL.format(tool, status))
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "tiny"\nversion = "1"\n'
    )
    return root


def test_help_names_both_commands() -> None:
    said = bootstrap("--help")
    assert said.returncode == 0
    assert "bootstrap.py run [FILE ...]" in said.stdout
    assert "bootstrap.py test [OPTION ...]" in said.stdout


@pytest.mark.parametrize("arguments", [["fly"], []])
def test_what_is_not_a_command_is_refused(arguments: list[str]) -> None:
    said = bootstrap(*arguments)
    assert said.returncode == 2
    assert "usage: bootstrap.py" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 99)])
def test_a_python_that_does_not_fit_is_named_in_one_sentence(version: tuple[int, int], tmp_path: Path) -> None:
    said = bootstrap("test", pretend=f"sys.version_info = {(*version, 0)}", path=str(tmp_path))
    assert said.returncode == 1
    assert re.fullmatch(rf"\nPaperknife needs Python 3\.11 to 3\.\d+, and this is 3\.{version[1]}; .*\.\n", said.stderr)


@posix_only
def test_a_fitting_python_takes_over(tmp_path: Path) -> None:
    program(tmp_path, "python3.13", 'echo "not installed" >&2; exit 127')
    program(tmp_path, "python3.12", '[ "$1" = -c ] || echo "took over with $@"')
    said = bootstrap("run", "page.html", pretend="sys.version_info = (3, 8, 0)", path=str(tmp_path))
    assert (said.returncode, said.stdout) == (0, f"took over with {BOOTSTRAP} run page.html\n")


def test_old_pythons_can_read_it_far_enough_to_be_told() -> None:
    ast.parse(BOOTSTRAP.read_text("utf-8"), feature_version=(3, 7))


def test_it_needs_the_standard_library_alone() -> None:
    found = re.findall(r"^\s*(?:import|from) (\w+)", BOOTSTRAP.read_text("utf-8"), re.MULTILINE)
    assert found
    assert set(found) <= sys.stdlib_module_names


@linux_only
def test_set_up_and_run_without_a_display(checkout: Path, tmp_path: Path) -> None:
    script = checkout / "app" / "bootstrap.py"
    first = bootstrap("run", "page.html", script=script, path=str(tmp_path))
    assert first.returncode == 0, first.stderr
    assert "Making a virtual environment" in first.stdout
    assert re.search(r"^window --headless \S+ page.html offscreen$", first.stdout, re.MULTILINE)
    clipping = Path(first.stdout.splitlines()[-1].strip())
    assert clipping.read_text() == "clipped"
    second = bootstrap("run", script=script, path=str(tmp_path))
    assert second.returncode == 0
    assert "virtual environment" not in second.stdout
    assert "Installing" not in second.stdout
    shutil.rmtree(clipping.parent)
    shutil.rmtree(Path(second.stdout.splitlines()[-1].strip()).parent)


def test_every_check_runs_and_pytest_closes_the_output(checkout: Path, tmp_path: Path) -> None:
    said = bootstrap("test", "-k", "blocks", script=checkout / "app" / "bootstrap.py", path=str(tmp_path))
    assert said.stdout.splitlines()[-3:] == ["ruff check offscreen", "mypy offscreen", "pytest -k blocks offscreen"]
    assert said.returncode == 1, "ruff failed"


def test_a_qt_that_does_not_load_is_one_sentence(checkout: Path, tmp_path: Path) -> None:
    qt = checkout / "app" / "PySide6" / "QtWebEngineWidgets.py"
    qt.write_text('raise ImportError("libodd.so.1: cannot open shared object file")')
    lock = checkout / "app" / "requirements.lock"
    lock.write_text("# changed, so that the set-up is done again\n")
    said = bootstrap("run", script=checkout / "app" / "bootstrap.py", path=str(tmp_path))
    qt.write_text("")
    assert said.returncode == 1
    assert (
        said.stderr == "\nQt does not start on this system. ImportError: libodd.so.1: cannot open shared object file\n"
    )


def without_libraries(folder: Path, user: int) -> str:
    """Python that makes this a machine on which no library loads until apt-get has left a mark in `folder`."""
    program(folder, "apt-get", f'echo "apt-get $@"; [ "$1" = update ] || touch {folder}/installed')
    program(folder, "sudo", "exit 1")
    program(folder, "env", 'shift; exec "$@"')
    return (
        f"import ctypes\nload = ctypes.CDLL\nos.geteuid = lambda: {user}\n"
        f"def refuse(name):\n    if name and not os.path.exists({str(folder / 'installed')!r}): raise OSError(name)\n"
        "    return load(None)\n"
        "ctypes.CDLL = refuse"
    )


@linux_only
def test_the_line_to_type_names_every_missing_library(checkout: Path, tmp_path: Path) -> None:
    pretend = without_libraries(tmp_path, user=1000)
    said = bootstrap("test", script=checkout / "app" / "bootstrap.py", pretend=pretend, path=f"{tmp_path}:/bin")
    line = said.stderr.splitlines()[-1]
    assert said.returncode == 1
    assert line.startswith("    sudo apt-get update && sudo apt-get install -y ")
    assert {"libegl1", "libnss3", "libxkbcommon0"} <= set(line.split())
    assert "apt-get update\n" not in said.stdout, "it must not install what it may not"


@linux_only
def test_missing_libraries_are_installed_where_that_is_allowed(checkout: Path, tmp_path: Path) -> None:
    pretend = without_libraries(tmp_path, user=0)
    said = bootstrap("test", script=checkout / "app" / "bootstrap.py", pretend=pretend, path=f"{tmp_path}:/bin")
    assert re.search(r"^apt-get update .*\napt-get install -y .*libnss3", said.stdout, re.MULTILINE)
    assert said.stdout.splitlines()[-1] == "pytest offscreen"


def locked() -> dict[str, list[str]]:
    """The lock's requirements by package name, each as the lines that belong to it."""
    entries: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.read_text("utf-8")):
        if not entry.startswith("#"):
            entries.setdefault(re.split("==", entry)[0], []).append(entry)
    return entries


def test_the_lock_holds_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    entries = locked()
    for requirement in declared:
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        versions = [re.split(r"[ ;\\]", entry.split("==")[1])[0] for entry in entries.get(name, [])]
        assert versions, f"{requirement} is not in the lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"the lock breaks {requirement}"


def test_the_lock_is_hashes_and_nothing_of_a_machine() -> None:
    for name, entries in locked().items():
        for entry in entries:
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), f"{name} has no hash"
    assert not re.search(r"^-|index-url|find-links|://|file:|@", LOCK.read_text("utf-8"), re.MULTILINE)
