"""Highlights in the library: one readable file for each page, found again for the page however it is saved."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from paperknife.errors import DamagedHighlights, WriteError
from paperknife.highlights.highlight import Colour, Highlight, Quote
from paperknife.highlights.marked_page import MarkedPage
from paperknife.library.highlights import Highlights

PAGE = MarkedPage(
    "The harbour tunnel", "https://www.news.example/tunnel?utm_source=x", "News", "", ("a", "b", "c", "d")
)
ONE = Highlight(Quote("first words", "", " and"), Colour.GREEN, "Note")
TWO = Highlight(Quote("other words", "some ", ""))


@pytest.fixture
def highlights(tmp_path: Path) -> Highlights:
    return Highlights(tmp_path / "Clippings")


def test_they_are_kept_changed_and_taken_away(highlights: Highlights) -> None:
    assert highlights.of(PAGE) == ()
    highlights.change(PAGE, {ONE.id: ONE, TWO.id: TWO})
    assert highlights.of(PAGE) == (ONE, TWO)
    pink = replace(ONE, colour=Colour.PINK)
    highlights.change(PAGE, {ONE.id: pink, TWO.id: None})
    assert Highlights(highlights.folder.parent).of(PAGE) == (pink,)
    highlights.change(PAGE, {ONE.id: None})
    assert highlights.of(PAGE) == ()
    assert list(highlights.folder.iterdir()) == []


def test_the_file_can_be_read(highlights: Highlights) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    (file,) = highlights.folder.iterdir()
    assert file.name.startswith("The harbour tunnel ")
    said = json.loads(file.read_text("utf-8"))
    assert said["type"] == "AnnotationCollection"
    assert said["first"]["items"][0]["target"]["selector"][0]["exact"] == "first words"


@pytest.mark.parametrize(
    ("page", "same"),
    [
        (replace(PAGE, address="http://news.example/tunnel#part", paragraphs=("x",), title="Other"), True),
        (replace(PAGE, address=""), True),
        (replace(PAGE, address="https://mirror.example/7", paragraphs=("a", "b", "c", "e")), True),
        (replace(PAGE, address="https://news.example/bridge", paragraphs=("a", "b", "x", "y")), False),
        (replace(PAGE, address="", paragraphs=()), False),
    ],
)
def test_a_page_that_is_saved_anew(highlights: Highlights, page: MarkedPage, same: bool) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    assert highlights.of(page) == ((ONE,) if same else ())
    highlights.change(page, {TWO.id: TWO})
    assert len(list(highlights.folder.iterdir())) == (1 if same else 2)


def test_a_page_without_an_address(highlights: Highlights) -> None:
    page = replace(PAGE, address="")
    highlights.change(page, {ONE.id: ONE})
    assert highlights.of(page) == (ONE,)
    assert highlights.of(PAGE) == (ONE,)


def test_what_others_wrote_into_the_file_stays(highlights: Highlights) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    (file,) = highlights.folder.iterdir()
    said = json.loads(file.read_text("utf-8"))
    bookmark = {"id": "x", "type": "Annotation", "motivation": "bookmarking", "target": PAGE.address}
    said["first"]["items"].append(bookmark)
    file.write_text(json.dumps(said), "utf-8")
    assert highlights.of(PAGE) == (ONE,)
    highlights.change(PAGE, {ONE.id: None})
    assert json.loads(file.read_text("utf-8"))["first"]["items"] == [bookmark]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"first": 1}', "[" * 100_000])
def test_a_damaged_file_is_told_of_and_never_lost(highlights: Highlights, text: str) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    (file,) = highlights.folder.iterdir()
    file.write_text(text, "utf-8")
    with pytest.raises(DamagedHighlights) as caught:
        highlights.of(PAGE)
    assert caught.value.path == str(file)
    other = MarkedPage("Another", "https://news.example/bridge")
    assert highlights.of(other) == ()
    pages, damaged = highlights.all()
    assert (pages, [error.path for error in damaged]) == ([], [str(file)])
    highlights.change(PAGE, {TWO.id: TWO})
    assert highlights.of(PAGE) == (TWO,)
    assert file.with_name(f"{file.name}.broken").read_text("utf-8") == text


def test_all_by_title(highlights: Highlights) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    highlights.change(MarkedPage("A bridge", "https://news.example/bridge"), {TWO.id: TWO})
    pages, damaged = highlights.all()
    assert [page.title for page in pages] == ["A bridge", "The harbour tunnel"]
    assert damaged == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError):
        Highlights(tmp_path / "file" / "Clippings").change(PAGE, {ONE.id: ONE})
    missing = tmp_path / "no" / "such" / "drive"
    with pytest.raises(WriteError):
        Highlights(missing).change(PAGE, {ONE.id: ONE})
    assert not missing.exists()


def test_a_file_that_vanishes_between_listing_and_reading_holds_nothing(highlights: Highlights) -> None:
    highlights.change(PAGE, {ONE.id: ONE})
    (highlights.folder / "a gone one.json").symlink_to(highlights.folder / "nowhere.json")
    assert highlights.of(PAGE) == (ONE,)
    assert [page.highlights for page in highlights.all()[0]] == [(ONE,)]
