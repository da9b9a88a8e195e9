"""The editor gives back what it was given, and never takes away what was written in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from paperknife.desktop.markdown_field import MarkdownField, as_shown
from paperknife.desktop.marks import Mark, Tone

ODD = st.text(st.characters() | st.sampled_from("\n\r\u2028\u2029\xa0\t😀\x00\ufffc\ufdd0"), max_size=40)


@pytest.fixture
def field(qtbot: QtBot) -> MarkdownField:
    field = MarkdownField()
    qtbot.addWidget(field)
    field.show()
    return field


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(one=ODD, other=ODD)
def test_any_text_is_given_back(field: MarkdownField, one: str, other: str) -> None:
    field.start()
    field.take(one)
    assert field.text() == as_shown(one)
    field.write(other)
    assert field.text() == as_shown(other)
    field.take(one)
    assert field.text() == as_shown(one)


def test_firm_spaces_and_joined_letters_stay(field: MarkdownField) -> None:
    text = "10\xa0km 👨\u200d👩\u200d👧 e\u0301 \u200f\n"
    field.take(text)
    assert field.text() == text == as_shown(text)


def test_what_comes_anew_is_a_step_of_undo_where_the_reader_wrote(qtbot: QtBot, field: MarkdownField) -> None:
    heard: list[str] = []
    field.written.connect(lambda: heard.append(field.text()))
    field.take("title: a\n\nThe text.\n")
    assert heard == []
    field.go_to((10, 13))
    qtbot.keyClicks(field, "A")
    assert heard == ["title: a\n\nA text.\n"]
    field.take("title: other\n\nA text.\n")
    assert len(heard) == 1
    qtbot.keyClicks(field, "n old")
    assert field.text() == "title: other\n\nAn old text.\n"
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "title: a\n\nThe text.\n"


def test_marks_are_where_their_words_are_and_move_with_them(qtbot: QtBot, field: MarkdownField) -> None:
    text = "😀 one two\n👩\u200d👧 three"
    field.take(text)
    place = (text.index("three"), len(text))
    field.marks.show([Mark(place, Tone.ADDED, "is new")])
    assert field.marks.places() == [("three", Tone.ADDED)]
    field.go_to((2, 5))
    assert field.textCursor().selectedText() == "one"
    qtbot.keyClicks(field, "something longer")
    assert field.marks.places() == [("three", Tone.ADDED)]
    end = field.document().characterCount() - 1
    assert field.marks.words_at(end) == "is new"
    assert field.marks.words_at(0) == ""


def test_a_search_steps_around_in_both_directions(field: MarkdownField) -> None:
    field.take("😀 Ab ab. (AB) ab?")
    told: list[tuple[int, int]] = []
    for back in (False, False, False, False, True, True):
        field.search("ab", back, lambda *said: told.append(said))
    assert [at for at, _ in told] == [1, 2, 3, 4, 3, 2]
    assert {count for _, count in told} == {4}
    field.search("(ab", False, lambda *said: told.append(said))
    assert told[-1] == (1, 1)
    field.search("none", False, lambda *said: told.append(said))
    assert told[-1] == (0, 0)
    field.end_search()
    assert field.extraSelections() == []
