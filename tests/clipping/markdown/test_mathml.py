"""MathML without TeX beside it: nothing runs together."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import pytest

from paperknife.clipping.markdown import to_markdown


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<mfrac><mn>4</mn><mn>3</mn></mfrac>", "\\frac{4}{3}"),
        ("<msup><mn>10</mn><mn>3</mn></msup>", "10^{3}"),
        ("<msub><mi>x</mi><mi>i</mi></msub>", "x_{i}"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "{a+b}^{2}"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{x+1}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "\\sum_{i=1}^{n}"),
        ("<mover><mi>x</mi><mo>→</mo></mover>", "\\vec{x}"),
        ("<munder><mi>lim</mi><mi>n</mi></munder>", "\\lim_{n}"),
        ("<menclose notation='top'><mi>A</mi><mi>B</mi></menclose>", "\\overline{AB}"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "\\left(a,b\\right)"),
        ("<mfenced open='[' close=']' separators=';'><mi>a</mi><mi>b</mi></mfenced>", "\\left[a;b\\right]"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>",
            "\\begin{matrix}1 & 2 \\\\ 3 & 4\\end{matrix}",
        ),
        ("<mi>α</mi><mi>x</mi>", "\\alpha x"),
        ("<mi>sin</mi><mi>x</mi>", "\\sin x"),
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc^{2}"),
        ("<mtext>if x_1</mtext>", "\\text{if x\\_1}"),
        ("<mi>x</mi><mo>−</mo><mn>1</mn><mo>≤</mo><mi>π</mi>", "x-1\\leq\\pi"),
        ("<mn>2</mn><mo>\u2062</mo><mi>x</mi>", "2x"),
        ("<mmultiscripts><mi>C</mi><mn>2</mn><none/><mprescripts/><mn>1</mn><mn>3</mn></mmultiscripts>", "{}_{1}^{3}C_{2}"),
        ("<semantics><mn>7</mn><annotation encoding='text/plain'>seven</annotation></semantics>", "7"),
        ("<mrow><mo>{</mo><mn>5</mn><mo>%</mo><mo>}</mo></mrow>", "\\{5\\%\\}"),
        ("<mi mathvariant='double-struck'>R</mi>", "\\mathbb{R}"),
    ],
)  # fmt: skip
def test_tex(mathml: str, tex: str) -> None:
    assert to_markdown(f"<p>a <math>{mathml}</math></p>") == f"a ${tex}$\n"


def test_deep_formulas() -> None:
    assert to_markdown("<p><math>" + "<mrow>" * 9000 + "<mn>4</mn></math></p>") == "$4$\n"
