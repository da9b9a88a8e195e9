"""Marks go, words stay."""

import pytest

from paperknife.clipping.plain_text import excerpt, plain_text, word_count


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("## A *very* **good** `name`", "A very good name"),
        ('a [link](https://x.example/a_(b) "title") here', "a link here"),
        ("![alt](My%20note.assets/x.png)", "alt"),
        ("> quoted\n>\n> - [x] done", "quoted\n\ndone"),
        ("1. one\n2. two", "one\ntwo"),
        ("snake_case and _em_ and 2\\*3", "snake_case and em and 2*3"),
        ("10<sup>3</sup>", "10 3 "),
        ("==marked== ~~gone~~", "marked gone"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_the_words_of(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_tables_fences_and_definitions_give_their_words_only() -> None:
    plain = plain_text("| a | b |\n| --- | :-: |\n| c | d |\n\n```python\nx = 1\n```\n\n[1]: https://x.example\n")
    assert plain.replace("|", " ").split() == ["a", "b", "c", "d", "x", "=", "1"]


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one, two — three", 3), ("it's 3.14 well-known", 3), ("漢字 and かな", 5), ("***", 0)]
)
def test_words_are_counted_also_where_no_space_parts_them(text: str, count: int) -> None:
    assert word_count(text) == count


def test_an_excerpt_is_one_line_that_ends_with_a_word() -> None:
    assert excerpt("one\n\ntwo   three", 100) == "one two three"
    assert excerpt("one two three four", 12) == "one two…"
    assert len(excerpt("x" * 1_000, 50)) == 50


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "](" * 100_000, "](" + "(" * 200_000, "| - " * 80_000, "> " * 100_000, "<a " * 90_000]
)
def test_hostile_text_does_not_make_it_hang(text: str) -> None:
    plain_text(text)
