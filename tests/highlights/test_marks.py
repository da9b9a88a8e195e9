"""Found highlights as marks of blocks: beside each other, with the note at the end."""

from paperknife.highlights.highlight import Colour, Found, Highlight, Quote
from paperknife.highlights.marks import marks_of
from paperknife.page.letters import Part
from paperknife.page.marks import Mark


def found(colour: Colour, note: str, *parts: Part) -> Found:
    return Found(Highlight(Quote("x"), colour, note), parts)


def test_a_note_stands_at_the_end_of_the_last_block() -> None:
    both = found(Colour.BLUE, "why?", Part("a", 4, 9), Part("b", 0, 3))
    assert marks_of([both]) == {"a": [Mark(4, 9, "blue")], "b": [Mark(0, 3, "blue", "why?")]}


def test_what_is_not_there_has_no_mark() -> None:
    assert marks_of([found(Colour.BLUE, "why?")]) == {}


def test_marks_do_not_overlap_and_no_note_is_lost() -> None:
    inner = found(Colour.PINK, "inner", Part("a", 3, 5))
    outer = found(Colour.BLUE, "outer", Part("a", 1, 6))
    later = found(Colour.GREEN, "", Part("a", 5, 9))
    assert marks_of([later, inner, outer]) == {"a": [Mark(1, 6, "blue", "outer\n\ninner"), Mark(6, 9, "green")]}
