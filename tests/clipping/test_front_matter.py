"""Properties are read back as they were written, by two YAML parsers and by our own quick reader; others' survive."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from paperknife.clipping import front_matter

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
SCALAR = TEXT.filter(bool) | st.integers(-(10**15), 10**15) | st.booleans() | st.dates(min_value=date(1000, 1, 1))
VALUES = st.none() | SCALAR | st.lists(SCALAR, min_size=1, max_size=4)


def by_pyyaml(head: str) -> Any:
    return yaml.safe_load(head)


def by_ruamel(head: str) -> Any:
    return YAML(typ="safe", pure=True).load(head)


def test_the_shape_is_that_of_obsidian_web_clipper() -> None:
    properties = {
        "title": "Harbour tunnel opens: what changes",
        "source": "https://news.example/harbour",
        "author": ["[[Ada Example]]"],
        "published": date(2026, 10, 2),
        "created": datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
        "description": "",
        "tags": ["clippings"],
        "word_count": 412,
        "2nd": True,
        "on": None,
        "empty": [],
    }
    assert front_matter.write(properties) == (
        "---\n"
        'title: "Harbour tunnel opens: what changes"\n'
        'source: "https://news.example/harbour"\n'
        "author:\n"
        '  - "[[Ada Example]]"\n'
        "published: 2026-10-02\n"
        "created: 2026-11-23T09:05:00Z\n"
        "description:\n"
        "tags:\n"
        '  - "clippings"\n'
        "word_count: 412\n"
        '"2nd": true\n'
        '"on":\n'
        "empty:\n"
        "---\n"
    )


@pytest.mark.parametrize("parser", [by_pyyaml, by_ruamel])
@given(properties=st.dictionaries(KEYS, VALUES, max_size=4))
def test_two_parsers_read_what_was_written(parser: Callable[[str], Any], properties: dict[str, Any]) -> None:
    head, _ = front_matter.split(front_matter.write(properties))
    assert (parser(head) or {}) == properties


@given(properties=st.dictionaries(KEYS, VALUES, max_size=6), body=TEXT)
def test_it_reads_its_own_and_the_text_after_it(properties: dict[str, Any], body: str) -> None:
    found, rest = front_matter.read(front_matter.write(properties) + body)
    assert found == properties
    assert rest == body.lstrip("\r\n")


@given(properties=st.dictionaries(st.sampled_from(["title", "on", "tags", "a1", "über"]), VALUES))
def test_the_quick_reader_says_what_yaml_says(properties: dict[str, Any]) -> None:
    head, _ = front_matter.split(front_matter.write(properties))
    quick = front_matter._own_shape(head)
    assert quick is None or quick == (by_ruamel(head) or {})


@given(st.text(max_size=200).map(lambda text: f"---\n{text}\n---\nbody") | st.text(max_size=100))
def test_any_text_is_a_note(text: str) -> None:
    properties, body = front_matter.read(text)
    assert isinstance(properties, dict)
    assert text.endswith(body)


@pytest.mark.parametrize(
    "head",
    [
        'a: "unclosed',
        "a: 2020-13-45",
        "a: !!python/object/apply:os.system [id]",
        "\tx: 1",
        "- a\n- b",
        "a: 1\na: 2",
        "b: !!float x",
        "<<: 3",
        "a: " + "[" * 5_000,
        "a: " + "[" * 900,
        "&a [*a]: b",
        "just words",
        "a: !!binary zzz",
    ],
)
def test_broken_properties_leave_the_text(head: str) -> None:
    assert front_matter.read(f"---\n{head}\n---\nThe text.")[1] == "The text."


def test_others_notes_are_read_in_their_own_shapes() -> None:
    text = "\ufeff---\ntitle: Plain words # remark\ntags: [one, 'two']\naliases:\n- x\nnested:\n  a: 1\n---\n\nBody\n"
    properties, body = front_matter.read(text.replace("\n", "\r\n"))
    assert properties == {"title": "Plain words", "tags": ["one", "two"], "aliases": ["x"], "nested": {"a": 1}}
    assert body == "Body\r\n"


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "--- \ntitle: x\n", "text\n---\na: 1\n---\n", "----\na: 1\n---\n", "---\n\n***\n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert front_matter.read(text) == ({}, text)


def test_lines_of_other_properties_stay_as_they_were_written() -> None:
    others = "rating: 5 # mine\naliases: [ p,  q ]\nnested:\n  title: y\n\n# remark\n"
    head = f'title: "x"\n{others}author:\n  - "a"\n- b\ntags:\n  - t\n'
    assert front_matter.others(head, ["title", "author", "tags"]) == others
