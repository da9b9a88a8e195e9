"""Settings are read whatever the file holds, and nothing in the file is lost by writing one of them."""

import json
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.errors import WriteError
from paperknife.settings import Settings, documents_folder, read_settings, write_settings

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
NAMES = [each.name for each in fields(Settings)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_all_is_default(file: Path) -> None:
    assert read_settings(file) == Settings()
    assert not file.exists()


def test_what_is_written_is_read_again(file: Path, tmp_path: Path) -> None:
    chosen = Settings(
        library=tmp_path / "Vault" / "漢字",
        theme="sepia",
        font="Charter",
        font_size=22,
        column_width=80,
        line_height=1.75,
        template="joplin",
        file_name="{{ date }} {{ title }}",
        images="assets",
        author_links="plain",
        more_properties=True,
        tags=("clippings", "to read"),
        remember_recent=False,
    )
    assert all(getattr(chosen, name) != getattr(Settings(), name) for name in NAMES)
    write_settings(chosen, file)
    assert read_settings(file) == chosen


def test_only_what_was_chosen_is_in_the_file(file: Path) -> None:
    write_settings(Settings(theme="dark"), file)
    assert json.loads(file.read_text("utf-8")) == {"theme": "dark"}


def test_unknown_and_broken_entries_stay_in_the_file(file: Path) -> None:
    file.parent.mkdir()
    said = {"theme": "purple", "font_size": 4000, "library": 7, "from_a_later_version": [1], "line_height": "wide"}
    file.write_text(json.dumps(said), "utf-8")
    settings = read_settings(file)
    assert settings == Settings()
    write_settings(replace(settings, font="mono"), file)
    assert json.loads(file.read_text("utf-8")) == {**said, "font": "mono"}


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe\x00", b"[1, 2]", b"[" * 100_000])
def test_a_broken_file_gives_defaults_and_is_kept(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert read_settings(file) == Settings()
    write_settings(Settings(theme="dark"), file)
    assert read_settings(file).theme == "dark"
    assert file.with_name("settings.json.broken").read_bytes() == content


def test_a_choice_can_be_taken_back_to_the_default(file: Path) -> None:
    write_settings(Settings(theme="dark"), file)
    write_settings(Settings(), file)
    assert read_settings(file) == Settings()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    with pytest.raises(WriteError):
        write_settings(Settings(theme="dark"), tmp_path / "config" / "settings.json")


@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_any_value_of_any_entry_is_understood_or_left_out(
    tmp_path_factory: pytest.TempPathFactory, said: object
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(said), "utf-8")
    settings = read_settings(file)
    for each in fields(Settings):
        value = getattr(settings, each.name)
        assert isinstance(value, type(getattr(Settings(), each.name)) if each.name != "library" else Path)
        if choices := each.metadata.get("choices"):
            assert value in choices
        if "least" in each.metadata:
            assert each.metadata["least"] <= value <= each.metadata["most"]


def test_every_setting_says_what_it_is_for() -> None:
    assert all(each.metadata["description"] for each in fields(Settings))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG user directories")
def test_the_library_lies_in_the_desktops_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    assert Settings().library == tmp_path / "Documents" / "Clippings"
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('# a comment\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n')
    assert Settings().library == tmp_path / "Dokumente" / "Clippings"
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/"\n')  # "none" in that standard
    assert documents_folder() == tmp_path / "Documents"
