"""Finds the files that come with the program, from a checkout and from an installed wheel alike."""

from pathlib import Path

_HERE = Path(__file__).parent


def root() -> Path:
    """The folder of the bundled resources."""
    shipped = _HERE / "resources"
    return shipped if shipped.is_dir() else _HERE.parents[1] / "resources"


def path(name: str) -> Path:
    """The bundled file `name`, for instance "reader/reader.css"."""
    return root() / name


def text(name: str) -> str:
    """What the bundled text file `name` says."""
    return path(name).read_text("utf-8")
