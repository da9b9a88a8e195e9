"""The command line: its contract, seen from outside."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paperknife import bundled, cli, pipeline
from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import MarkedPage, marked_page
from paperknife.library.highlights import Highlights
from paperknife.page.cutting import cut

SAMPLE = str(bundled.path("sample/pulse-kerry-lavrov.html"))
FIELDS = {
    "path", "url", "title", "byline", "site", "published", "language", "text", "markdown", "html", "images", "links",
    "headings", "blocks", "error",
}  # fmt: skip


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_read_writes_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", SAMPLE]) == 0
    output = capsys.readouterr().out
    assert output.startswith("# No breakthrough in Kerry-Lavrov talks on Aleppo\n")
    assert "ADVERTISEMENT" not in output


def test_read_json_gives_an_object_per_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", SAMPLE]) == 0
    (record,) = records(capsys.readouterr().out)
    assert set(record) >= FIELDS
    assert record["error"] is None
    assert record["url"].startswith("https://www.pulse.ng/")
    assert set(record["blocks"][0]) == {"id", "text", "label", "struck", "reason"}
    assert any(block["struck"] and block["reason"] for block in record["blocks"])


def test_keep_all_strikes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["read", "--json", "--keep-all", SAMPLE])
    (record,) = records(capsys.readouterr().out)
    assert not any(block["struck"] for block in record["blocks"])
    assert record["text"].count("ADVERTISEMENT") == 6


def test_paths_come_from_standard_input_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a page.html"
    page.write_text("<p>Some words of a page that has no article.</p>", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{page}\n{tmp_path / 'missing.html'}\n{SAMPLE}\n"))
    assert cli.main(["read", "--json", "-"]) == 1
    first, missing, last = records(capsys.readouterr().out)
    assert [first["path"], last["path"]] == [str(page), SAMPLE]
    assert set(missing) == {"path", "error"}
    assert "missing.html" in missing["error"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.html", b""),
        ("blank.html", b" \n\t"),
        ("program.bin", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("cut.mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"),
        ("cut.zip", b"PK\x03\x04" + bytes(30)),
    ],
)
def test_bad_input_is_one_sentence_or_a_page(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    status = cli.main(["read", "--json", str(file), SAMPLE])
    first, sample = records(capsys.readouterr().out)
    assert sample["error"] is None
    if first["error"]:
        assert status == 1
        assert name in first["error"]
        assert "\n" not in first["error"]
        assert len(first["error"]) <= 300
    assert file.read_bytes() == data


def test_an_empty_folder_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--json", str(tmp_path)]) == 1
    assert "no saved page" in records(capsys.readouterr().out)[0]["error"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "secret.html"
    file.write_text("x")
    file.chmod(0)
    assert cli.main(["read", str(file)]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_missing_companion_folder_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p>Words beside a picture.</p><img src='page_files/a.png' alt='a picture'>", "utf-8")
    assert cli.main(["read", "--json", "--keep-all", str(file)]) == 0
    (record,) = records(capsys.readouterr().out)
    assert [(image["found"], image["bytes"]) for image in record["images"]] == [(False, 0)]
    assert "page_files" in record["notes"][0]
    assert cli.main(["read", str(file)]) == 0
    assert "page_files" in capsys.readouterr().err


def test_clip_find_and_reindex(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    library = str(tmp_path / "library")
    assert cli.main(["clip", SAMPLE, "--library", library, "--tag", "syria"]) == 0
    note = Path(capsys.readouterr().out.strip())
    text = note.read_text("utf-8")
    assert text.startswith('---\ntitle: "No breakthrough in Kerry-Lavrov talks on Aleppo"\n')
    assert '  - "syria"' in text
    assert cli.main(["clip", SAMPLE, "--library", library]) == 0
    assert Path(capsys.readouterr().out.strip()) != note
    assert cli.main(["find", "Hamburg", "Lavrov", "--library", library]) == 0
    assert str(note) in capsys.readouterr().out
    assert cli.main(["find", "zeppelin", "--library", library]) == 0
    assert capsys.readouterr().out == ""
    assert cli.main(["reindex", "--library", library]) == 0
    assert capsys.readouterr().out.startswith("2 clippings")


def test_mark_writes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "struck.html"
    assert cli.main(["mark", SAMPLE, "-o", str(output)]) == 0
    assert 'data-struck="ad"' in output.read_text("utf-8")


def test_a_library_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert cli.main(["clip", SAMPLE, "--library", str(tmp_path / "file")]) == 1
    error = capsys.readouterr().err
    assert "Traceback" not in error
    assert "file" in error


def test_the_command_starts_without_qt() -> None:
    code = "import sys, paperknife.__main__, paperknife.cli; print([m for m in sys.modules if 'PySide' in m])"
    path = os.pathsep.join([str(Path(cli.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=True
    )
    assert done.stdout.strip() == "[]"


def test_highlights_of_a_page_and_of_the_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (page,) = pipeline.open_pages(Path(SAMPLE))
    kept = Highlights(tmp_path)
    quote = Quote("a farewell tour in Europe")
    kept.change(marked_page(page, cut(page.tree)), {"urn:x": Highlight(quote, Colour.PINK, "How long?", id="urn:x")})
    kept.change(MarkedPage("Another page"), {"urn:y": Highlight(Quote("other words"), id="urn:y")})
    assert cli.main(["highlights", SAMPLE, "--library", str(tmp_path)]) == 0
    output = capsys.readouterr().out
    assert "> a farewell tour in Europe\n\nPink" in output
    assert "How long?" in output
    assert "other words" not in output
    assert cli.main(["highlights", "--json", "--library", str(tmp_path)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in said["first"]["items"]] == ["urn:y", "urn:x"]
    (file,) = tmp_path.glob("highlights/Another*")
    file.write_text("{")
    assert cli.main(["highlights", "--library", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "> a farewell tour in Europe" in captured.out
    assert "Another page" in captured.err
    assert cli.main(["highlights", "--library", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == ""


def test_a_clipping_takes_the_highlights_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (page,) = pipeline.open_pages(Path(SAMPLE))
    made = Highlight(Quote("a farewell tour in Europe"), note="How long?")
    Highlights(tmp_path).change(marked_page(page, cut(page.tree)), {made.id: made})
    assert cli.main(["clip", SAMPLE, "--library", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert "==a farewell tour in Europe==[^note-1]" in Path(captured.out.strip()).read_text("utf-8")
    assert captured.err == ""
