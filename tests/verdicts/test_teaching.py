"""One block teaches a rule that finds its like and leaves the article alone."""

import pytest

from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.teaching import rule_for
from paperknife.verdicts.verdict import JudgedPage, Label, Verdict

PROSE = "The river rose by two metres in the night, and nobody in the town slept until the water had gone again."


def judged(
    body: str, struck: tuple[str, ...] = (), address: str = "https://www.site.example/river-flood"
) -> JudgedPage:
    """A page on which the blocks are struck that begin with one of `struck`."""
    tree = parse(f'<link rel=canonical href="{address}"><body>{body}</body>')
    page = Page(tree, metadata_of(tree))
    blocks = cut(tree)
    verdicts = [
        Verdict(b, Label.AD if struck and b.text.startswith(struck) else Label.ARTICLE, 1.0) for b in blocks.all
    ]
    return JudgedPage(page, blocks, tuple(verdicts))


def taught(body: str, text: str, keep: bool = False, struck: tuple[str, ...] = ()) -> str:
    page = judged(body, struck)
    rule = rule_for(page, next(v.block.id for v in page.verdicts if v.block.text.startswith(text)), keep)
    return rule.text if rule else ""


def article(inner: str) -> str:
    return f"<main class=story>{f'<p class=par>{PROSE}</p>' * 3}{inner}{f'<p class=par>{PROSE}</p>' * 3}</main>"


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ("<div class='join-us'>Join now</div>", "##.join-us"),
        ("<div class='join-us'><p class=par>Join now</p></div>", "##.join-us"),
        ("<p class='par join-us'>Join now</p>", "##.join-us"),
        ("<div id=joinBox>Join now</div>", "###joinBox"),
        ("<div class='css-1x2ab3 join-us'>Join now</div>", "##.join-us"),
        ("<div class='Join_box__3kXyZ'>Join now</div>", '##[class*="Join_box__"]'),
        ("<div class='mt-4 col-6 join-us'>Join now</div>", "##.join-us"),
        ("<div class='flood-note join-us'>Join now</div>", "##.join-us"),
        ("<div id=post-12345 class='join-us'>Join now</div>", "##.join-us"),
        ("<div class=join-us><h3>More</h3><p>Join now</p></div>", "##.join-us > p"),
        ("<p class=par><a class=join-us href=/x>Join now</a></p>", "##.join-us"),
        ("<p class=par>Join now</p>", ""),
        ("<p class='par text-bold'>Join now</p>", ""),
        ("<p class='css-1x2ab3'>Join now</p>", ""),
        ("<ul><li>Join now</li></ul>", ""),
    ],
)
def test_a_rule_names_the_box_and_nothing_of_the_article(inner: str, rule: str) -> None:
    assert taught(article(inner), "Join now") == (f"site.example{rule}" if rule else "")


def test_without_names_a_landmark_leads_to_the_box() -> None:
    body = article("") + "<aside><section><p>Join now</p></section></aside>"
    assert taught(body, "Join now") == "site.example##aside > section > p"


def test_a_word_that_prose_bears_too_is_not_used() -> None:
    assert taught(article(f"<p class=kicker>Join now</p><p class=kicker>{PROSE}</p>"), "Join now") == ""


def test_the_rarest_word_wins() -> None:
    widgets = "".join(f"<div class='widget widget-{name}'><p>{name}</p></div>" for name in ("polls", "weather", "join"))
    assert taught(article("") + widgets, "join", struck=("polls", "weather")) == "site.example##.widget-join"


def test_a_kept_box_is_named_too() -> None:
    boxes = "<div class=facts>Facts</div><div class=promo>Promo</div>"
    assert taught(article(boxes), "Facts", keep=True, struck=("Facts", "Promo")) == "site.example#@#.facts"


def test_to_keep_the_tag_may_tell() -> None:
    inner = "<blockquote>Nobody slept</blockquote><p>Promo</p>"
    kept = taught(article(inner), "Nobody slept", keep=True, struck=("Nobody", "Promo"))
    assert kept == "site.example#@#.story > blockquote"
    assert taught(article(inner), "Promo", keep=True, struck=("Nobody", "Promo")) == ""


def test_no_rule_without_an_address_or_a_block() -> None:
    page = judged(article("<div class=join-us>Join</div>"), address="")
    assert all(rule_for(page, verdict.block.id, keep=False) is None for verdict in page.verdicts)
    assert rule_for(judged(article("")), "no such block", keep=True) is None


def test_every_rule_takes_its_own_block() -> None:
    body = article(
        "<div class=shop><p class=price>one</p><p class=offer>two</p><ul class=deals><li>three</li></ul></div>"
    )
    for word in ("one", "two", "three"):
        assert taught(body, word).startswith("site.example##")
