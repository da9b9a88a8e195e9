"""Files are written whole or not at all, and a new one never takes another's place."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from paperknife.errors import WriteError
from paperknife.files import write_new, write_whole

Write = Callable[[Path, bytes], None]
both = pytest.mark.parametrize("write", [write_whole, write_new])


@both
def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path, write: Write) -> None:
    write(tmp_path / "a" / "b" / "c.md", b"text")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == b"text"
    assert os.listdir(tmp_path / "a" / "b") == ["c.md"]


def test_the_old_content_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "c.md"
    write_whole(file, b"old and longer")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_taken_name_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "c.md"
    file.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        write_new(file, b"ours")
    assert file.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["c.md"]


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_names: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "c.md", b"ours")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "c.md", b"second")
    assert (tmp_path / "c.md").read_bytes() == b"ours"
    assert os.listdir(tmp_path) == ["c.md"]


def test_of_many_writers_at_once_one_gets_the_name(tmp_path: Path) -> None:
    won: list[bytes] = []

    def try_to_write(data: bytes) -> None:
        try:
            write_new(tmp_path / "c.md", data)
            won.append(data)
        except FileExistsError:
            pass

    threads = [threading.Thread(target=try_to_write, args=(b"%d" % number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [(tmp_path / "c.md").read_bytes()]


@both
@pytest.mark.parametrize("function", ["fsync", "chmod", "replace"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write, function: str
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, function, full)
    if function == "replace":
        monkeypatch.setattr(os, "link", full)
    with pytest.raises(WriteError, match=r"c\.md") as caught:
        write(tmp_path / "c.md", b"text")
    assert caught.value.reason == os.strerror(errno.ENOSPC).lower()
    assert os.listdir(tmp_path) == []


@both
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, write: Write) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError):
        write(tmp_path / "file" / "c.md", b"text")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_it_as_the_mask_says(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "c.md", b"text")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "c.md").stat().st_mode) == 0o640
