"""Whatever is typed is understood, or searched for as it stands."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.library.index import Index
from paperknife.library.query import Condition, Query, parse_query, searchable

TYPED = st.text() | st.lists(
    st.sampled_from(
        ["tag:", "site:", "after:", "before:", "-", '"', "2026", "漢字", "*", "NEAR(", ")", "OR", ":", "a", " ", "\0"]
    )
).map("".join)


def test_all_kinds_at_once() -> None:
    assert parse_query(
        'plain "a phrase" -not -"nor this" tag:one -tag:"to read" SITE:x.example after:2026-02 before:2027'
    ) == Query(
        words=(
            Condition("plain"),
            Condition("a phrase", exact=True),
            Condition("not", negative=True),
            Condition("nor this", exact=True, negative=True),
        ),
        tags=(Condition("one"), Condition("to read", exact=True, negative=True)),
        sites=(Condition("x.example"),),
        after=date(2026, 2, 1),
        before=date(2027, 1, 1),
    )


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("harb", '"harb" *'),
        ("harb tun", '"harb" * AND "tun" *'),
        ('"harbour tunnel', '"harbour tunnel"'),
        ("R&D", '"R&D" *'),
        ("漢", '"漢" *'),
        ("漢字", '"漢字"'),
        ("漢字典", '"漢字 字典"'),
        ("abc漢", '"abc 漢" *'),
        ("ＡＢＣ", '"ABC" *'),
        ("!!! ... _", ""),
        ('""', ""),
        ("after:soon", '"after soon" *'),
        ("tag:", '"tag:" *'),
        ("🎉", '"🎉" *'),
    ],
)
def test_words_become_phrases_of_the_index(text: str, match: str) -> None:
    assert parse_query(text).match == match


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("after:2026", Query(after=date(2026, 1, 1))),
        ("after:2026-1 after:2026-03-09", Query(after=date(2026, 3, 9))),
        ("-after:2026", Query(before=date(2026, 1, 1))),
        ("-before:2026", Query(after=date(2026, 1, 1))),
        ("before:2026-13", Query(words=(Condition("before 2026-13"),))),
    ],
)
def test_dates(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_letters_without_spaces_become_pairs() -> None:
    assert searchable("漢字典 abc").split() == ["漢字", "字典", "典", "abc"]
    assert searchable("한국어").split() == ["한국", "국어", "어"]
    assert searchable("plain text") == "plain text"


@given(text=TYPED)
def test_it_never_raises_and_the_index_understands_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "searched"
    folder.mkdir(exist_ok=True)
    (folder / "note.md").write_text('---\ntags: [a, "tag"]\n---\na 漢字 NEAR OR 2026', "utf-8")
    index = Index(folder, folder / ".index")
    index.refresh()
    query = parse_query(text)
    assert isinstance(index.search(query, 10), list)
    assert index.file == folder / ".index", "a query that SQLite does not understand would cost the index"
    with closing(sqlite3.connect(Path(index.file))) as db:
        for match in filter(None, (query.match, query.mismatch)):
            db.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()
