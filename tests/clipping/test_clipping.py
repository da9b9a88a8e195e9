"""A fragment of a page becomes a clipping that knows what its note needs."""

from datetime import date

import pytest

from paperknife.clipping.clipping import Clipping, domain, make_clipping, tidy_tags, wikilink
from paperknife.clipping.images import FOLDER
from paperknife.page.metadata import Metadata
from paperknife.page.resources import Resource

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
ABOUT = Metadata(
    title='The "tunnel": what\\changes',
    byline=("Ada Example", "Ben [B] Sample"),
    site="News",
    published="2026-10-02T10:30:00+02:00",
    language="en",
    description="In short",
    address="https://news.example/harbour",
)


def saved(address: str) -> Resource | None:
    return Resource(PNG) if address == "https://news.example/a.png" else None


def test_it_has_text_images_and_facts() -> None:
    clipping = make_clipping(
        '<h2>Part</h2><p>Some <b>words</b>.</p><p><img src="https://news.example/a.png" alt="A"></p>',
        ABOUT,
        saved,
        tags=["#to read", "clippings", "clippings", " "],
        note="  Mine. ",
        created=date(2026, 11, 23),
    )
    [image] = clipping.images
    assert clipping.markdown == f"## Part\n\nSome **words**.\n\n![A]({FOLDER}/{image.name})\n"
    assert clipping.images_size == len(PNG)
    assert clipping.excerpt == "Part Some words. A"
    assert clipping.words == 4
    assert clipping.tags == ("to-read", "clippings")
    assert clipping.note == "Mine."
    assert not clipping.selection


def test_its_properties_are_those_of_obsidian_web_clipper_in_order() -> None:
    clipping = make_clipping("<p>One two</p>", ABOUT, saved, tags=["clippings"], created=date(2026, 11, 23))
    properties = clipping.properties()
    assert list(properties.items()) == [
        ("title", 'The "tunnel": what\\changes'),
        ("source", "https://news.example/harbour"),
        ("author", ["[[Ada Example]]", "[[Ben (B) Sample]]"]),
        ("published", date(2026, 10, 2)),
        ("created", date(2026, 11, 23)),
        ("description", "In short"),
        ("tags", ["clippings"]),
    ]
    more = clipping.properties(wikilinks=False, more=True)
    assert more["author"] == ["Ada Example", "Ben [B] Sample"]
    assert list(more.items())[7:] == [("site", "News"), ("language", "en"), ("word_count", 2)]


def test_what_is_unknown_is_empty() -> None:
    clipping = make_clipping("<p>The first words</p>", Metadata(published="some day"), saved)
    properties = clipping.properties(more=True)
    assert clipping.created == date.today()
    assert properties["title"] == "The first words"
    assert properties["published"] is None
    assert "site" not in properties


@pytest.mark.parametrize("fragment", ["", "   ", "<p></p>", "<!-- nothing -->"])
def test_a_clipping_of_nothing_is_empty(fragment: str) -> None:
    clipping = make_clipping(fragment, Metadata(), saved)
    assert clipping.markdown.strip() == ""
    assert clipping.title == ""


def test_without_images_none_is_kept_or_named() -> None:
    html = '<p>Words <img src="https://news.example/a.png"> <img src="https://x.example/b.png"></p>'
    clipping = make_clipping(html, ABOUT, saved, with_images=False)
    assert clipping.images == ()
    assert "![" not in clipping.markdown


def test_tags_and_links_hold_no_characters_that_break_them() -> None:
    assert tidy_tags(["a b", "#c", "d,e", "", "c"]) == ("a-b", "c", "d-e")
    assert wikilink("A|B ]] # ^ C") == "[[A/B )) C]]"


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://www.news.example:80/a", "news.example"), ("", ""), ("http://[x", ""), ("mailto:a@b", "")],
)
def test_the_domain_of(address: str, host: str) -> None:
    assert domain(address) == host


def test_a_clipping_can_be_made_by_hand() -> None:
    assert Clipping(Metadata(title="T"), "one two").words == 2
