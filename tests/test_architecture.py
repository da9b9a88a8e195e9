"""The laws of the house, read from the source: storeys, imports, sizes, and tests that mirror modules."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "app" / "paperknife"
TESTS = ROOT / "tests"

# From the roof to the ground. A part imports from storeys below its own, and from itself.
STOREYS = (
    {"__main__"},
    {"desktop", "cli"},
    {"pipeline", "messages"},
    {"library"},
    {"clipping", "render"},
    {"verdicts"},
    {"filters", "formats", "highlights"},
    {"page"},
    {"bundled", "settings"},
    {"files"},
    {"errors"},
)
DEPTH = {part: depth for depth, storey in enumerate(STOREYS) for part in storey}
QT = {"PySide6", "shiboken6"}
MOST_LINES = 400

MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    """The top-level name of the package that a module belongs to: page/blocks.py belongs to page."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[tuple[int, int, str]]:
    """(line, level, dotted name) of everything a source imports, wherever in it; level > 0 is a relative import."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, 0, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, node.level, f"{node.module or ''}.{alias.name}"


def breaches(part: str, source: str) -> list[str]:
    """What in the source of a module of `part` breaks the laws of imports, a sentence each."""
    found = []
    for line, level, dotted in imports(source):
        top, _, rest = dotted.partition(".")
        imported = rest.partition(".")[0]
        if level:
            found.append(f"line {line}: relative import of {dotted}")
        elif top in QT and part != "desktop":
            found.append(f"line {line}: {top} outside desktop")
        elif top == "importlib" and imported == "import_module":
            found.append(f"line {line}: an import that no reader of the source can see")
        elif top == "paperknife" and imported not in {part, "__version__"}:
            if part not in DEPTH or imported not in DEPTH:
                found.append(f"line {line}: {part} imports {dotted}, which has no storey")
            elif DEPTH[imported] <= DEPTH[part]:
                found.append(f"line {line}: {part} imports {imported}, which does not lie below it")
    return found


# Tests of the program as a whole, which mirror no module.
WHOLE = [path for folder in (".", "gate", "likeness") for path in (TESTS / folder).glob("test_*.py")]


def test_every_part_has_a_storey() -> None:
    parts = {part_of(module) for module in MODULES} - {"__init__"}
    assert parts <= set(DEPTH), "a new part of the package needs a place in STOREYS"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_point_down(module: Path) -> None:
    assert breaches(part_of(module), module.read_text("utf-8")) == []


@pytest.mark.parametrize("module", sorted((ROOT / "app").rglob("*.py")), ids=name)
def test_module_is_short_enough_to_read(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("folder", sorted({module.parent for module in MODULES}), ids=name)
def test_every_folder_is_a_package(folder: Path) -> None:
    assert (folder / "__init__.py").is_file()


@pytest.mark.parametrize("test", sorted(set(TESTS.rglob("test_*.py")) - {*WHOLE}), ids=name)
def test_tests_mirror_modules(test: Path) -> None:
    mirrored = PACKAGE / test.parent.relative_to(TESTS) / test.stem.removeprefix("test_")
    assert mirrored.with_suffix(".py").is_file() or mirrored.is_dir(), f"no module {name(mirrored)}.py to test"


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("page", "import PySide6"),
        ("page", "from PySide6.QtCore import QUrl"),
        ("page", "def later():\n    from paperknife import verdicts"),
        ("page", "import paperknife.formats.html"),
        ("filters", "from paperknife.formats import html"),
        ("render", "from paperknife.clipping.clipping import Clipping"),
        ("page", "from .blocks import Block"),
        ("page", "from . import blocks"),
        ("page", "from paperknife.helpers import tidy"),
        ("page", "from importlib import import_module"),
        ("errors", "from paperknife.settings import Settings"),
    ],
)
def test_a_planted_breach_is_seen(part: str, source: str) -> None:
    assert len(breaches(part, source)) == 1


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("desktop", "from PySide6.QtCore import QUrl"),
        ("render", "from paperknife.render import safety"),
        ("pipeline", "from paperknife import errors, formats"),
        ("__main__", "def main():\n    from paperknife.desktop import application"),
    ],
)
def test_an_honest_import_passes(part: str, source: str) -> None:
    assert breaches(part, source) == []
