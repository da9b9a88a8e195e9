"""The article as data: running text, headings, links, images."""

from paperknife import bundled, pipeline
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse
from paperknife.render.article import article_of


def test_links_headings_and_images_of_what_is_kept() -> None:
    files = Stored({"https://a.example/a.png": Resource(b"\x89PNG")})
    body = "<h2>Part</h2><p>go <a href=b>here</a></p><img src=a.png><img src=gone.png>"
    page = Page(parse(f"<body>{body}"), Metadata(address="https://a.example/"), files)
    article = article_of(pipeline.keep_all(pipeline.judge(page)))
    assert article.headings == ((2, "Part"),)
    assert article.links == ("https://a.example/b",)
    assert [(image.address, image.size) for image in article.images] == [
        ("https://a.example/a.png", 4),
        ("https://a.example/gone.png", 0),
    ]


def test_running_text_has_neither_title_nor_caption() -> None:
    page = next(pipeline.open_pages(bundled.path("sample/pulse-kerry-lavrov.html")))
    text = article_of(pipeline.judge(page)).text
    assert "No breakthrough" not in text
    assert "seen in November 2016" not in text
    assert text.rstrip().endswith('"common sense".')
