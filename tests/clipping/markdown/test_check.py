"""The nothing-lost check: silent where nothing is lost, and it sees every kind of loss."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.clipping.markdown import check, passes, to_markdown
from paperknife.clipping.markdown.check import Loss, losses
from paperknife.clipping.markdown.tree import Document
from paperknife.page.tree import parse

SHARED = Path(__file__).parents[4] / "shared" / "pages"
needs_pages = pytest.mark.skipif(not SHARED.is_dir(), reason="the pages of ../shared are not here")

HTML = (
    '<h2>Title 7</h2><p>Some words and <b>more</b> at 10<sup>3</sup>, 4.5 % of <a href="https://e.com/a">it</a>.</p>'
    '<p><img src="https://e.com/i.png" alt="x"> and <math><mfrac><mn>4</mn><mn>3</mn></mfrac></math></p>'
    "<table><tr><th>a</th><th>b</th></tr><tr><td>one</td><td>two</td></tr></table><pre>x = 1\n\n\ty</pre><p>Use <code>f(x)</code>.</p>"
    '<p>Note<sup><a href="#n" id="r">1</a></sup>.</p><ol><li id="n">Below. <a href="#r">↩</a></li></ol>'
)


def test_nothing_is_lost() -> None:
    assert losses(HTML, to_markdown(HTML)) == []


@pytest.mark.parametrize(
    ("written", "instead", "kind"),
    [
        ("Some words", "Some", "words"),
        ("words and", "and words", "words"),
        ("Some", "Sundry", "words"),
        ("4.5", "45", "number"),
        ("Title 7", "Title", "number"),
        ("10<sup>3</sup>", "103", "number"),
        ("\\frac{4}{3}", "43", "number"),
        ("https://e.com/a", "https://e.com/b", "link"),
        ("[it](https://e.com/a)", "it", "link"),
        ("i.png", "j.png", "image"),
        ("| two", "| 2  ", "cell"),
        ("| one", "| one | 1", "cell"),
        ("\ty", "    y", "code"),
        ("x = 1\n\n", "x = 1\n", "code"),
        ("`f(x)`", "f(x)", "code"),
        ("Below.", "", "words"),
    ],
)
def test_every_kind_of_loss_is_seen(written: str, instead: str, kind: str) -> None:
    markdown = to_markdown(HTML)
    assert written in markdown
    assert kind in {loss.kind for loss in losses(HTML, markdown.replace(written, instead, 1))}


def test_a_loss_says_what_and_where() -> None:
    assert losses("<p>one two three four</p>", "one two tree four\n") == [Loss("words", "three", "tree", "one two")]


def test_a_level_is_shown() -> None:
    assert losses("<p>10<sup>3</sup></p>", "103\n") == [Loss("number", "10 ^ 3", "103")]


@pytest.mark.parametrize("doomed", ["p", "li", "td", "h2", "pre"])
def test_what_a_pass_drops_is_seen(monkeypatch: pytest.MonkeyPatch, doomed: str) -> None:
    def drop(document: Document) -> None:
        for element in document.root.inside(doomed):
            element.remove()

    html = "<h2>Head</h2><p>Alpha</p><ul><li>Beta</li></ul><table><tr><th>x</th></tr><tr><td>Gamma</td></tr></table><pre>Delta</pre>"
    monkeypatch.setattr(passes, "PASSES", (*passes.PASSES, drop))
    monkeypatch.setattr(check, "prepare", passes.prepare)
    assert losses(html, to_markdown(html))


@pytest.mark.parametrize(
    "html",
    [
        '<span class="sr-only">4/3</span><span aria-hidden="true">4<span>3</span></span>',
        '<pre><span class="lineno">1</span>x<button>Copy</button></pre>',
        "<p>a</p><button>Subscribe</button><noscript>No scripts</noscript><video>None</video>",
        "<ruby>漢<rp>(</rp><rt> kan </rt><rp>)</rp></ruby> <q>x</q>",
        '<div class="admonition note"><p class="admonition-title">Note</p><p>Text</p></div>',
        "<blockquote><p>[!NOTE]<br>Text</p></blockquote>",
        '<p>a <img class="emoji" alt="😀" src="x.png"> <iframe src="https://e.com/v"></iframe></p>',
        '<p><a href="javascript:x()">go</a> <a href="u"><button>b</button></a> <a href="https://e.com/ä b">c</a></p>',
        "<p>\ue000 \ue001 \ue004 <math alttext='x_1'></math> icons</p>",
        "<p>Mandíner <a href='https://mandíner.hu/'>x</a> https://de.wikipedia.org/wiki/F%C3%BChrung</p>",
    ],
)
def test_what_is_said_otherwise_is_no_loss(html: str) -> None:
    assert losses(html, to_markdown(html)) == []


TAGS = (
    "<p>|</p>|<b>|</b>|<i>|</i>|<code>|</code>|<ul>|<li>|</ul>|<ol>|</ol>|<table>|<tr>|<td>|<th>|</table>|<pre>|</pre>|<blockquote>|"
    "</blockquote>|<h2>|</h2>|<a href=u>|</a>|<br>|<sup>|</sup>|<sub>|</sub>|<del>|</del>|<dl>|<dt>|<dd>|</dl>|<div>|</div>|<span>|</span>|"
    "<img src=i.png alt=[x]>|<hr>|<q>|</q>|<mark class=highlight>|</mark>|<math alttext='x_1'></math>|<math display=block alttext=y></math>|"
    "<math><mfrac><mn>4</mn><mn>3</mn></mfrac></math>"
).split("|")
WORDS = st.text(alphabet="\\`*_[]<>&#|~=$%!^:;(){}+-.129 abX中“。é\n\t\"'", max_size=5).map(escape)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TAGS), WORDS, WORDS), max_size=16).map("".join))
def test_no_tag_soup_loses_anything(html: str) -> None:
    found = losses(html, to_markdown(html))
    # Code has no place for the link around it: that the check says so is right.
    assert [loss for loss in found if loss.kind != "link" or "<pre>" not in html] == []


@needs_pages
def test_no_case_loses_anything() -> None:
    cases = json.loads((SHARED / "markdown" / "cases.json").read_text("utf-8"))
    assert [case["name"] for case in cases if losses(case["html"], to_markdown(case["html"]))] == []


@needs_pages
def test_no_page_loses_anything() -> None:
    """Every page, whole; of the many of one kind each tenth."""
    pages = [page for folder in ("markdown", "strikes") for page in sorted((SHARED / folder).rglob("*.html"))]
    pages += sorted((SHARED / "articles" / "defuddle").glob("*.html"))
    pages += sorted((SHARED / "articles").rglob("*.html"))[::10]
    assert pages
    for page in pages:
        body = parse(page.read_text("utf-8", "replace")).body
        html = body.inner_html if body is not None else ""
        assert losses(html, to_markdown(html)) == [], page.name


FRAME = "# Title 7\n\nMy note\n\n---\n\n{}\n\n— [Ada](<https://e.com>)\n"


def test_what_a_template_adds_is_no_difference() -> None:
    markdown = to_markdown(HTML)
    written = FRAME.format(markdown)
    assert losses(HTML, written)
    assert losses(HTML, written, written) == []
    assert losses(HTML, written.replace("Some words", "No words"), written) == [Loss("words", "Some", "No", "Title 7")]
    assert losses(HTML, written.replace("My note", ""), written) == []
    assert [each.kind for each in losses(HTML, written.replace("Note[^1]", "x[^1]"), written)] == ["words"]


def test_what_the_reader_repairs_is_no_difference() -> None:
    html, written = "<p>It is 4/3 long.</p>", "# T\n\nIt is 43 long.\n"
    assert losses(html, written, written) == [Loss("number", "4 3", "43", "It is")]
    assert losses(html, written.replace("43", "4/3"), written) == []


def test_a_row_put_in_is_no_difference_of_the_others() -> None:
    html = "<table><tr><th>a</th></tr><tr><td>one</td></tr><tr><td>two</td></tr></table>"
    changed = to_markdown(html).replace("| one", "| new |\n| one", 1)
    assert [(each.wanted, each.got) for each in losses(html, changed)] == [("", "new")]


def test_a_difference_of_links_and_images_says_where() -> None:
    html = '<p>See <a href="https://e.com/a">it</a> and this <img src="https://e.com/i.png"></p>'
    assert losses(html, "See it and this\n") == [
        Loss("link", "https://e.com/a", "", "See"),
        Loss("image", "https://e.com/i.png", "", "See it and this"),
    ]
