"""The reader: kept blocks only, marked, clean, with the page's own title if no block says it."""

from paperknife import pipeline
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse
from paperknife.render import reader
from paperknife.render.themes import Appearance
from paperknife.verdicts.verdict import JudgedPage


def judged(body: str, **facts: str) -> JudgedPage:
    files = Stored({"a.png": Resource(b"\x89PNG", "image/png")})
    page = Page(parse(f"<body>{body}"), Metadata(**facts), files)  # type: ignore[arg-type]  # text facts only
    return pipeline.keep_all(pipeline.judge(page))


def test_wrappers_go_and_meaning_stays() -> None:
    html = reader.article(judged("<div class=x><section><p class=lead>one</p></section></div><ul><li>a<li>b</ul>"))
    assert "<div" not in html
    assert "<section" not in html
    assert "<ul" in html


def test_a_struck_block_is_gone_and_comes_back() -> None:
    page = judged("<p>one</p><p>two</p>")
    first = page.verdicts[0].block.id
    assert "one" not in reader.article(page.overrule({first: False}))
    assert "one" in reader.article(page.overrule({first: True}))


def test_the_title_is_said_once() -> None:
    heading = "A headline that a page would have"
    text = "<p>" + "A sentence of the story, long enough to count. " * 5 + "</p>"
    with_block = reader.document(judged(f"<h1>{heading}</h1>{text}", title=heading), Appearance())
    without = reader.document(judged(text, title=heading), Appearance())
    assert with_block.count(f">{heading}</h1>") == 1
    assert without.count(f">{heading}</h1>") == 1


def test_direction_and_language_are_the_pages() -> None:
    html = reader.document(judged("<p>سلام</p>", language="fa-IR"), Appearance())
    assert 'lang="fa-IR" dir="rtl"' in html


def test_images_lead_to_saved_bytes_or_to_a_quiet_frame() -> None:
    html = reader.article(
        judged("<p>x</p><img src=a.png><p>y</p><img src=b.png alt=words>"), lambda _resource: "paper://x/1"
    )
    assert 'src="paper://x/1"' in html
    assert 'data-missing="b.png"' in html
    assert "words" in html


def test_frames_and_players_become_links() -> None:
    html = reader.article(judged("<p>x</p><iframe src='https://video.example/v' title='A talk'></iframe>"))
    assert '<a href="https://video.example/v">A talk</a>' in html
    assert "<iframe" not in html
