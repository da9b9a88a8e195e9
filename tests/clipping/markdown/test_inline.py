"""Small things within a line."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import pytest

from paperknife.clipping.markdown import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<span class="sr-only">4/3</span><span aria-hidden="true">4<span>3</span></span> cups', "4/3 cups"),
        ('<span aria-hidden="true"><span>4</span><span>3</span></span><span class="visually-hidden">4/3</span> cups', "4/3 cups"),
        ('<span class="frac"><span class="num">4</span><span class="den">3</span></span> cups', "4/3 cups"),
        ('<span class="num">4</span><span class="sr-only">/</span><span class="den">3</span> cups', "4/3 cups"),
        ("<sup>4</sup>⁄<sub>3</sub>", "<sup>4</sup>⁄<sub>3</sub>"),
        ("10<sup>3</sup> H<sub>2</sub>O 1<sup>st</sup>", "10<sup>3</sup> H<sub>2</sub>O 1<sup>st</sup>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", "漢(kan)字(ji)"),
        ("<ruby>明日<rt> Ashita </rt></ruby>", "明日(Ashita)"),
        ("<q>a <q>b</q></q>", "“a ‘b’”"),
        ("<kbd>Ctrl</kbd>+<kbd>C</kbd> <mark>m</mark> <u>u</u> <ins>i</ins> <abbr title=x>a</abbr> <small>s</small>", "Ctrl+C m u i a s"),
        ("<mark class='highlight yellow'>hot <b>b</b></mark> <mark class=other>m</mark>", "==hot **b**== m"),
        ("<cite>c</cite> <samp>s</samp> <var>v</var> <time>2020</time> <font color=red>f</font>", "c s v 2020 f"),
        ("a<wbr>b", "ab"),
        ('<span class="sr-only">Opens in a new window</span> x', "Opens in a new window x"),
        ('<a href="/x"><span class="sr-only">Home</span><span aria-hidden="true"><img src="h.png"></span></a>', "[Home![](h.png)](/x)"),
    ],
)  # fmt: skip
def test_inline(html: str, markdown: str) -> None:
    assert to_markdown(f"<p>{html}</p>") == markdown + "\n"
