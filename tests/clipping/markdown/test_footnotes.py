"""Footnotes of every generator: marks and notes, without the links back."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import pytest

from paperknife.clipping.markdown import to_markdown

TWO = "Claim one[^1] and two[^2].\n\n[^1]: First *note*.\n\n[^2]: Second [note](https://e.com/n).\n"
FIRST, SECOND = "First <em>note</em>.", 'Second <a href="https://e.com/n">note</a>.'
STYLES = {
    "github": (
        '<p>Claim one<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup> and '
        'two<sup><a href="#user-content-fn-b" id="user-content-fnref-b" data-footnote-ref>2</a></sup>.</p>'
        '<section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2><ol>'
        '<li id="user-content-fn-1"><p>{} <a href="#user-content-fnref-1" data-footnote-backref>↩</a></p></li>'
        '<li id="user-content-fn-b"><p>{} <a href="#user-content-fnref-b" data-footnote-backref>↩</a></p></li></ol></section>'
    ),
    "substack, its numbers in paragraphs of their own": (
        '<p>Claim one<a id="footnote-anchor-1" href="#footnote-1" class="footnote-anchor">1</a> and '
        'two<a id="footnote-anchor-2" href="#footnote-2" class="footnote-anchor">2</a>.</p>'
        '<div class="footnote"><p><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a></p>'
        '<div class="footnote-content"><p>{}</p></div></div>'
        '<div class="footnote"><p><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a></p>'
        '<div class="footnote-content"><p>{}</p></div></div>'
    ),
    "kramdown": (
        '<p>Claim one<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup> and '
        'two<sup id="fnref:2"><a href="#fn:2" class="footnote">2</a></sup>.</p><div class="footnotes"><hr><ol>'
        '<li id="fn:1"><p>{}&nbsp;<a href="#fnref:1" class="reversefootnote">&#8617;</a></p></li>'
        '<li id="fn:2"><p>{}&nbsp;<a href="#fnref:2" class="reversefootnote">&#8617;&#xFE0E;</a></p></li></ol></div>'
    ),
    "pandoc": (
        '<p>Claim one<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> and two'
        '<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a>.</p>'
        '<section class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol>'
        '<li id="fn1"><p>{}<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
        '<li id="fn2"><p>{}<a href="#fnref2" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
    ),
    "wikipedia": (
        '<p>Claim one<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup> and '
        'two<sup id="cite_ref-b_2-0" class="reference"><a href="#cite_note-b-2">[2]</a></sup>.</p><ol class="references">'
        '<li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> '
        '<span class="reference-text">{}</span></li>'
        '<li id="cite_note-b-2"><span class="mw-cite-backlink">^ <sup><a href="#cite_ref-b_2-0">a</a></sup></span> '
        '<span class="reference-text">{}</span></li></ol>'
    ),
    "substack": (
        '<p>Claim one<a id="footnote-anchor-1-9" href="#footnote-1-9" class="footnote-anchor">1</a> and two'
        '<a id="footnote-anchor-2-9" href="#footnote-2-9" class="footnote-anchor">2</a>.</p>'
        '<div class="footnote"><a id="footnote-1-9" href="#footnote-anchor-1-9" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>{}</p></div></div>'
        '<div class="footnote"><a id="footnote-2-9" href="#footnote-anchor-2-9" class="footnote-number">2</a>'
        '<div class="footnote-content"><p>{}</p></div></div>'
    ),
    "raised links and a list": (
        '<p>Claim one<sup>[<a href="#n1" id="r1">1</a>]</sup> and two<sup><a href="#n2" id="r2">2</a></sup>.</p>'
        '<ol><li id="n1">{} <a href="#r1">^</a></li><li id="n2">{} <a href="#r2">Back to text</a></li></ol>'
    ),
    "absolute addresses": (
        '<p>Claim one<sup><a href="https://s.com/p#n1" id="r1">1</a></sup> and two<sup><a href="https://s.com/p#n2" id="r2">2</a>'
        '</sup>.</p><ol><li id="n1">{} <a href="https://s.com/p#r1">↑</a></li><li id="n2">{} <a href="https://s.com/p#r2">↑</a></li></ol>'
    ),
    "word processor": (
        '<p>Claim one<a href="#_ftn1" name="_ftnref1">[1]</a> and two<a href="#_ftn2" name="_ftnref2">[2]</a>.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> {}</p></div>'
        '<div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> {}</p></div>'
    ),
    "paragraphs with numbers": (
        '<p>Claim one<sup><a href="#fn-1">1</a></sup> and two<sup><a href="#fn-2">2</a></sup>.</p>'
        '<p id="fn-1"><sup>1</sup> {}</p><p id="fn-2">2. {}</p>'
    ),
    "easy footnotes": (
        '<p>Claim one<span class="easy-footnote"><a id="easy-footnote-1"></a><a href="#easy-footnote-bottom-1"><sup>1</sup></a></span> and '
        'two<span class="easy-footnote"><a id="easy-footnote-2"></a><a href="#easy-footnote-bottom-2"><sup>2</sup></a></span>.</p>'
        '<ol class="easy-footnotes-wrapper"><li><span id="easy-footnote-bottom-1"></span>{}'
        '<a class="easy-footnote-to-top" href="#easy-footnote-1"></a></li>'
        '<li><span id="easy-footnote-bottom-2"></span>{}<a class="easy-footnote-to-top" href="#easy-footnote-2"></a></li></ol>'
    ),
    "definition list": (
        '<p>Claim one<a class="fnref" href="#d1" id="s1">[1]</a> and two<a class="fnref" href="#d2" id="s2">[2]</a>.</p>'
        '<dl class="footnote"><dt id="d1"><a href="#s1">[1]</a></dt><dd>{}</dd><dt id="d2"><a href="#s2">[2]</a></dt><dd>{}</dd></dl>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str) -> None:
    assert to_markdown(STYLES[style].format(FIRST, SECOND)) == TWO


@pytest.mark.parametrize("style", STYLES)
def test_readers_find_both_notes(render, style: str) -> None:
    html = render(to_markdown(STYLES[style].format(FIRST, SECOND)))
    assert html.count('class="footnote-item"') == html.count('class="footnote-ref"') == 2


def test_a_note_used_twice_stands_once() -> None:
    source = (
        '<p>A<sup id="a1"><a href="#n">[n 1]</a></sup> B<sup id="a2"><a href="#n">[n 1]</a></sup></p>'
        '<ol><li id="n"><a href="#a1">a</a> <a href="#a2">b</a> Note.</li></ol>'
    )
    assert to_markdown(source) == "A[^n1] B[^n1]\n\n[^n1]: Note.\n"


def test_several_marks_in_one_sup() -> None:
    source = (
        '<p>A<sup><a href="#x" id="a">1</a>, <a href="#y" id="b">2</a></sup></p>'
        '<ol><li id="x">X <a href="#a">↩</a><li id="y">Y <a href="#b">↩</a></ol>'
    )
    assert to_markdown(source) == "A[^1][^2]\n\n[^1]: X\n\n[^2]: Y\n"


def test_further_paragraphs_are_indented() -> None:
    source = '<p>A<sup><a href="#x" id="a">1</a></sup></p><ol><li id="x"><p>X</p><pre>y</pre><a href="#a">↩</a></ol>'
    assert to_markdown(source) == "A[^1]\n\n[^1]: X\n\n    ```\n    y\n    ```\n"


def test_notes_that_nothing_leads_to_stay_with_their_numbers() -> None:
    source = '<p>A<sup><a href="#x" id="a">1</a></sup></p><ol><li id="x">X <a href="#a">↩</a><li id="y">Y</ol>'
    assert to_markdown(source) == "A[^1]\n\n2. Y\n\n[^1]: X\n"


def test_bracketed_numbers_that_lead_to_items() -> None:
    source = '<p>A [<b>x</b>] <a href="#r1">[1]</a></p><h4>References</h4><ol><li><a id="r1"></a>One</li><li id="r2">Two</li></ol>'
    assert to_markdown(source) == "A \\[**x**\\] [^1]\n\n#### References\n\n2. Two\n\n[^1]: One\n"


@pytest.mark.parametrize(
    "source",
    [
        'A<label class="footref" for="f">1</label><input id="f" type="checkbox"><span class="sidenote"><sup>1</sup> Beside.</span> b',
        'A<span class="inline-footnote">1<span class="footnoteContent">Beside.</span></span> b',
    ],
)
def test_notes_that_unfold(source: str) -> None:
    assert to_markdown(f"<p>{source}</p>") == "A[^1] b\n\n[^1]: Beside.\n"


def test_side_notes() -> None:
    source = (
        '<p>Tufte<label class="margin-toggle sidenote-number"></label><input type="checkbox" class="margin-toggle">'
        '<span class="sidenote">Beside.</span> goes on</p>'
    )
    assert to_markdown(source) == "Tufte[^1] goes on\n\n[^1]: Beside.\n"


@pytest.mark.parametrize(
    "source",
    [
        '<ul><li><a href="#a">1</a></li></ul><h2 id="a">Intro <a href="#top">↑</a></h2><p id="top">x</p>',
        '<p>See <a href="#b">section two</a>.</p><div id="b"><p>Two</p></div>',
        '<p>m<sup><a href="https://e.com/#2">2</a></sup></p>',
        '<p><a href="#p2">2</a></p><div id="p2"><h2>Page</h2><p>x</p></div>',
    ],
)
def test_other_links_within_the_page_stay(source: str) -> None:
    assert "[^" not in to_markdown(source)
    assert "](" in to_markdown(source)


def test_a_mark_before_a_parenthesis_is_no_link(render) -> None:
    source = '<p>A<sup><a href="#x" id="a">1</a></sup>(b)</p><ol><li id="x">X <a href="#a">↩</a></ol>'
    assert "(b)" in render(to_markdown(source))
