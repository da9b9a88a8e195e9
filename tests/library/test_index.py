"""The index says what the files say, whatever happened to it or to them."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.library.conftest import write_note

from paperknife.errors import Cancelled
from paperknife.library import index as module
from paperknife.library.index import Index, note_files
from paperknife.library.query import parse_query

NOTE = '---\ntitle: "{}"\nsource: "https://{}/x"\ncreated: {}\ntags:\n  - "{}"\n---\n{}\n'
NOTES = {
    "tunnel.md": ("Harbour tunnel opens", "www.news.example", "2026-03-01", "politics/europe", "Ships wait. Déjà vu."),
    "bridge.md": ("The bridge", "news.example", "2026-01-01", "traffic", "A tunnel would be better than a bridge"),
    "sub/kanji.md": ("漢字典", "blog.example", "2025-06-01", "to-read", "日本語の文章です。한국어도 있다。"),
    "thai.md": ("ข่าว", "thai.example", "2024-01-01", "Politics", "กินข้าวแล้ว 🎉 R&D costs 3.14"),
}


@pytest.fixture
def index(folder: Path, tmp_path: Path) -> Index:
    for name, facts in NOTES.items():
        write_note(folder, name, NOTE.format(*facts))
    made = Index(folder, tmp_path / "cache" / "i.sqlite3")
    made.refresh()
    return made


def found(index: Index, text: str, limit: int = 50) -> list[str]:
    return [entry.path.relative_to(index.folder).as_posix() for entry in index.search(parse_query(text), limit)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tun", ["tunnel.md", "bridge.md"]),
        ("t", ["tunnel.md", "bridge.md", "sub/kanji.md", "thai.md"]),
        ("bridge", ["bridge.md"]),
        ("HARB tunn", ["tunnel.md"]),
        ("deja", ["tunnel.md"]),
        ('"tunnel opens"', ["tunnel.md"]),
        ('"opens tunnel"', []),
        ('"tunnel ope"', []),
        ("tunnel -bridge", ["tunnel.md"]),
        ('-"a bridge"', ["tunnel.md", "sub/kanji.md", "thai.md"]),
        ("漢字", ["sub/kanji.md"]),
        ("字", ["sub/kanji.md"]),
        ("典", ["sub/kanji.md"]),
        ("文章", ["sub/kanji.md"]),
        ("文", ["sub/kanji.md"]),
        ("章文", []),
        ("국어", ["sub/kanji.md"]),
        ("ข้าว", ["thai.md"]),
        ("🎉", ["thai.md"]),
        ("R&D", ["thai.md"]),
        ("3.14", ["thai.md"]),
        ("tag:pol", ["tunnel.md", "thai.md"]),
        ('tag:"politics"', ["tunnel.md", "thai.md"]),
        ('tag:"pol"', []),
        ("tag:politics/europe", ["tunnel.md"]),
        ("-tag:politics", ["bridge.md", "sub/kanji.md"]),
        ("tag:traffic tunnel", ["bridge.md"]),
        ("tag:to-r", ["sub/kanji.md"]),
        ("tag:[*", []),
        ("site:news.example", ["tunnel.md", "bridge.md"]),
        ("site:www.blog", ["sub/kanji.md"]),
        ("site:ample", []),
        ("-site:news.example", ["sub/kanji.md", "thai.md"]),
        ("site:news.example ships", ["tunnel.md"]),
        ("after:2026-01-01", ["tunnel.md", "bridge.md"]),
        ("before:2026-01-01", ["sub/kanji.md", "thai.md"]),
        ("after:2026-02 tunnel", ["tunnel.md"]),
        ("blog.example", ["sub/kanji.md"]),
        ("nothing of that", []),
    ],
)
def test_a_search_finds(index: Index, text: str, names: list[str]) -> None:
    assert found(index, text) == names


def test_titles_come_first_and_the_limit_holds(index: Index, folder: Path) -> None:
    write_note(folder, "new.md", NOTE.format("New", "x.example", "2026-11-01", "a", "about a tunnel"))
    index.refresh()
    assert found(index, "tunnel") == ["tunnel.md", "new.md", "bridge.md"]
    assert found(index, "tunnel", 2) == ["tunnel.md", "new.md"]
    assert len(index.entries(3)) == 3


def test_changes_by_others_are_seen(index: Index, folder: Path) -> None:
    assert index.refresh() is False
    write_note(folder, "tunnel.md", NOTE.format("Renamed", "news.example", "2026-03-01", "new", "other words"))
    (folder / "bridge.md").rename(folder / "moved.md")
    (folder / "thai.md").unlink()
    assert index.refresh() is True
    assert found(index, "harbour") == found(index, "thai") == []
    assert found(index, "renamed") == ["tunnel.md"]
    assert found(index, "bridge") == ["moved.md"]
    assert index.tags() == {"new": 1, "to-read": 1, "traffic": 1}
    assert len(index.entries()) == 3


def test_a_change_that_keeps_size_is_seen_by_its_time(index: Index, folder: Path) -> None:
    note = folder / "bridge.md"
    facts = note.stat()
    note.write_text(note.read_text().replace("better", "dearer"))
    os.utime(note, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1))
    index.refresh()
    assert found(index, "dearer") == ["bridge.md"]
    assert found(index, "better") == []


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None, 7])
def test_a_damaged_or_foreign_index_is_built_anew(index: Index, damage: bytes | int | None) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{index.file}{suffix}").unlink(missing_ok=True)
    if isinstance(damage, bytes):
        index.file.write_bytes(damage)
    elif damage is None:
        data = bytearray(index.file.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        index.file.write_bytes(data)
    else:
        with closing(sqlite3.connect(index.file)) as db:
            db.execute(f"PRAGMA user_version = {damage}")
    index.refresh()
    assert found(index, "tunnel") == ["tunnel.md", "bridge.md"]
    assert len(index.entries()) == len(NOTES)


def test_a_deleted_index_is_no_loss(index: Index) -> None:
    index.clear()
    index.refresh()
    assert len(index.entries()) == len(NOTES)


def test_a_cache_folder_that_cannot_be_written_is_no_loss(index: Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    other = Index(index.folder, tmp_path / "file" / "i.sqlite3")
    other.refresh()
    assert found(other, "tunnel") == ["tunnel.md", "bridge.md"]


def test_remains_of_changed_notes_are_swept(index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "_is_full_of_remains", lambda db: db.execute("SELECT count(*) > 6 FROM notes").fetchone()[0]
    )
    for number in range(5):
        write_note(folder, "bridge.md", NOTE.format(f"Version {number}", "x.example", "2026-01-01", "t", "w" * number))
        index.refresh()
    with closing(sqlite3.connect(index.file)) as db:
        [(all_, living)] = db.execute("SELECT count(*), count(path) FROM notes")
    assert living == len(NOTES)
    assert all_ <= 6
    assert found(index, "version") == ["bridge.md"]


def test_a_stopped_refresh_goes_on_later(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BATCH", 2)
    for number in range(6):
        write_note(folder, f"{number}.md", f"# Note {number}\n")
    index = Index(folder, tmp_path / "i.sqlite3")

    def stop(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        index.refresh(stop)
    assert len(index.entries()) == 4
    index.refresh()
    assert len(index.entries()) == 6


def test_it_can_be_searched_while_it_is_filled(index: Index, folder: Path) -> None:
    for number in range(300):
        write_note(folder, f"many/{number}.md", f"# Number {number}\n\nharbour words\n")
    filling = threading.Thread(target=index.refresh)
    filling.start()
    while filling.is_alive():
        assert "tunnel.md" in found(index, "harbour", 400)
    assert len(found(index, "harbour", 400)) == 301


def test_only_notes_are_read(folder: Path) -> None:
    for name in ("a.md", "B.MD", ".hidden.md", ".obsidian/x.md", "a.assets/x.md", "a.txt", "deep/er/c.md"):
        write_note(folder, name, "x")
    (folder / "folder.md").mkdir()
    if hasattr(os, "symlink") and os.name != "nt":
        (folder / "loop").symlink_to(folder)
        (folder / "gone.md").symlink_to(folder / "nowhere.md")
    names = sorted(path.relative_to(folder).as_posix() for path, _ in note_files(folder))
    assert names == ["B.MD", "a.md", "deep/er/c.md"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_a_name(folder: Path, tmp_path: Path) -> None:
    try:
        write_note(folder, os.fsdecode(b"Z\xfcrich.md"), "words")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    index = Index(folder, tmp_path / "i.sqlite3")
    index.refresh()
    [entry] = index.entries()
    assert entry.path.read_text() == "words"
    entry.title.encode("utf-8")


def test_many_threads_may_make_it_at_once(folder: Path, tmp_path: Path) -> None:
    write_note(folder, "tunnel.md", NOTE.format(*NOTES["tunnel.md"]))
    failed: list[BaseException] = []
    for attempt in range(12):
        made = Index(folder, tmp_path / "cache" / f"{attempt}.sqlite3")
        start = threading.Barrier(5)

        def refresh(made: Index = made, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                made.refresh()
            except sqlite3.Error as error:
                failed.append(error)

        threads = [threading.Thread(target=refresh) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [entry.title for entry in made.entries()] == ["Harbour tunnel opens"]
    assert failed == []
