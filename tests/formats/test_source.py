import os
from pathlib import Path

import pytest

from paperknife.errors import EmptyFile, TooLarge, UnreadableFile
from paperknife.formats.source import Source


def test_head_tail_and_all_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(bytes(range(256)) * 1000)
    source = Source.file(file)
    assert source.size == 256_000
    assert source.head(3) == b"\x00\x01\x02"
    assert source.tail(2) == b"\xfe\xff"
    assert len(source.head(100_000)) == 100_000
    assert source.data() == file.read_bytes()
    with source.open() as stream:
        assert stream.read(2) == b"\x00\x01"


def test_bytes_are_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"before")
    source = Source.file(file)
    assert source.data() is source.data()
    file.write_bytes(b"behind")
    assert source.head() == b"before"


def test_memory_has_no_path() -> None:
    source = Source.memory(b"copied", "clipboard")
    assert (source.path, source.name, source.size, source.head(2), source.tail(2)) == (
        None,
        "clipboard",
        6,
        b"co",
        b"ed",
    )


def test_limits(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"0123456789")
    with pytest.raises(TooLarge) as raised:
        Source.file(file).data(9)
    assert (raised.value.size, raised.value.limit) == (10, 9)
    file.write_bytes(b"")
    with pytest.raises(EmptyFile):
        Source.file(file).data()


def test_a_folder_is_a_source_without_bytes(tmp_path: Path) -> None:
    source = Source.file(tmp_path)
    assert source.is_folder
    assert (source.head(), source.tail(), source.size) == (b"", b"", 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile):
        Source.file(tmp_path / "pipe")


def test_a_name_that_no_system_takes() -> None:
    with pytest.raises(UnreadableFile):
        Source.file(Path("a\x00b"))


def test_a_large_inner_file_lies_on_disk_as_long_as_it_is_used() -> None:
    source = Source.memory(b"outer", "outer.wacz")
    inner = source.inner_file("data.warc", (bytes([number]) * 10_000_000 for number in range(5)))
    assert inner.size == 50_000_000
    assert inner.tail(3) == b"\x04\x04\x04"
    assert inner.label == "outer.wacz"
    spilled = inner._spilled
    assert spilled is not None
    assert spilled.exists()
    del inner
    assert not spilled.exists()


def test_an_inner_file_is_bounded() -> None:
    with pytest.raises(TooLarge):
        Source.memory(b"outer", "outer").inner_file("inner", (b"x" * 1000 for _ in range(100)), limit=50_000)
