"""Paperknife on a fresh machine, by Python's own library alone: sets up what is missing, then runs or tests it.

    python3 app/bootstrap.py run [FILE ...]         open FILEs in the window; without one, the sample page
    python3 app/bootstrap.py test [OPTION ...]      run ruff, mypy and pytest; OPTIONs go to pytest

Set-up is a virtual environment in .venv, the packages of app/requirements.lock, and, on Debian and Ubuntu, the
shared libraries that Qt loads. What is already there is left alone, so that every later start is quick.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "app" / "requirements.lock"
SAMPLE = ROOT / "resources" / "sample" / "pulse-kerry-lavrov.html"
ENVIRONMENT = ROOT / ".venv"
PYTHON = str(ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
STAMP = ENVIRONMENT / "set-up.sha256"
LOG = ENVIRONMENT / "set-up.log"

# The Pythons that the pinned PySide6 is made for.
OLDEST, NEWEST = (3, 11), (3, 14)
FITS = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"

# The shared libraries that Qt's wheels expect of the system, and the Debian packages that hold them.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libnss3.so": "libnss3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# Debian 13 and Ubuntu 24.04, both with a later C library than this, gave these packages new names (64-bit time).
RENAMED_AFTER_GLIBC = (2, 38)
RENAMED = {"libasound2": "libasound2t64", "libglib2.0-0": "libglib2.0-0t64"}

NO_NETWORK = ("NewConnectionError", "NameResolutionError", "Timeout", "ProxyError", "SSLError", "Connection broken")


class Obstacle(Exception):
    """What keeps the set-up from going on, in a sentence that says what to do about it."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run", "test"), help="what to do once everything is there")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="files to open, or options for pytest")
    options = parser.parse_args(arguments)
    try:
        if not OLDEST <= sys.version_info[:2] <= NEWEST:
            return subprocess.call([*fitting_python(), __file__, *arguments])
        add_system_packages()
        make_environment()
        install()
        return run(options.rest) if options.command == "run" else test(options.rest)
    except Obstacle as obstacle:
        print(f"\n{obstacle}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(files: list[str]) -> int:
    """Opens the window; without a display, does the same job out of sight and says where its results are."""
    window = [PYTHON, "-m", "paperknife"]
    pages = files or [str(SAMPLE)]
    if has_display():
        return subprocess.call([*window, *pages])
    results = Path(tempfile.mkdtemp(prefix="paperknife-"))
    say("There is no display here: the page is opened, read and clipped without one.")
    status = subprocess.call([*window, "--headless", str(results), *pages], env=without_display())
    if status == 0:
        say("The screenshot and the clipping are here:")
        for result in sorted(path for path in results.rglob("*") if path.is_file()):
            say(f"  {result}")
    return status


def test(options: list[str]) -> int:
    """Runs every check, whatever the others found; pytest is the last, so that its summary closes the output."""
    checks = ("ruff", "check"), ("mypy",), ("pytest", *options)
    found = [subprocess.call([PYTHON, "-m", *check], cwd=ROOT, env=without_display()) for check in checks]
    return 1 if any(found) else 0


def has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def without_display() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def fitting_python() -> list[str]:
    """The command that starts another Python of this machine, one that Paperknife can use."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for command in ([f"python3.{minor}"], ["py", f"-3.{minor}"]):
            if shutil.which(command[0]) and succeeds([*command, "-c", FITS]):
                return command
    oldest, newest, this = (".".join(str(number) for number in v) for v in (OLDEST, NEWEST, sys.version_info[:2]))
    raise Obstacle(
        f"Paperknife needs Python {oldest} to {newest}, and this is {this}; install one of those and start again."
    )


def add_system_packages() -> None:
    """Installs the missing Debian packages where that is allowed; elsewhere says which they are.

    :raises Obstacle: packages are missing and only the person at the keyboard may install them.
    """
    libraries = missing_libraries()
    packages = [package_of(library) for library in libraries]
    if not shutil.which("apt-get"):
        if libraries:
            say(f"Qt may not start; it looks for libraries that are not on this system: {', '.join(libraries)}.")
        return
    if not importlib.util.find_spec("ensurepip") and not environment_works():
        packages.append(f"python3.{sys.version_info[1]}-venv")
    if not packages:
        return
    say(f"Missing system packages: {', '.join(packages)}.")
    install_line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"    sudo apt-get update && sudo {' '.join(install_line)}"
    if os.geteuid() == 0:
        allowed = ["env"]
    elif succeeds(["sudo", "-n", "true"]):
        allowed = ["sudo", "-n", "env"]
    else:
        raise Obstacle(f"Type this line once, then start again:\n{by_hand}")
    allowed.append("DEBIAN_FRONTEND=noninteractive")
    say("Installing them with apt-get.")
    # A source of packages that is out of reach need not be the one that is wanted: the second command decides.
    subprocess.call([*allowed, "apt-get", "update", "-qq"])
    if subprocess.call([*allowed, *install_line, "-qq"]) or missing_libraries():
        raise Obstacle(f"apt-get could not install them; when the network is there, this line does it:\n{by_hand}")


def missing_libraries() -> list[str]:
    """The names of the shared libraries that Qt would look for in vain; only Linux leaves them to the system."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**LIBRARIES, **SCREEN_LIBRARIES} if has_display() else LIBRARIES
    return [library for library in wanted if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def package_of(library: str) -> str:
    package = {**LIBRARIES, **SCREEN_LIBRARIES}[library]
    glibc = tuple(int(number) for number in platform.libc_ver()[1].split("."))
    return RENAMED.get(package, package) if glibc > RENAMED_AFTER_GLIBC else package


def environment_works() -> bool:
    return os.path.isfile(PYTHON) and succeeds([PYTHON, "-c", "import pip; " + FITS])


def make_environment() -> None:
    if environment_works():
        return
    say(f"Making a virtual environment in {ENVIRONMENT}.")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Obstacle(f"The virtual environment could not be made: {(made.stderr or made.stdout).strip()}")


def install() -> None:
    """Installs the locked packages and, as a link to this checkout, Paperknife itself, unless that is done."""
    facts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT)]
    done = hashlib.sha256(b"\0".join(facts)).hexdigest()
    if STAMP.is_file() and STAMP.read_text("ascii") == done:
        return
    say("Installing the locked packages: some 350 MB the first time, nothing but what changed later.")
    LOG.unlink(missing_ok=True)
    pip("--require-hashes", "--only-binary=:all:", "--requirement", str(LOCK))
    pip("--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    qt = subprocess.run(
        [PYTHON, "-c", "import PySide6.QtWebEngineWidgets"], stderr=subprocess.PIPE, text=True, check=False
    )
    if qt.returncode:
        raise Obstacle(f"Qt does not start on this system. {qt.stderr.strip().splitlines()[-1]}")
    STAMP.write_text(done, "ascii")


def pip(*arguments: str) -> None:
    # --no-user: the machine's own pip settings hold, save one that an environment cannot follow.
    settings = ["--no-user", "--disable-pip-version-check", "--log", str(LOG)]
    command = [PYTHON, "-m", "pip", "install", *settings, *arguments]
    installed = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if installed.returncode:
        if any(sign in installed.stderr for sign in NO_NETWORK):
            raise Obstacle(f"The package index is out of reach; start again when the network is there. (See {LOG}.)")
        errors = [line for line in installed.stderr.splitlines() if line.upper().startswith("ERROR:")]
        raise Obstacle(f"The packages could not be installed. {' '.join(errors[-1:])}\nAll that pip said is in {LOG}.")


def succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
