"""The reader's templates are files that he can see; no name of one leads anywhere else, and none is written over."""

from pathlib import Path

import pytest

from paperknife.clipping.own_templates import OwnTemplates
from paperknife.clipping.templates import template_text
from paperknife.errors import WriteError


@pytest.fixture
def own(tmp_path: Path) -> OwnTemplates:
    return OwnTemplates(tmp_path / "templates")


def test_one_is_added_changed_renamed_and_removed(own: OwnTemplates) -> None:
    assert own.names() == []
    assert own.add("Mine", "{{ title }}") == "Mine"
    own.save("Mine", "{{ content }} é")
    assert template_text(str(own.file("Mine"))) == "{{ content }} é"
    assert own.rename("Mine", "Yours") == "Yours"
    assert own.rename("Yours", " Yours ") == "Yours"
    assert own.names() == ["Yours"]
    own.remove("Yours")
    own.remove("Yours")
    assert own.names() == []


def test_a_taken_name_gets_a_number(own: OwnTemplates) -> None:
    assert [own.add("Mine", str(number)) for number in range(3)] == ["Mine", "Mine 2", "Mine 3"]
    assert own.add("MINE", "") == "MINE 4"
    assert own.rename("Mine 3", "Mine") == "Mine 3"
    assert template_text(str(own.file("Mine"))) == "0"


@pytest.mark.parametrize("name", ["../../x", "con", "", "a" * 3_000, "😀" * 300, "a/b\\c", ".hidden", "x\0y"])
def test_any_name_is_a_file_in_the_folder(own: OwnTemplates, name: str) -> None:
    got = own.add(name, "text")
    assert own.names() == [got]
    assert own.file(got).parent == own.folder
    assert [*own.folder.iterdir()] == [own.file(got)]


def test_other_files_are_no_templates(own: OwnTemplates) -> None:
    own.add("Mine", "")
    (own.folder / "notes.txt").write_text("x", "utf-8")
    (own.folder / "folder.md").mkdir()
    assert own.names() == ["Mine"]


def test_what_cannot_be_written_is_told(own: OwnTemplates) -> None:
    own.folder.write_text("in the way", "utf-8")
    with pytest.raises(WriteError):
        own.add("Mine", "")
    with pytest.raises(WriteError):
        own.rename("Gone", "Mine")
