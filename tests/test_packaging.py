"""What a person installs: the wheel, built from this checkout and read from outside of it."""

import configparser
import email
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import paperknife

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="building the wheel needs hatchling, one of the dev dependencies")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return built


def test_every_module_and_every_resource_is_in_it(wheel: Path) -> None:
    modules = {f"paperknife/{path.relative_to(ROOT / 'app/paperknife').as_posix()}" for path in tree("app/paperknife")}
    resources = {f"paperknife/{path.relative_to(ROOT).as_posix()}" for path in tree("resources")}
    resources -= {name for name in resources if name.startswith("paperknife/resources/screenshots/")}  # of the README
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("paperknife/")}
    assert resources
    assert inside == modules | resources


def tree(folder: str) -> list[Path]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts and not path.name.startswith(".")]


def test_it_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        facts = f"paperknife-{paperknife.__version__}.dist-info"
        metadata = email.message_from_bytes(archive.read(f"{facts}/METADATA"))
        commands = configparser.ConfigParser()
        commands.read_string(archive.read(f"{facts}/entry_points.txt").decode())
        assert archive.read(f"{facts}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert metadata["Version"] == paperknife.__version__
    assert metadata["License-Expression"] == "GPL-3.0-or-later"
    assert metadata["Requires-Python"] == ">=3.11"
    assert {"markdownify", "appdirs"} <= set(metadata.get_all("Requires-Dist", []))
    assert dict(commands["console_scripts"]) == {"paperknife": "paperknife.__main__:main"}


def test_unpacked_it_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from paperknife import bundled; print(bundled.root())"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(said.stdout.strip()) == tmp_path / "paperknife" / "resources"
    assert any((tmp_path / "paperknife" / "resources").iterdir())
