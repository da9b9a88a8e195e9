"""The library keeps what it is given, whole, beside what others keep there, and gives it back."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
import send2trash
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.library.conftest import GIF, HTML, PNG, MakeLibrary, clipping, write_note

from paperknife import messages
from paperknife.clipping import front_matter
from paperknife.clipping.edits import Edit
from paperknife.errors import LibraryError, TemplateError
from paperknife.library.index import Index
from paperknife.library.library import Library


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_note_and_its_images_are_saved_side_by_side(library: Library, folder: Path) -> None:
    saved = library.save(clipping("Tunnel: part (1)", tags=["clippings"]))
    [image] = saved.images
    assert saved.path == folder / "Tunnel part (1).md"
    assert image.parent == folder / "Tunnel part (1).assets"
    assert image.read_bytes() == PNG
    properties, body = front_matter.read(saved.path.read_text("utf-8"))
    assert properties["title"] == "Tunnel: part (1)"
    assert body == f"First words of it.\n\n![A](Tunnel%20part%20%281%29.assets/{image.name})\n"
    assert (folder / unquote(body.split("](")[1].rstrip(")\n"))).is_file()


def test_nothing_is_ever_overwritten(library: Library, folder: Path) -> None:
    write_note(folder, "A title.md", "theirs")
    (folder / "A title 1.assets").mkdir()
    paths = [library.save(clipping()).path.name for _ in range(2)]
    assert paths == ["A title 2.md", "A title 3.md"]
    assert (folder / "A title.md").read_text() == "theirs"


def test_it_says_before_where_it_will_save(library: Library) -> None:
    made = clipping()
    planned = library.planned_path(made, "Politics")
    text = library.text(made, planned)
    saved = library.save(made, "Politics")
    assert saved.path == planned
    assert saved.path.read_text("utf-8") == text


def test_images_can_go_to_one_folder(make_library: MakeLibrary, folder: Path) -> None:
    saved = make_library(images="assets").save(clipping(), "Politics/Europe")
    assert saved.images[0].parent == folder / "assets" / "A title"
    assert f"](../../assets/A%20title/{saved.images[0].name})" in saved.text


def test_an_image_that_the_reader_took_out_is_not_saved(library: Library, folder: Path) -> None:
    saved = library.save(replace(clipping(), markdown="Only words.\n"))
    assert saved.images == ()
    assert files(folder) == ["A title.md"]


@pytest.mark.parametrize("subfolder", ["../outside", "/etc", "a/../../b", "..", "con", "a\\..\\..\\b", "C:\\x"])
def test_no_folder_leads_out_of_the_library(library: Library, folder: Path, tmp_path: Path, subfolder: str) -> None:
    saved = library.save(clipping(), subfolder)
    assert saved.path.resolve().is_relative_to(folder.resolve())
    assert {path.name for path in tmp_path.iterdir()} <= {"Clippings", "cache"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(title=st.text(max_size=50) | st.sampled_from(["../../x", "CON", "漢" * 3_000, "x" * 3_000, "😀" * 90, ".", "/"]))
def test_every_title_is_saved_and_found(library: Library, folder: Path, title: str) -> None:
    saved = library.save(clipping(title, html="<p>Some words</p>"))
    assert saved.path.parent == folder
    assert saved.path in [entry.path for entry in library.clippings()]
    properties, _ = front_matter.read(saved.path.read_text("utf-8"))
    assert properties["title"] in (title.encode("utf-8", "replace").decode(), "Some words")


def full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_full_disk_leaves_no_half_clipping(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    folder.mkdir()
    real, calls = os.fsync, iter(range(1, 100))

    def sometimes_full(handle: int) -> None:
        if next(calls) == which:
            full()
        real(handle)

    monkeypatch.setattr(os, "fsync", sometimes_full)
    made = clipping(html=HTML + '<img src="https://news.example/b.gif">')
    with pytest.raises(LibraryError) as caught:
        library.save(made)
    assert list(folder.rglob("*")) == []
    assert "make room" in messages.sentence(caught.value)
    assert library.save(made).path.name == "A title.md"


def test_a_library_that_is_a_file_is_told(library: Library, folder: Path) -> None:
    folder.write_text("no folder")
    with pytest.raises(LibraryError) as caught:
        library.save(clipping())
    assert caught.value.path == str(folder)
    assert library.clippings() == library.search("x") == library.find_same_page("https://news.example/") == []
    assert library.tags() == {}


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_without_permission_is_told(library: Library, folder: Path) -> None:
    folder.mkdir(mode=0o555)
    with pytest.raises(LibraryError, match=r"Clippings"):
        library.save(clipping())


def test_a_missing_drive_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    library = Library(tmp_path / "drive" / "Clippings", index=Index(tmp_path / "drive", tmp_path / "i.sqlite3"))
    with pytest.raises(LibraryError):
        library.save(clipping())
    assert not (tmp_path / "drive").exists()


def test_a_folder_that_vanished_comes_back_with_all_it_had(library: Library, folder: Path) -> None:
    library.save(clipping())
    hidden = folder.rename(folder.with_name("unmounted"))
    assert library.clippings() == []
    assert library.refresh() is False
    hidden.rename(folder)
    assert len(library.clippings()) == 1


def test_a_template_with_a_mistake_saves_nothing(make_library: MakeLibrary, folder: Path, tmp_path: Path) -> None:
    template = tmp_path / "mine.md"
    template.write_text("{{ nothing_of_that_name }}")
    with pytest.raises(TemplateError):
        make_library(template=str(template)).save(clipping())
    assert list(folder.rglob("*")) == []


def test_a_save_can_be_undone(library: Library, folder: Path) -> None:
    write_note(folder, "theirs.md", "theirs")
    saved = library.save(clipping())
    library.undo_save(saved)
    assert [path.name for path in folder.iterdir()] == ["theirs.md"]
    assert [entry.title for entry in library.clippings()] == ["theirs"]


def test_undoing_keeps_what_was_written_since_in_the_trash(library: Library, folder: Path, trash: Path) -> None:
    saved = library.save(clipping())
    saved.path.write_text("my own words")
    library.undo_save(saved)
    assert files(folder) == []
    assert (trash / "A title.md").read_text() == "my own words"


def test_a_removed_note_goes_to_the_trash_with_its_images_and_can_come_back(
    library: Library, folder: Path, trash: Path
) -> None:
    saved = library.save(clipping())
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    removed = library.remove(saved.path)
    assert list(folder.iterdir()) == []
    assert files(trash) == sorted(before)
    assert library.clippings() == []
    library.restore(removed)
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before
    assert len(library.clippings()) == 1


def test_removing_takes_no_files_of_others(library: Library, folder: Path, trash: Path) -> None:
    saved = library.save(clipping())
    write_note(folder, "A title.assets/theirs.txt", "theirs")
    write_note(folder, "assets/0123456789abcdef.png", PNG)
    note = write_note(folder, "Foreign.md", "![](assets/0123456789abcdef.png) ![](../0123456789abcdef.png)")
    library.remove(saved.path)
    library.remove(note)
    assert files(folder) == ["A title.assets/theirs.txt", "assets/0123456789abcdef.png"]


@pytest.mark.parametrize("name", ["../outside.md", "A picture.png", "."])
def test_only_notes_of_the_library_can_be_removed(library: Library, folder: Path, trash: Path, name: str) -> None:
    write_note(folder, name, b"x") if name != "." else folder.mkdir()
    with pytest.raises(LibraryError):
        library.remove(folder / name)
    assert files(trash) == []


def test_without_a_trash_the_note_stays(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_trash(_path: str) -> None:
        raise OSError(errno.EXDEV, "No trash here")

    saved = library.save(clipping())
    monkeypatch.setattr(send2trash, "send2trash", no_trash)
    with pytest.raises(LibraryError, match=r"Clippings"):
        library.remove(saved.path)
    assert saved.path.is_file()
    assert saved.images[0].is_file()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the trash of the XDG standard")
def test_the_desktops_own_trash_takes_it(library: Library, tmp_path: Path) -> None:
    saved = library.save(clipping())
    code = f"import sys; sys.path.insert(0, 'app'); import send2trash; send2trash.send2trash({str(saved.path)!r})"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert [path.read_text("utf-8") for path in (tmp_path / "data").rglob("*.md")] == [saved.text]


def test_the_same_page_is_found_again(library: Library) -> None:
    library.save(clipping("Old", created=date(2025, 1, 1)))
    library.save(clipping("New", created=date(2026, 1, 1)))
    library.save(clipping("Other", address="https://news.example/other"))
    found = library.find_same_page("http://www.news.example/harbour/?utm_source=mail#part")
    assert [entry.title for entry in found] == ["New", "Old"]
    assert library.find_same_page("") == []


def test_an_update_keeps_what_the_reader_added(library: Library, folder: Path) -> None:
    saved = library.save(clipping(tags=["clippings"], created=date(2026, 1, 2)))
    text = saved.path.read_text("utf-8")
    text = text.replace('"clippings"\n', '"clippings"\n  - "mine"\nrating: 5 # good\n')
    saved.path.write_text(text, "utf-8")
    library.refresh()
    [entry] = library.clippings()
    new = clipping("A new title", '<p>New words <img src="https://x.example/b.gif"></p>', tags=["more"])
    updated = library.update(entry, new)
    assert updated.path == saved.path
    properties, body = front_matter.read(saved.path.read_text("utf-8"))
    assert properties["title"] == "A new title"
    assert properties["created"] == date(2026, 1, 2)
    assert properties["tags"] == ["clippings", "mine", "more"]
    assert "rating: 5 # good\n" in saved.path.read_text("utf-8")
    [image] = updated.images
    assert image.read_bytes() == GIF
    assert f"A%20title.assets/{image.name}" in body
    assert files(folder) == [f"A title.assets/{image.name}", "A title.md"]
    assert [entry.title for entry in library.search("new words")] == ["A new title"]

    library.undo_save(updated)
    assert saved.path.read_text("utf-8") == text
    assert files(folder) == [f"A title.assets/{saved.images[0].name}", "A title.md"]


def test_an_update_by_an_edited_text_leaves_out_what_the_reader_took_out(library: Library) -> None:
    saved = library.save(clipping(created=date(2026, 1, 2)))
    saved.path.write_text(saved.text.replace("description:\n", "description:\nrating: 5\n"), "utf-8")
    library.refresh()
    [entry] = library.clippings()
    written = saved.text
    edited = clipping().edited(Edit(written, written.replace("description:\n", "").replace("First words", "My words")))
    library.update(entry, edited)
    properties, body = front_matter.read(saved.path.read_text("utf-8"))
    assert "description" not in properties
    assert properties["rating"] == 5
    assert body.startswith("My words of it.")


def test_an_update_that_fails_changes_nothing(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library.save(clipping())
    [entry] = library.clippings()
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(LibraryError):
        library.update(entry, clipping(html='<p>New <img src="https://x.example/b.gif"></p>'))
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


def test_an_undone_update_does_not_cost_later_changes(library: Library) -> None:
    library.save(clipping())
    [entry] = library.clippings()
    updated = library.update(entry, clipping(html="<p>New</p>"))
    updated.path.write_text("later words")
    with pytest.raises(LibraryError):
        library.undo_save(updated)
    assert updated.path.read_text() == "later words"


def test_tags_are_counted(library: Library, folder: Path) -> None:
    library.save(clipping("One", tags=["clippings", "Politics"]))
    library.save(clipping("Two", tags=["clippings"]))
    write_note(folder, "theirs.md", "---\ntags: [politics]\n---\n")
    library.refresh()
    assert library.tags() == {"clippings": 2, "politics": 2}


def test_a_search_for_nothing_gives_all(library: Library) -> None:
    library.save(clipping("One"))
    assert library.search("  ") == library.clippings() != []


def test_the_index_can_be_made_anew(library: Library, make_library: Callable[[], Library]) -> None:
    library.save(clipping("One"))
    told: list[float] = []
    library.reindex(told.append)
    assert told == [0.0]
    assert library.search("first words") == make_library().clippings() != []
