"""Reasons in words: true to what the rule saw, short, and never empty."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife import bundled, pipeline
from paperknife.desktop.palette import BY_HAND, NAMES, tints
from paperknife.desktop.reasons import for_original, label_of, name_of, reason, why
from paperknife.desktop.ways_in import SAMPLE
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import judge
from paperknife.verdicts.verdict import Finding, JudgedPage, Label, Verdict


@pytest.fixture(scope="module")
def sample() -> JudgedPage:
    return pipeline.judge(next(pipeline.open_pages(bundled.path(SAMPLE))))


def verdict_of(sample: JudgedPage, text: str) -> Verdict:
    return next(verdict for verdict in sample.verdicts if verdict.block.text.strip() == text)


def saying(verdict: Verdict, label: Label, *seen: tuple[str, str]) -> Verdict:
    findings = tuple(Finding(verdict.block.id, label, 1.0, rule, detail) for rule, detail in seen)
    return replace(verdict, label=label, findings=findings)


def test_every_label_has_a_name_and_every_struck_one_a_colour() -> None:
    assert set(NAMES) == set(Label)
    assert set(tints()) == {str(label) for label in Label if label.struck} | {BY_HAND}
    assert len({colour.name() for colour in tints().values()}) == len(tints())


def cases() -> Iterator[tuple[tuple[tuple[str, str], ...], str]]:
    yield (("marker", "ADVERTISEMENT"),), "Says “ADVERTISEMENT” and nothing else"
    yield (("in", "nav"),), "Stands in the page's navigation"
    yield (("in", "hidden"),), "The page hides it until something opens it"
    yield (("links", ".97"),), "More links than text"
    yield (("list", "##.ad-box"),), "A filter list names it: “##.ad-box”"
    yield (("data full", "out long"),), "The page's own data leave it out of the article's text"
    yield (("data", "in long between"), ("in", "footer")), "Stands in a footer"
    yield (("name", "newsletter"),), "The name of its box speaks of a newsletter"
    yield (("commas", "0"), ("in", "footer")), "Stands in a footer"
    yield (("commas", "0"),), "Does not read like a part of the article"
    yield (("best before", ".05"), ("title", "2 before"), ("in", "nav")), "Stands in the page's navigation"
    yield (("best before", ".05"), ("title", "2 before")), "Stands before the title"
    yield (
        (("below", "any"), ("in", "figcaption"), ("below", "related")),
        "Stands below a line that announces other pages",
    )
    yield (("best before", ".05"),), "Stands among other things than the article"
    yield (("a rule of tomorrow", "x"), ("again", "2")), "The page says it more than once"
    yield (), "Nothing speaks for it"


@pytest.mark.parametrize(("seen", "words"), list(cases()))
def test_a_finding_becomes_a_sentence(sample: JudgedPage, seen: tuple[tuple[str, str], ...], words: str) -> None:
    assert reason(saying(verdict_of(sample, "ADVERTISEMENT"), Label.AD, *seen)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("READ MORE: The plague that came by ship", "Begins by announcing other pages"),
        ("Related articles<br>The plague that came by ship", "Begins by announcing other pages"),
        ("Share<br>Read more<br>Newsletter", "Begins by announcing sharing and following"),
        ("One<br>Read more<br>Newsletter", "Most of its lines announce other things"),
        ("Read more", "Says “Read more” and nothing else"),
    ],
)
def test_what_a_line_announces_is_told(text: str, words: str) -> None:
    tree = parse(f"<p>{text}</p>")
    [verdict] = judge(Page(tree, Metadata())).verdicts
    marker = Finding(verdict.block.id, Label.RELATED, 1.0, "marker", verdict.block.text)
    assert reason(replace(verdict, label=Label.RELATED, findings=[marker])) == words


def test_the_readers_own_choice_comes_first(sample: JudgedPage) -> None:
    verdict = verdict_of(sample, "ADVERTISEMENT")
    kept = next(v for v in sample.verdicts if not v.struck)
    overruled = sample.overrule({verdict.block.id: True, kept.block.id: False})
    assert why(overruled, verdict) == "You keep it; Paperknife had struck it as “ad”"
    assert why(overruled, kept) == "You struck it"
    assert label_of(kept) == BY_HAND
    told = for_original(overruled)
    assert told[verdict.block.id]["struck"] is False
    assert told[kept.block.id]["label"] == BY_HAND
    assert told[kept.block.id]["name"] == name_of(BY_HAND)


def test_every_block_of_the_sample_is_explained(sample: JudgedPage) -> None:
    told = for_original(sample)
    assert set(told) == {verdict.block.id for verdict in sample.verdicts}
    struck = [one for one in told.values() if one["struck"]]
    telling = [one for one in struck if one["reason"] != "Does not read like a part of the article"]
    assert len(telling) > 0.8 * len(struck)


def test_what_speaks_against_a_block_is_not_why_it_was_kept(sample: JudgedPage) -> None:
    kept = saying(verdict_of(sample, "ADVERTISEMENT"), Label.ARTICLE, ("in", "aside"), ("again", "2"), ("in", "main"))
    assert reason(kept) == "Stands in the main part of the page"


@given(rule=st.text(max_size=30), detail=st.text(max_size=300), label=st.sampled_from(Label))
def test_any_finding_gives_a_short_sentence(sample: JudgedPage, rule: str, detail: str, label: Label) -> None:
    for name in (rule, "list", "marker", "says", "name", "in", "below", "links", "title", "place"):
        words = reason(saying(verdict_of(sample, "ADVERTISEMENT"), label, (name, detail)))
        assert 0 < len(words) <= 140
        assert words[0].isupper()
        assert "\n" not in words
