"""Every note gives an entry, whoever wrote it and however."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.library.entry import MOST_BYTES, decoded, entry_of

PATH = Path("Folder") / "A note.md"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()


def test_a_clipping() -> None:
    text = (
        '---\ntitle: "The title"\nsource: "https://www.news.example/a"\ncreated: 2026-11-23\ndescription:\n'
        'tags:\n  - "clippings"\n  - "politics/europe"\n---\n## Part\n\nSome **words** [here](https://x.example).\n'
    )
    entry, plain = entry_of(PATH, text.encode(), NOON)
    assert entry.path == PATH
    assert entry.title == "The title"
    assert entry.site == "news.example"
    assert entry.source == "https://www.news.example/a"
    assert entry.created == "2026-11-23"
    assert entry.tags == ("clippings", "politics/europe")
    assert entry.excerpt == "Part Some words here."
    assert entry.words == 4
    assert "Some words here." in plain


def test_a_note_without_properties() -> None:
    entry, _ = entry_of(PATH, b"# Its *heading*\n\n<https://news.example/b>\n\nText.\n", NOON)
    assert entry.title == "Its heading"
    assert entry.source == "https://news.example/b"
    assert entry.created == "2026-03-04"
    assert entry_of(PATH, b"", NOON)[0].title == "A note"


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("tags: one, two", ("one", "two")),
        ("tags: [one, 2, null, {a: b}]", ("one", "2")),
        ("keywords: '#one #two'", ("one", "two")),
        ("tags: {a: b}", ()),
        ("tags: 7", ()),
    ],
)
def test_tags_in_all_shapes(head: str, tags: tuple[str, ...]) -> None:
    assert entry_of(PATH, f"---\n{head}\n---\n".encode(), NOON)[0].tags == tags


@pytest.mark.parametrize(
    ("head", "created"),
    [
        ("created: 2026-11-23T10:00:00Z", "2026-11-23"),
        ("date: '2025-01-02 03:04'", "2025-01-02"),
        ("created: yesterday", "2026-03-04"),
        ("created: [2026]", "2026-03-04"),
    ],
)
def test_dates_in_all_shapes(head: str, created: str) -> None:
    assert entry_of(PATH, f"---\n{head}\n---\n".encode(), NOON)[0].created == created


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zürich 漢".encode(), "Zürich 漢"),
        ("\ufeffZürich".encode(), "Zürich"),
        ("Zürich".encode("utf-16"), "Zürich"),
        ("Zürich".encode("latin-1"), "Zürich"),
        (b"a" * (MOST_BYTES - 1) + b"\xe6\xbc", "a" * (MOST_BYTES - 1)),
    ],
)
def test_notes_in_other_encodings(data: bytes, text: str) -> None:
    assert decoded(data[:MOST_BYTES] if len(data) > MOST_BYTES else data)[:MOST_BYTES] == text


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode("utf-8", "replace"))
)
def test_any_bytes_are_a_note(data: bytes) -> None:
    entry, _ = entry_of(PATH, data, NOON)
    assert entry.title
    assert len(entry.created) == 10
