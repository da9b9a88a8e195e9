"""Without a display: the sample is opened, painted and clipped, and the results are where the output says."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "app"), "HOME": str(home)}
    command = [sys.executable, "-m", "paperknife", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_sample_becomes_a_picture_and_a_clipping(tmp_path: Path) -> None:
    done = run("--headless", str(tmp_path / "out"), home=tmp_path)
    picture, clipping = map(Path, done.stdout.split("\n")[:2])
    assert done.returncode == 0, done.stderr
    image = QImage(str(picture))
    assert image.width() > 1000
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 100
    text = clipping.read_text("utf-8")
    assert "After a meeting lasting about one hour" in text
    assert "ADVERTISEMENT" not in text
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Clippings", "paperknife.png"]


def test_a_file_that_is_no_page_gives_a_sentence(tmp_path: Path) -> None:
    done = run("--headless", str(tmp_path / "out"), str(tmp_path / "missing.html"), home=tmp_path)
    assert done.returncode == 1
    assert "missing.html” cannot be read" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
