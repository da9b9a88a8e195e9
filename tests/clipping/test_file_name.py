"""Every text becomes a name that every system takes, and that stays in its folder."""

import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperknife.clipping.file_name import MOST_BYTES, UNTITLED, numbered, safe_name

FORBIDDEN = set('#|^[]<>:"/\\?*')


@given(st.text() | st.text(alphabet=' ./\\:%con.aux"漢\u0301\u200d😀', max_size=400))
@example("../../x")
@example("." * 300)
@example("漢" * 300)
def test_it_is_a_name_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode("utf-8")) <= MOST_BYTES
    assert not FORBIDDEN & set(name)
    assert name.isprintable() or all(ord(letter) > 0x9F for letter in name if not letter.isprintable())
    assert name == name.strip(" .")
    assert Path(name).name == name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved() if hasattr(PureWindowsPath, "is_reserved") else True
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour: tunnel / bridge?", "Harbour tunnel bridge"),
        ("  many   spaces\n\tand lines ", "many spaces and lines"),
        ("../../x", "x"),
        ("...", UNTITLED),
        ("", UNTITLED),
        ("???", UNTITLED),
        ("con", "_con"),
        ("COM1.notes", "_COM1.notes"),
        ("LPT² ", "_LPT²"),
        ("Console", "Console"),
        ("100 %% sure", "100 sure"),
        ("100% sure", "100% sure"),
        ("😀🎉", "😀🎉"),
        ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
        ("e\u0301tude", "étude"),
        ("exe.\u202egnp", "exe. gnp"),
        ("a\ud800b", "a b"),
        ("नमस्ते", "नमस्ते"),
    ],
)
def test_names_keep_what_they_can(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_long_titles_end_with_a_whole_word() -> None:
    name = safe_name("The quick brown fox jumps over the lazy dog. " * 70)
    assert len(name) > MOST_BYTES - 31
    assert name.split()[-1] in "The quick brown fox jumps over the lazy dog."


@pytest.mark.parametrize("letter", ["漢", "😀", "é", "a"])
def test_three_thousand_letters_fit_with_number_and_suffix(tmp_path: Path, letter: str) -> None:
    name = numbered(safe_name(letter * 3_000), 9_999)
    for suffix in (".md", ".assets"):
        (tmp_path / f"{name}{suffix}").write_bytes(b"")
    assert len(os.listdir(tmp_path)) == 2


def test_taken_names_are_numbered_from_one() -> None:
    assert [numbered("name", number) for number in range(3)] == ["name", "name 1", "name 2"]
