"""Formulas: TeX once, from whatever holds it."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import pytest

from paperknife.clipping.markdown import to_markdown

ANNOTATED = (
    "<math{}><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow>"
    '<annotation encoding="application/x-tex">{}</annotation></semantics></math>'
)
SHAPES = {
    "annotation": ANNOTATED.format("", "E=mc^2"),
    "alttext": '<math alttext="E=mc^2"><mi>E</mi></math>',
    "script": '<script type="math/tex">E=mc^2</script>',
    "katex": f'<span class="katex"><span class="katex-mathml">{ANNOTATED.format("", "E=mc^2")}</span>'
    '<span class="katex-html" aria-hidden="true">E=mc2</span></span>',
    "mathjax 2": '<span class="MathJax_Preview">E=mc2</span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr>E=mc2</nobr>'
    '</span><script type="math/tex" id="MathJax-Element-1">E=mc^2</script>',
    "mathjax 2 without its script": '<span class="MathJax_Preview">E=mc2</span><span class="MathJax" data-mathml="&lt;math '
    'alttext=&quot;E=mc^2&quot;&gt;&lt;/math&gt;"><nobr>E=mc2</nobr></span>',
    "mathjax 3": '<mjx-container class="MathJax"><mjx-math>E=mc2</mjx-math><mjx-assistive-mml><math alttext="E=mc^2"><mi>E</mi></math>'
    "</mjx-assistive-mml></mjx-container>",
    "wikipedia": '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none;">'
    + ANNOTATED.format("", "{\\displaystyle E=mc^2}")
    + '</span><img class="mwe-math-fallback-image-inline" src="f.svg" alt="{\\displaystyle E=mc^2}"></span>',
    "wikipedia's image alone": '<img class="mwe-math-fallback-image-inline" src="f.svg" alt="{\\displaystyle E=mc^2}">',
    "pandoc": '<span class="math inline">\\(E=mc^2\\)</span>',
    "source in an attribute": '<span class="katex" data-math="E=mc^2"><span class="katex-html">E=mc2</span></span>',
    "source in an attribute around": '<span class="math-inline" data-math="E=mc^2"><span class="katex">E=mc2</span></span>',
    "github": '<math-renderer class="js-inline-math">$E=mc^2$</math-renderer>',
    "wordpress": '<img class="latex" src="l.png" alt="E=mc^2">',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_in_a_line(shape: str) -> None:
    assert to_markdown(f"<p>Energy {SHAPES[shape]} holds.</p>") == "Energy $E=mc^2$ holds.\n"


@pytest.mark.parametrize(
    "source",
    [
        ANNOTATED.format(' display="block"', "\\int x"),
        "<p><math display=block alttext='\\int x'></math></p>",
        '<script type="math/tex; mode=display">\\int x</script>',
        '<span class="katex-display"><span class="katex"><math alttext="\\int x"></math></span></span>',
        '<mjx-container display="true"><mjx-assistive-mml><math alttext="\\int x"></math></mjx-assistive-mml></mjx-container>',
        '<div class="math">\\[\\int x\\]</div>',
        '<span class="math display">\\int x</span>',
        "<math-renderer>$$\\int x$$</math-renderer>",
    ],
)  # fmt: skip
def test_on_lines_of_its_own(source: str) -> None:
    assert to_markdown(source) == "$$\n\\int x\n$$\n"


def test_text_around_a_displayed_formula() -> None:
    assert to_markdown('<p>a <math display="block" alttext="x_1"></math> b</p>') == "a\n\n$$\nx_1\n$$\n\nb\n"


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        ("x % a comment\n+ y", "$x + y$"),
        ("x\n\n+ y", "$x + y$"),
        ("x\\text{ if $y$}", "$x\\text{ if \\(y\\)}$"),
        ("x\\ ", "$x$"),
        ("$x^2$", "$x^2$"),
        ("{a}+{b}", "${a}+{b}$"),
    ],
)
def test_tex_that_would_break_the_line(tex: str, written: str) -> None:
    assert to_markdown(f'<p><script type="math/tex">{tex}</script></p>') == written + "\n"


def test_a_class_name_on_the_whole_article_is_no_formula() -> None:
    source = '<div class="mathjax"><p>Text <math alttext="x_1"></math></p><p>more</p></div>'
    assert to_markdown(source) == "Text $x_1$\n\nmore\n"


def test_bars_in_a_cell() -> None:
    source = '<table><tr><th>a</th><th>b</th></tr><tr><td><math alttext="|x|_1"></math></td><td></td></tr></table>'
    assert "$\\|x\\|_1$" in to_markdown(source)
