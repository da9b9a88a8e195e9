"""Templates say what a note looks like, can do nothing else, and their mistakes are told in words."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paperknife import messages
from paperknife.clipping import front_matter, templates
from paperknife.clipping.clipping import Clipping
from paperknife.clipping.images import FOLDER
from paperknife.clipping.templates import SHIPPED, as_text, note_name, note_text, template_text
from paperknife.errors import TemplateError
from paperknife.page.metadata import Metadata

CLIPPING = Clipping(
    Metadata(
        title="Harbour: *new* tunnel",
        byline=("Ada Example", "Ben Sample"),
        site="News",
        published="2026-10-02",
        address="https://news.example/harbour",
    ),
    f"First paragraph.\n\n![A]({FOLDER}/0123456789abcdef.png)\n",
    tags=("clippings",),
    note="My note.",
    created=date(2026, 11, 23),
)


def test_obsidian() -> None:
    text = note_text(CLIPPING, template_text("obsidian"), folder="Note 1.assets")
    assert text == (
        "---\n"
        'title: "Harbour: *new* tunnel"\n'
        'source: "https://news.example/harbour"\n'
        "author:\n"
        '  - "[[Ada Example]]"\n'
        '  - "[[Ben Sample]]"\n'
        "published: 2026-10-02\n"
        "created: 2026-11-23\n"
        "description:\n"
        "tags:\n"
        '  - "clippings"\n'
        "---\n"
        "My note.\n\n---\n\n"
        "First paragraph.\n\n![A](Note%201.assets/0123456789abcdef.png)\n"
    )


def test_joplin_has_plain_authors() -> None:
    properties, body = front_matter.read(note_text(CLIPPING, template_text("joplin")))
    assert properties["author"] == ["Ada Example", "Ben Sample"]
    assert list(properties)[:3] == ["title", "source", "author"]
    assert body.startswith("My note.\n\n---\n\nFirst")


def test_plain_has_a_heading_and_no_properties() -> None:
    assert note_text(replace(CLIPPING, note=""), template_text("plain"), folder="a") == (
        "# Harbour: \\*new\\* tunnel\n\n"
        "Ada Example, Ben Sample · News · 2026-10-02\n\n"
        "<https://news.example/harbour>\n\n"
        "First paragraph.\n\n![A](a/0123456789abcdef.png)\n"
    )


def test_quote_quotes_and_names_the_source() -> None:
    _, body = front_matter.read(note_text(CLIPPING, template_text("quote"), folder="a"))
    assert body == (
        "My note.\n\n> First paragraph.\n>\n> ![A](a/0123456789abcdef.png)\n\n"
        "— Ada Example, Ben Sample, [Harbour: \\*new\\* tunnel](<https://news.example/harbour>)\n"
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_one_writes_an_empty_clipping_too(name: str) -> None:
    assert note_text(Clipping(Metadata(), ""), template_text(name)).endswith("\n")


def test_own_templates_are_files(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("{{ title | upper }} {{ words }} {{ tags | join }}", "utf-8")
    assert note_text(CLIPPING, template_text(str(file))) == "HARBOUR: *NEW* TUNNEL 3 clippings\n"


@pytest.mark.parametrize("name", ["missing.md", ".", "no\0name"])
def test_a_template_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        template_text(name)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{{ title }}", "Harbour new tunnel"),
        ("{{ date }} {{ title }} ({{ domain }})", "2026-11-23 Harbour new tunnel (news.example)"),
        ("{{ published[:4] }}/{{ site }}", "2026 News"),
        ("", "Untitled"),
    ],
)
def test_names_of_files(template: str, name: str) -> None:
    assert note_name(CLIPPING, template) == name


@pytest.mark.parametrize(
    ("template", "words", "line"),
    [
        ("{{ title", "“{{” is not closed by “}}”", 1),
        ("a\n{% if %}", "missing", 2),
        ("\n\n{{ tilte }}", "there is no “tilte”; did you mean “title”?", 3),
        ("{{ title | loud }}", "there is no filter “loud”", 1),
        ("{{ tags | jion }}", "did you mean “join”?", 1),
        ("{{ 1 / 0 }}", "division", 1),
        ("{{ title + 1 }}", "", 1),
        ("{{ title.__class__.__mro__ }}", "“__class__” may not be used", 1),
        ("{{ ''.__class__ }}", "“__class__” may not be used", 1),
        ("a\n{{ 'a' * 10**9 }}", "small numbers", 2),
        ("{{ '%999999999d' % 1 }}", "small numbers", 1),
        ("{% for a in range(10**6) %}x{% endfor %}", "counts too far", 1),
        ("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "too long", None),
        ("{% include '/etc/passwd' %}", "cannot take in other files", 1),
        ("{% set x = properties.clear() %}", "“clear” may not be used", 1),
        ("a\n{% if title %}\nb", "“{% if %}” is not closed by “{% endif %}”", 3),
        ("{% endfor %}", "“{% endfor %}” has no beginning", 1),
        ("{% foo %}", "there is no “{% foo %}”", 1),
        ("{{ title }", "“{{” ends with “}}”", 1),
        ("{{ 'a }}", "quotation mark", 1),
        ("{# x", "“{#” is not closed", 1),
        ("{{ properties.tilte }}", "there is no “tilte” in it", 1),
        ("{{ tags[7] }}", "there is no item 7", 1),
        ("{% macro x() %}{{ x() }}{% endmacro %}\n{{ x() }}", "calls itself", 2),
    ],
)
def test_mistakes_are_told_in_words(
    monkeypatch: pytest.MonkeyPatch, template: str, words: str, line: int | None
) -> None:
    monkeypatch.setattr(templates, "MOST_SECONDS", 0.2)
    with pytest.raises(TemplateError) as caught:
        note_text(CLIPPING, template, name="mine")
    assert words in caught.value.reason
    assert caught.value.line == line
    assert "“mine”" in messages.sentence(caught.value)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_text_shows_just_its_characters(text: str) -> None:
    [_, inline, *_] = MarkdownIt().parse(as_text(text)) or [None, None]
    shown = "".join(child.content for child in inline.children or []) if inline else ""
    assert shown == " ".join(text.split())


@given(st.text(max_size=40))
def test_any_text_is_a_template_or_a_mistake_in_it(template: str) -> None:
    with suppress(TemplateError):
        assert note_text(CLIPPING, template).endswith("\n")
