"""Markdown as it will look: highlights and footnotes are drawn, and signs that are text stay text."""

import pytest
from pytestqt.qtbot import QtBot

from paperknife.desktop.rendered_markdown import RenderedMarkdown


@pytest.fixture
def shown(qtbot: QtBot) -> RenderedMarkdown:
    made = RenderedMarkdown()
    qtbot.addWidget(made)
    return made


def looks(shown: RenderedMarkdown) -> list[tuple[str, bool, bool]]:
    """Every run of text of one look: its words, whether it is highlighted, whether it stands above the line."""
    found = []
    block = shown.document().begin()
    while block.isValid():
        runs = block.begin()
        while not runs.atEnd():
            look = runs.fragment().charFormat()
            above = look.verticalAlignment() == look.VerticalAlignment.AlignSuperScript
            found.append((runs.fragment().text(), look.background().color().alpha() < 255, above))
            runs += 1
        block = block.next()
    return found


def test_highlights_and_footnotes_are_drawn(shown: RenderedMarkdown) -> None:
    shown.show_markdown("Said 😀 ==in **one** hour==[^note-1] and ==twice==.\n\n[^note-1]: why\n", ())
    assert shown.toPlainText() == "Said 😀 in one hournote-1 and twice.\nnote-1: why"
    assert [words for words, highlighted, _ in looks(shown) if highlighted] == ["in ", "one", " hour", "twice"]
    assert [words for words, _, above in looks(shown) if above] == ["note-1", "note-1"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (r"a \=\=b\=\= c", "a ==b== c"),
        (r"a \[^1\] c", "a [^1] c"),
        (r"a \` b ==x== \` c", "a ` b x ` c"),
        ("`a == b == c[^1]`", "a == b == c[^1]"),
        ("```c\nif (a == b || c == d[^1])\n```", "if (a == b || c == d[^1])"),
        ("a == b", "a == b"),
        (r"a \<em>b\</em> c", "a <em>b</em> c"),
        ("a &lt;br> c", "a <br> c"),
        ("`<sup>2</sup>`", "<sup>2</sup>"),
    ],
)
def test_signs_that_are_text_stay(shown: RenderedMarkdown, markdown: str, text: str) -> None:
    shown.show_markdown(markdown, ())
    assert shown.toPlainText().strip() == text


def test_tags_within_a_line_are_drawn(shown: RenderedMarkdown) -> None:
    shown.show_markdown(
        "Kota<em>ku</em> is 5<sup>th</sup>.\n\n| a | b |\n|---|---|\n| x<br>y | H<sub>2</sub>O |\n\nend\n", ()
    )
    assert shown.toPlainText().split() == ["Kotaku", "is", "5th.", "a", "b", "x", "y", "H2O", "end"]
    assert [words for words, _, above in looks(shown) if above] == ["th"]
