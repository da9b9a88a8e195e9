"""The original: the page as it was, every block marked, nothing fetched."""

import re
from pathlib import Path

import pytest

from paperknife import bundled, pipeline
from paperknife.formats.document import page_of
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import parse
from paperknife.render import original
from paperknife.verdicts.verdict import JudgedPage

FILES = Stored(
    {
        "https://a.example/css/main.css": Resource(b"@import 'more.css'; p { background: url(dot.png) }", "text/css"),
        "https://a.example/css/more.css": Resource(b"h1 { color: red }", "text/css"),
        "https://a.example/css/dot.png": Resource(b"\x89PNG dot", "image/png"),
        "https://a.example/photo.jpg": Resource(b"\xff\xd8photo", "image/jpeg"),
    }
)


def judged(html: str) -> JudgedPage:
    return pipeline.judge(page_of(html, FILES, format="html", address="https://a.example/page.html"))


def shown(html: str) -> str:
    return original.document(judged(html), lambda resource: f"paper:{len(resource.data)}")


def test_style_sheets_stand_in_the_page_with_their_files() -> None:
    html = shown("<!DOCTYPE html><link rel=stylesheet href=css/main.css media=screen><p>x</p>")
    assert html.startswith("<!DOCTYPE html>")
    assert '<style media="screen">' in html
    assert "h1 { color: red }" in html
    assert 'url("paper:8")' in html


def test_the_mode_of_old_pages_stays() -> None:
    assert not shown("<p>x</p>").startswith("<!DOCTYPE")


def test_images_lead_to_their_files_and_missing_ones_are_marked() -> None:
    html = shown("<img src=photo.jpg><img src=gone.jpg width=10>")
    assert 'src="paper:7"' in html
    assert 'data-missing="https://a.example/gone.jpg"' in html
    assert 'width="10"' in html


def test_links_are_absolute_and_text_is_untouched() -> None:
    html = shown("<p>a &lt;b&gt; <a href=next.html>c</a></p>")
    assert '<a href="https://a.example/next.html">c</a>' in html
    assert "a &lt;b&gt;" in html


def test_a_struck_file_is_whole_and_asks_for_nothing(tmp_path: Path) -> None:
    source = bundled.path("sample/pulse-kerry-lavrov.html")
    page = pipeline.judge(next(pipeline.open_pages(source)))
    html = pipeline.mark(page)
    assert "Content-Security-Policy" in html
    struck = set(re.findall(r'data-block="([^"]+)" data-struck', html))
    assert struck == {v.block.id for v in page.verdicts} - page.kept
    assert not re.search(r'\ssrc="(?!data:)', html)


def test_a_style_sheet_cannot_end_its_element() -> None:
    html = shown("<style>p::after { content: '<\\/style><script>x</script>' }</style><p>x</p>")
    assert len(parse(html).css("script")) == 0


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        '<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    ],
)
def test_the_page_is_laid_out_by_its_own_rules(doctype: str) -> None:
    assert shown(f"<?xml version='1.0'?>\n<!-- saved -->{doctype}<p>x</p>").startswith(doctype + "<html>")


@pytest.mark.parametrize(
    ("link", "applied"),
    [
        ("rel=stylesheet", True),
        ("rel='alternate stylesheet' title=b", False),
        ("rel=stylesheet disabled", False),
        ("rel=preload as=style", False),
        ("""rel=preload as=style onload="this.onload=null;this.rel='stylesheet'" """, True),
    ],
)
def test_the_style_sheets_that_a_browser_applies(link: str, applied: bool) -> None:
    assert ("color: red" in shown(f"<link {link} href=css/more.css><p>x")) is applied


def test_a_sheet_for_print_that_waits_for_a_script_is_for_all() -> None:
    assert '<style media="print">' in shown("<link rel=stylesheet media=print href=css/more.css><p>x")
    html = shown("""<link rel=stylesheet media=print onload="this.media='all'" href=css/more.css><p>x""")
    assert '<style media="all">' in html


def test_a_style_element_of_another_kind_is_no_sheet() -> None:
    assert "wrong" not in shown("<style type=text/less>.wrong {}</style><style type='text/css'>p {}</style><p>x")


def test_a_link_that_could_act_still_looks_like_a_link() -> None:
    assert '<a href="#">' in shown("<p><a href='javascript:go()'>go</a>")
