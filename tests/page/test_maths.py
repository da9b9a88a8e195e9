"""Formulas in a line: no number changes."""

import pytest

from paperknife.page.maths import maths_text
from paperknife.page.tree import parse


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<mfrac><mn>4</mn><mn>3</mn></mfrac>", "4/3"),
        ("<msup><mn>10</mn><mn>3</mn></msup>", "10^3"),
        ("<msub><mi>x</mi><mrow><mi>i</mi><mo>+</mo><mn>1</mn></mrow></msub>", "x_(i+1)"),
        ("<msqrt><mn>2</mn></msqrt>", "√(2)"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<semantics><mi>x</mi><annotation encoding='application/x-tex'>x^{2}</annotation></semantics>", "x^{2}"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>", "∫_0^1"),
    ],
)
def test_line(inner: str, line: str) -> None:
    node = parse(f"<math>{inner}</math>").css_first("math")
    assert node is not None
    assert maths_text(node) == line


def test_alternative_text_is_taken_where_there_is_no_source() -> None:
    node = parse("<math alttext='e = m c^2'><mi>e</mi></math>").css_first("math")
    assert node is not None
    assert maths_text(node) == "e = m c^2"
