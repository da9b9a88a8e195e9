"""What the page's own style sheets hide."""

from collections.abc import Callable

import pytest

HIDDEN = "in:hidden"
PROSE = "The council met on Tuesday evening, and after a long debate its members agreed to mend the old bridge."


def page(css: str) -> str:
    return (
        f"<style>{css}</style><p>{PROSE}</p><p>{PROSE} Again.</p>"
        '<div class="rules dialog" id="help"><p>Rules of the house</p></div>'
    )


@pytest.mark.parametrize(
    "css",
    [
        ".dialog{display:none}",
        "#help { color: red; display : none }",
        "p{margin:0}.a,div.dialog{visibility:hidden}",
        "@media print{p{color:red}} .dialog{display:none}",
    ],
)
def test_a_box_that_a_style_sheet_hides_is_told(css: str, signs_of: Callable[[str], dict[str, list[str]]]) -> None:
    signs = signs_of(page(css))
    assert HIDDEN in signs["Rules of the house"]
    assert HIDDEN not in signs[PROSE]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@media print{.dialog{display:none}}",
        ".closed .dialog{display:none}",
        ".dialog:empty{display:none}",
        ".dialog{display:block}",
        "}}}{{ .dialog",
    ],
)
def test_a_box_that_is_hidden_at_times_only_is_not(css: str, signs_of: Callable[[str], dict[str, list[str]]]) -> None:
    assert HIDDEN not in signs_of(page(css))["Rules of the house"]


def test_the_article_is_never_called_hidden(signs_of: Callable[[str], dict[str, list[str]]]) -> None:
    signs = signs_of(f"<style>.text{{display:none}}</style><div class=text><p>{PROSE}</p><p>{PROSE} Again.</p></div>")
    assert HIDDEN not in signs[PROSE]
