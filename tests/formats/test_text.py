from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.conftest import Opened

from paperknife.formats.text import paragraphs, plain_page

WRAPPED = """\
The first cars went through the new harbour tunnel at dawn on
Monday, after eleven years of work and two changes of plan, and
nobody was there to see it but a night watchman and his dog.

A second paragraph tells that the toll will be taken from next
spring on, by cameras that read the plates.

Short line.
"""


def test_blank_lines_part_paragraphs_and_broken_lines_are_joined() -> None:
    found = list(paragraphs(WRAPPED))
    assert [paragraph.split()[0] for paragraph in found] == ["The", "A", "Short"]
    assert found[0].count("\n") == 2


def test_lines_of_a_text_without_a_margin_stand_alone() -> None:
    text = "A paragraph of one very long line " * 8 + "\nADVERTISEMENT\nRecommended articles\n\nThe end."
    assert list(paragraphs(text))[1:] == ["ADVERTISEMENT", "Recommended articles", "The end."]


def test_a_list_of_short_lines_is_not_joined() -> None:
    assert list(paragraphs("Bread\nButter\nTwo eggs\nMilk")) == ["Bread", "Butter", "Two eggs", "Milk"]


def test_the_page_is_plain_and_says_nothing_of_itself(opened: Opened) -> None:
    (page,) = opened(b"Title?\n\nA < B & C > D\n")
    assert page.plain
    assert page.metadata.title == ""
    assert [node.text() for node in page.tree.css("p")] == ["Title?", "A < B & C > D"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029"])
def test_any_kind_of_line_end(end: str) -> None:
    assert list(paragraphs(f"one{end}{end}two{end}")) == ["one", "two"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_word_is_lost_or_doubled(text: str) -> None:
    page = plain_page(paragraphs(text))
    assert "".join(page.tree.body.text(deep=True).split()) == "".join(text.removeprefix("\ufeff").split())


def test_the_sample_as_text(saves: Path, opened: Opened) -> None:
    sample = saves.parent / "strikes" / "pulse-kerry-lavrov.txt"
    (page,) = opened(sample.read_bytes(), sample.name)
    lines = [line.strip() for line in sample.read_text("utf-8").splitlines() if line.strip()]
    assert [node.text() for node in page.tree.css("p")] == lines
