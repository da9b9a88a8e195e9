"""Callouts of every generator."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import pytest

from paperknife.clipping.markdown import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<div class="markdown-alert markdown-alert-warning"><p class="markdown-alert-title"><svg></svg>Warning</p><p>Text.</p></div>',
            "> [!warning] Warning\n>\n> Text.",
        ),
        (
            '<div class="callout" data-callout="tip"><div class="callout-title"><div class="callout-icon"><svg></svg></div>'
            '<div class="callout-title-inner">My tip</div></div><div class="callout-content"><p>Text.</p></div></div>',
            "> [!tip] My tip\n>\n> Text.",
        ),
        ('<div class="alert alert-info" role="alert">Text <b>b</b>.</div>', "> [!info]\n>\n> Text **b**."),
        ('<div class="alert alert-danger"><h4 class="alert-heading">Oh</h4><p>Text.</p></div>', "> [!danger] Oh\n>\n> Text."),
        ('<div class="alert alert-primary">Text.</div>', "> [!note]\n>\n> Text."),
        ('<div class="admonition note"><p class="admonition-title">Note</p><p>Text.</p></div>', "> [!note] Note\n>\n> Text."),
        (
            '<div class="theme-admonition theme-admonition-tip admonition_x alert alert--success"><div class="admonitionHeading_G">'
            '<span class="admonitionIcon_R"><svg></svg></span>tip</div><div class="admonitionContent_B"><p>Text.</p></div></div>',
            "> [!tip] tip\n>\n> Text.",
        ),
        (
            '<div class="admonitionblock note"><table><tr><td class="icon"><div class="title">Note</div></td>'
            '<td class="content">Text.</td></tr></table></div>',
            "> [!note] Note\n>\n> Text.",
        ),
        ('<div class="custom-block tip"><p class="custom-block-title">TIP</p><p>Text.</p></div>', "> [!tip] TIP\n>\n> Text."),
        ('<div class="notecard warning"><p>Text.</p></div>', "> [!warning]\n>\n> Text."),
        ("<blockquote><p>[!NOTE]<br>Text.</p></blockquote>", "> [!note]\n>\n> Text."),
        ("<blockquote><p>[!tip] Title\nText.</p></blockquote>", "> [!tip] Title\n>\n> Text."),
        ('<aside class="alert alert-info"><ul><li>a</li></ul></aside>', "> [!info]\n>\n> - a"),
        ('<div class="callout">Text.</div>', "Text."),
        ('<p class="note">Text.</p>', "Text."),
        ("<blockquote>[!maybe] Text.</blockquote>", "> \\[!maybe\\] Text."),
    ],
)  # fmt: skip
def test_callouts(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown + "\n"


def test_a_callout_in_a_callout() -> None:
    inner = '<div class="admonition tip"><p class="admonition-title">In</p><p>b</p></div>'
    assert to_markdown(f'<div class="admonition note"><p>a</p>{inner}</div>') == (
        "> [!note]\n>\n> a\n>\n> > [!tip] In\n> >\n> > b\n"
    )
