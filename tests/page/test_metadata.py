import json

import pytest

from paperknife.page.metadata import Metadata, is_web_address, iso_date, metadata_of
from paperknife.page.tree import parse


def about(head: str, body: str = "") -> Metadata:
    return metadata_of(parse(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"))


def linked(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The tunnel opens | The Harbour</title>", "", "The tunnel opens"),
        ("<title>The Harbour: a long way</title>", "", "The Harbour: a long way"),
        ('<meta property="og:title" content="Tunnel &amp;amp; toll"><title>x</title>', "", "Tunnel & toll"),
        (
            "<title>A tunnel opens at last – Harbour</title>",
            "<h1>Harbour</h1><h1>A tunnel opens at last</h1>",
            "A tunnel opens at last",
        ),
        (
            '<meta property="og:site_name" content="Harbour"><title>Harbour - Tunnel opens now</title>',
            "",
            "Tunnel opens now",
        ),
        (linked(headline="From the data"), "", "From the data"),
        ("", "<h1>The only heading</h1>", "The only heading"),
        ("", "<h1>One</h1><h1>Two</h1>", ""),
    ],
)
def test_the_title_is_the_headline(head: str, body: str, title: str) -> None:
    assert about(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (linked(author=[{"name": "Ada Example"}, {"name": "Bob Example"}]), "", ("Ada Example", "Bob Example")),
        (linked(author="By Ada Example"), "", ("Ada Example",)),
        ('<meta name="author" content="Ada Example and Bob Example">', "", ("Ada Example", "Bob Example")),
        ('<meta property="article:author" content="https://x.test/ada">', "", ()),
        ("", '<a rel="author" href="/ada">Ada Example</a>', ("Ada Example",)),
    ],
)
def test_who_wrote_it(head: str, body: str, byline: tuple[str, ...]) -> None:
    assert about(head, body).byline == byline


def test_dates_language_site_and_image() -> None:
    found = about(
        linked(datePublished="2020-05-01T08:00:00Z", dateModified="2020-05-02", publisher={"name": "The Harbour"})
        + '<meta property="og:image" content="/a.png"><meta property="og:locale" content="de_DE">'
        '<meta name="description" content=" Short \n words ">'
    )
    assert (found.published, found.modified, found.site) == ("2020-05-01T08:00:00Z", "2020-05-02", "The Harbour")
    assert (found.image, found.language, found.description) == ("/a.png", "de-DE", "Short words")


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            '<link rel="canonical" href="https://x.test/a"><meta property="og:url" content="https://x.test/b">',
            "https://x.test/a",
        ),
        (
            '<link rel="canonical" href="/relative"><meta property="og:url" content="https://x.test/b">',
            "https://x.test/b",
        ),
        ('<meta property="og:url" content="javascript:alert(1)">', ""),
        ("", ""),
    ],
)
def test_the_address_is_found_and_never_invented(head: str, address: str) -> None:
    assert about(head).address == address


def test_the_browsers_comment_is_the_surest_address() -> None:
    page = '<!DOCTYPE html>\n<!-- saved from url=(0017)https://x.test/a -->\n<html><link rel=canonical href="https://x.test/b">'
    assert metadata_of(parse(page)).address == "https://x.test/a"
    assert metadata_of(parse(page.replace("https://x.test/a", "about:internet"))).address == "https://x.test/b"


def test_a_title_does_not_turn_the_text_around_it() -> None:
    assert about("<title>\u202egnp.exe\u202c and \u2067more\u2069</title>").title == "gnp.exe and more"


def test_the_text_that_the_data_give_is_known() -> None:
    assert about(linked(articleBody="All of it.")).body == "All of it."
    assert about(linked(articleBody=["no text"])).body == ""


def test_broken_linked_data_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    deep = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert about(broken + deep + linked(headline="Sound", author={"name": ["Ada", 3]})).byline == ("Ada",)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-02-29", "2020-02-29"),
        ("2020-05-01 08:00:00 +0200", "2020-05-01T08:00:00+0200"),
        ("2020-05-01T08:00:00.123Z and more", "2020-05-01T08:00:00.123Z"),
        ("2021-02-29", ""),
        ("2021-02-28T25:00", "2021-02-28"),
        ("May 1, 2020", ""),
    ],
)
def test_only_true_dates(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_web_addresses() -> None:
    assert is_web_address("HTTPS://x.test/")
    assert not any(map(is_web_address, ("", "x.test", "https://", "http://[", "file:///x", "about:blank")))


def test_known_facts_take_the_place_of_others_unless_they_are_empty() -> None:
    known = Metadata(title="a", address="b").known(title="", address="c", saved="d")
    assert (known.title, known.address, known.saved) == ("a", "c", "d")
