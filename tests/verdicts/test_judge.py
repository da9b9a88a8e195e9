"""Judging through its own door: what is near-certain, what never happens, and how the work grows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CountWork

from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import judge
from paperknife.verdicts.verdict import JudgedPage, Kind, Label
from paperknife.verdicts.weights import fitted, second_look

PROSE = "The council met on Tuesday evening, and after a long debate its members agreed to mend the old bridge."


def judged(html: str) -> JudgedPage:
    tree = parse(html)
    return judge(Page(tree, metadata_of(tree)))


def article(inside: str) -> str:
    text = "".join(f"<p>{PROSE} Part {number} of the report says so.</p>" for number in range(8))
    return f"<html><body><article><h1>The old bridge is mended</h1>{text}{inside}{text}</article></body></html>"


@pytest.mark.parametrize("word", ["Advertisement", "ANZEIGE", "Publicité", "Publicidad", "Реклама", "広告", "Reklama"])
def test_a_whole_line_label_between_paragraphs_is_an_advertisement(word: str) -> None:
    verdict = next(v for v in judged(article(f"<p>{word}</p>")).verdicts if v.block.text == word)
    assert verdict.label is Label.AD
    assert verdict.strength > 0.8


def test_paragraphs_around_a_label_stay() -> None:
    page = judged(article("<p>Advertisement</p>"))
    assert sum(v.label is Label.ARTICLE for v in page.verdicts if v.block.text.startswith("The council")) == 16
    assert page.kind is Kind.ARTICLE


def test_a_caption_in_a_figure_is_kept_as_a_caption() -> None:
    page = judged(
        article("<figure><img src='b.jpg'><figcaption>The bridge in May. Photo: A. Smith</figcaption></figure>")
    )
    verdict = next(v for v in page.verdicts if v.block.text.startswith("The bridge in May"))
    assert verdict.label is Label.CAPTION
    assert not verdict.running


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/ divaphulsecn=\"'&;Aé中\n", max_size=300))
def test_any_html_gives_one_sane_verdict_for_each_block(html: str) -> None:
    page = judged(html)
    assert [v.block for v in page.verdicts] == page.blocks.all
    for verdict in page.verdicts:
        assert 0.5 <= verdict.strength <= 1
        assert all(finding.weight > 0 for finding in verdict.findings)


def test_packed_sums_are_the_sums_of_the_weights() -> None:
    weights = fitted(False)
    signs = ["marker:ad", "in:nav", "kind:paragraph", "never seen"]
    _, odds = second_look(weights.total(["always", *signs]))
    sums = {label: sum(weights.labels.get(s, {}).get(label, 0) for s in ["always", *signs]) for label in Label}
    best = max(sums.values())
    for label, odd in zip(Label, odds, strict=True):
        assert odd / max(odds) == pytest.approx(2.718281828 ** (sums[label] - best), rel=1e-3)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000 + "x", "<p>" + "<b>word " * 20_000, "word " * 400_000, "<ul><li>a" * 2_000, ""],
    ids=["nested", "unclosed", "one text", "lists in lists", "nothing"],
)
def test_hostile_pages_are_judged(html: str, work: CountWork) -> None:
    assert work(lambda: judged(html)) < 10_000_000  # calls, some seconds


def test_a_page_of_twice_the_size_takes_about_twice_the_work(work: CountWork) -> None:
    judged(article(""))
    html = article("") * 100
    once, twice = work(lambda: judged(html)), work(lambda: judged(2 * html))
    assert twice < 2.1 * once


def test_a_page_that_nobody_reads_at_once_is_shown_whole() -> None:
    page = judged("<p>Advertisement</p>" + "<p>x</p>" * 60_000)
    assert len(page.kept) == 60_001
    assert page.kind is Kind.OTHER


def test_an_article_with_a_hundred_comments_is_an_article() -> None:
    comments = "".join(
        f'<li class="comment"><div class="comment-author">Reader {number}</div>'
        f'<div class="comment-content"><p>I crossed that bridge in {1900 + number}, and {PROSE.lower()}</p></div></li>'
        for number in range(100)
    )
    page = judged(
        f'{article("")}<div id="comments" class="comments-area"><h3>100 comments</h3>'
        f'<ol class="comment-list">{comments}</ol></div>'
    )
    assert page.kind is Kind.ARTICLE


def test_the_root_of_a_site_is_a_front_page() -> None:
    root = '<link rel="canonical" href="https://harbour.test/">'
    assert judged(article("")).kind is Kind.ARTICLE
    assert judged(root + article("")).kind is not Kind.ARTICLE
    assert judged(root.replace("test/", "test/bridge") + article("")).kind is Kind.ARTICLE


def test_the_words_of_a_page_that_has_no_others_than_its_title_are_its_text() -> None:
    page = judged("<title>The old bridge is mended</title><p>The old bridge is mended</p>")
    assert [v.running for v in page.verdicts] == [True]


def test_a_figure_between_paragraphs_stays() -> None:
    figure = (
        '<figure><img src="data:," alt="" width=400 height=300><figcaption>The bridge by night</figcaption></figure>'
    )
    page = judged(article(figure))
    assert not [v.block for v in page.verdicts if v.struck]
